import Home
import Ledger
import Rules

/// The staging folder is the one that the ledger has worked with, and its sequences are those of the ledger.
struct StagingCheck {
    let workspace: Workspace
    let disk: DiskView

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck, _ notes: inout [BilingualText]) throws {
        check.examined += 1
        do throws(HomeFailure) {
            try workspace.home.checkStaging(homeID: workspace.ledger.homeID)
        } catch {
            guard error.kind == .alarm else { throw error }
            check.fault(error.message, error.chinese)
        }
        for (channel, sequence) in disk.sequences.sorted(by: { $0.key < $1.key }) {
            check.examined += 1
            switch sequence {
            case .failure(let failure): check.fault(failure.message, failure.chinese)
            case .success(let number):
                let last = try reader.lastSequence(ofChannel: channel)
                if number > last {
                    check.fault(
                        "staging/\(channel).sequence is \(number), the ledger's last is \(last): the ledger is older than what "
                            + "was sent",
                        "staging/\(channel).sequence 为 \(number)，账本中最后为 \(last)：账本早于已发送的内容")
                }
            }
        }
        try checkPublished(reader, &check)
        let names = Set(try reader.submissions().map(\.name))
        notes += disk.strange.filter { !names.contains($0) }.map {
            BilingualText("staging/\($0): nothing of Refundry's", "staging/\($0)：不是 Refundry 的文件")
        }
    }

    /// A sequence is written down before its file is published. Looked at after the snapshot, for others may publish meanwhile.
    private func checkPublished(_ reader: any LedgerReader, _ check: inout AuditCheck) throws {
        var published: [String: Int] = [:]
        for record in try reader.submissions() where record.emittedAt != nil {
            published[record.channel] = max(published[record.channel] ?? 0, record.sequence)
        }
        for (channel, sequence) in published.sorted(by: { $0.key < $1.key }) {
            if case .failure = disk.sequences[channel] { continue }
            let written = try Sequences(workspace.home).last(channel: channel) ?? 0
            if written < sequence {
                check.fault(
                    "staging/\(channel).sequence is \(written), but \(sequence) was sent",
                    "staging/\(channel).sequence 为 \(written)，但已发出 \(sequence)")
            }
        }
    }
}
