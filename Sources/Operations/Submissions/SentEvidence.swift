import Home
import Ledger
import Rules

/// What the disk shows of what was sent, whatever the ledger knows: the sequences in staging, and the reports beside the submissions. A ledger
/// that knows less is an old one; what it would send, the bank may have.
struct SentEvidence {
    private let sequences: [String: Int]

    /// Looks at names only: one for each file ever sent.
    init(_ home: HomeFolder) throws {
        let written = Sequences(home)
        var last: [String: Int] = [:]
        for channel in try written.channels() {
            last[channel] = Int(try written.last(channel: channel) ?? 0)
        }
        for name in try FolderListing.of(home.submissionReports)?.names ?? [] {
            guard let (channel, sequence) = Self.place(of: name) else { continue }
            last[channel] = max(last[channel] ?? 0, sequence)
        }
        sequences = last
    }

    /// `card-000007-USD.csv.json` is number 7 of `card`.
    private static func place(of name: String) -> (String, Int)? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let sequence = Int(parts[parts.count - 2]) else { return nil }
        return (parts.dropLast(2).joined(separator: "-"), sequence)
    }

    /// The last number that is known to have been about to leave; 0 when there is none.
    func last(_ channel: String) -> Int { sequences[channel] ?? 0 }

    /// A failure of kind alarm where the ledger is older than what was sent, or staging's sequences are.
    func demandNewest(_ reader: any LedgerReader, _ home: HomeFolder) throws {
        for (channel, sent) in sequences.sorted(by: { $0.key < $1.key }) {
            let known = try reader.lastSequence(ofChannel: channel)
            guard sent > known else { continue }
            throw Failure(
                .alarm,
                "channel \(channel): the ledger knows \(known) files, but number \(sent) has been sent: the ledger is an old "
                    + "one; restore the newest, or take in with submissions adopt what was sent since; nothing was built",
                "通道 \(channel)：账本只记录到第 \(known) 个文件，但第 \(sent) 个已发送：账本过旧；请恢复最新账本，"
                    + "或用 submissions adopt 认领此后发出的文件；未生成任何文件")
        }
        for record in try reader.lastEmitted() {
            let written = try Sequences(home).last(channel: record.channel) ?? 0
            guard written < Int64(record.sequence) else { continue }
            throw Failure(
                .alarm,
                "staging/\(record.channel).sequence is \(written), but number \(record.sequence) was sent: it was changed or lost; "
                    + "put it back from a backup, or write \(record.sequence) into it; nothing was built",
                "staging/\(record.channel).sequence 为 \(written)，但第 \(record.sequence) 个已发送：该文件被改动或丢失；"
                    + "请从备份恢复，或写入 \(record.sequence)；未生成任何文件")
        }
    }
}
