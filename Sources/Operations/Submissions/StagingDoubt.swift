import Home
import Ledger
import Refunds
import Rules

/// Whether staging can be trusted. Without its marker nothing may be concluded from what is absent there; a person's word about each
/// submission that was on its way makes it whole again (`architecture.md`, the way of a submission).
struct StagingDoubt {
    let workspace: Workspace
    /// The marker, or the whole folder, is gone.
    let isThere: Bool

    init(_ workspace: Workspace) throws {
        self.workspace = workspace
        isThere = try FileStatus.of(workspace.home.marker) == nil
    }

    /// Writes the marker and the sequences anew, once no submission is left of which it isn't known whether it was sent.
    func settle() throws {
        guard isThere else { return }
        let open = try workspace.ledger.read { try $0.unfinishedSubmissions() }
        guard open.isEmpty else {
            throw Failure(
                .alarm,
                "recorded; \(open.map(\.name).joined(separator: ", ")) may have been sent as well: adopt each that was; if one was "
                    + "not, restore staging/ of this home from a backup",
                "已记录；\(open.map(\.name).joined(separator: "、")) 也可能已发送：请逐一认领已发送的文件；如有未发送的，请从备份恢复 staging/")
        }
        // What the reports tell of goes beyond an old ledger: the build then asks for what was sent since.
        let evidence = try SentEvidence(workspace.home)
        let sequences = Sequences(workspace.home)
        for record in try workspace.ledger.read({ try $0.lastEmitted() }) {
            try sequences.record(
                Int64(max(record.sequence, evidence.last(record.channel))), channel: record.channel)
        }
        try workspace.home.writeMarker(homeID: workspace.ledger.homeID)
    }
}
