import Bytes
import FoundationEssentials
import Home
import Ledger
import Refunds

/// The day reports of a home, by the entry that was the journal's head when each was written: made again at that point, they are the same bytes.
struct DailyReplay {
    private let original: Workspace
    private var waiting: [Int: [Instant]] = [:]
    /// Reports that don't say when they were written.
    private(set) var notes: [String] = []

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
                notes.append("reports/daily/\(name): it doesn't say when it was made: not made again")
                continue
            }
            waiting[entry, default: []].append(Instant(seconds: time.localSeconds - Int64(offset)))
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

    /// Makes the reports that were written when the journal's head was entry `number`.
    mutating func write(at number: Int, _ workspace: (Instant) throws -> Workspace) throws {
        for now in waiting.removeValue(forKey: number) ?? [] {
            _ = try DailyReport(workspace: try workspace(now)).writeDaily()
        }
    }
}
