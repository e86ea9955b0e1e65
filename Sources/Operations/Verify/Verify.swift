import Bytes
import Home
import Ledger
import Rules

/// Proves the invariants of `lifecycle.md` on this home: the ledger by itself, and the files beside it against the ledger. Works on one snapshot while
/// others write (details 38): what others may change meanwhile is read from the disk before the snapshot is taken, or looked at twice.
package struct Verify {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package func verify() throws -> VerifyAnswer {
        let disk = try DiskView(workspace.home)
        return try workspace.ledger.read { reader in
            var answer = VerifyAnswer()
            tell("ledger", 0)
            answer.checks = try reader.audit()
            answer.checks.append(
                try check("journal heads") { try JournalHeadsCheck(disk: disk).run(reader, &$0) })
            let archive = ArchiveCheck(workspace: workspace, disk: disk)
            answer.checks.append(try check("archive") { try archive.run(reader, &$0, &answer.notes) })
            let submissions = SubmissionsCheck(workspace: workspace, disk: disk, reader: reader)
            answer.checks.append(try check("submission files") { try submissions.rebuild(&$0) })
            answer.checks.append(try check("outbox") { try submissions.outbox(&$0, &answer.notes) })
            answer.checks.append(try check("submission reports") { try submissions.reports(&$0) })
            answer.checks.append(
                try check("staging") {
                    try StagingCheck(workspace: workspace, disk: disk).run(reader, &$0, &answer.notes)
                })
            answer.checks.append(
                try check("tie-outs") { try TieOutCheck(workspace: workspace).run(reader, &$0) })
            return answer
        }
    }

    /// Runs one check. What damage makes impossible to look at is a fault; our own machine's trouble is thrown.
    private func check(_ name: String, _ body: (inout AuditCheck) throws -> Void) throws -> AuditCheck {
        var check = AuditCheck(name)
        do {
            try body(&check)
        } catch let failure as Failure where failure.kind == .alarm {
            check.fault(failure.text)
        } catch let failure as HomeFailure where failure.kind == .alarm {
            check.fault(failure.message, failure.chinese)
        }
        tell(name, check.examined)
        return check
    }

    private func tell(_ what: String, _ done: Int) {
        workspace.progress(
            Workspace.Progress(what: BilingualText("verifying \(what)", "校验 \(what)"), done: done))
    }
}

/// What stood on the disk before the snapshot was taken: the ledger of the snapshot must know all of it.
struct DiskView {
    struct Head {
        /// Relative to the home.
        var path: String
        var entry: Int
        var digest: String
    }

    private(set) var archive: [String] = []
    /// Paths relative to the home.
    private(set) var outbox: [String] = []
    private(set) var strangers: [String] = []
    /// Names in staging that may be a submission's file on its way out.
    private(set) var strange: [String] = []
    /// By channel: the last sequence in staging, or what is wrong with it.
    private(set) var sequences: [String: Result<Int64, HomeFailure>] = [:]
    /// The journal's heads as submission and daily reports tell them.
    private(set) var heads: [Head] = []
    /// Reports that should tell the journal's head and don't.
    private(set) var headless: [String] = []

    init(_ home: HomeFolder) throws {
        archive = try FolderListing.of(home.archive)?.names ?? []
        for channel in try FolderListing.of(home.outbox)?.names ?? [] {
            let path = "outbox/\(channel)"
            guard try FileStatus.of(home.absolute(path))?.kind == .folder else {
                strangers.append(path)
                continue
            }
            outbox += (try FolderListing.of(home.absolute(path))?.names ?? []).map { "\(path)/\($0)" }
        }
        strange = try StagingNames.strange(in: home)
        for channel in try Sequences(home).channels() {
            do throws(HomeFailure) {
                sequences[channel] = try Sequences(home).last(channel: channel).map(Result.success)
            } catch {
                sequences[channel] = .failure(error)
            }
        }
        try readHeads(home)
    }

    private mutating func readHeads(_ home: HomeFolder) throws {
        for name in try FolderListing.of(home.submissionReports)?.names ?? [] {
            try readHead("reports/submissions/\(name)", home)
        }
        for name in try FolderListing.of(home.absolute("reports/daily"))?.names ?? [] {
            try readHead("reports/daily/\(name)/daily.json", home)
        }
    }

    private mutating func readHead(_ path: String, _ home: HomeFolder) throws {
        guard let status = try FileStatus.of(home.absolute(path)) else { return }
        let bytes =
            status.kind == .file ? try Durably.readWhole(home.absolute(path), limit: 64 << 20) ?? [] : []
        guard let head = Self.head(in: bytes) else {
            headless.append(path)
            return
        }
        heads.append(Head(path: path, entry: head.entry, digest: head.digest))
    }

    /// Finds `"journal":{"entry":12,"digest":"…"}` as Refundry writes it.
    static func head(in bytes: [UInt8]) -> (entry: Int, digest: String)? {
        let key = Array("\"journal\":{\"entry\":".utf8)
        let middle = Array(",\"digest\":\"".utf8)
        // The last place: no text before it can be taken for it, for quotes within texts are escaped.
        guard bytes.count > key.count,
            let place = (0...(bytes.count - key.count)).last(where: { bytes[$0...].starts(with: key) })
        else { return nil }
        let digits = bytes[(place + key.count)...].prefix { $0.isDigit }
        let rest = bytes[digits.endIndex...]
        guard let entry = Int(String(decoding: digits, as: UTF8.self)), rest.starts(with: middle) else {
            return nil
        }
        return (entry, String(decoding: rest.dropFirst(middle.count).prefix(64), as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
