import Bytes
import FoundationEssentials
import Home
import Ledger
import Refunds
import Rules

/// The day reports of a home, by the entry that was the journal's head when each was written: made again at that point, they are the same bytes (`ReplayedDay`).
struct DailyReplay {
    private let original: Workspace
    private var waiting: [Int: [(day: String, now: Instant)]] = [:]
    /// Reports that don't say when they were written.
    private var unclear: [BilingualText] = []

    /// What `daily.json` says of itself.
    private struct Head: Decodable {
        struct AsOf: Decodable { var cohort: String }
        struct Journal: Decodable { var entry: Int? }

        var as_of: AsOf
        var journal: Journal
    }

    init(_ original: Workspace) throws {
        self.original = original
        let top = original.home.absolute("reports/daily")
        for name in try FolderListing.of(top)?.names ?? [] {
            guard let head = try head("\(top)/\(name)/daily.json"), let entry = head.journal.entry,
                let time = WrittenTime(Array(head.as_of.cohort.utf8).span), let offset = time.offset
            else {
                unclear.append(
                    BilingualText(
                        "reports/daily/\(name): daily.json doesn't say when it was made",
                        "reports/daily/\(name)：daily.json 没有写明生成时间"))
                continue
            }
            let moment = Instant(seconds: time.localSeconds - Int64(offset))
            waiting[entry, default: []].append((name, moment))
        }
    }

    private func head(_ path: String) throws -> Head? {
        guard let bytes = try Durably.readWhole(path, limit: 64 << 20) else { return nil }
        do {
            return try JSONDecoder().decode(Head.self, from: Data(bytes))
        } catch {
            return nil
        }
    }

    /// Reports that could not be made again: at the end those too whose head no transaction ended with.
    var missed: [BilingualText] {
        unclear
            + waiting.sorted { $0.key < $1.key }.flatMap { entry, reports in
                reports.map {
                    BilingualText(
                        "reports/daily/\($0.day) names journal entry \(entry), with which nothing ended: it was not written so",
                        "reports/daily/\($0.day) 所指的日志条目 \(entry) 不是任何操作的末条：当时并非如此写入")
                }
            }
    }

    /// Makes the reports that were written when the journal's head was entry `number`.
    mutating func write(at number: Int, _ workspace: (Instant) throws -> Workspace) throws {
        for report in waiting.removeValue(forKey: number) ?? [] {
            _ = try DailySet(workspace: try workspace(report.now)).write()
        }
    }
}
