import Bytes
import GRDB
import Ledger
import Refunds
import Rules
import Testing

@testable import LedgerSQLite

/// The journal shows any change of one byte, and a dropped, swapped or cut entry (`reliability.md`).
@Suite("The journal's chain")
struct JournalContract {
    private static let columns = [
        "kind", "at", "machine_at", "by", "os_user", "file_digest", "change_digest", "body", "previous",
        "digest",
    ]

    private let home: LedgerHome
    private let queue: DatabaseQueue
    private let context = LedgerContext(osUser: "tester") { Instant(seconds: 0) }

    init() throws {
        home = try LedgerHome()
        let digest = Digest(hex: String(repeating: "a", count: 64))
        try home.ledger.write { writer, _ in
            for entry in 1...6 {
                try writer.append(
                    JournalDraft(
                        kind: "settings", at: Instant(seconds: Int64(1_000 + entry)), by: "ann",
                        fileDigest: digest, changeDigest: digest,
                        body: JournalBodies.settings([("note", "entry \(entry)")])))
            }
        }
        queue = try DatabaseQueue(path: home.path)
    }

    /// What the audit says of the journal after a hand was at it; the change is undone.
    private func faults(_ statements: [String]) throws -> [String] {
        try queue.writeWithoutTransaction { database in
            var faults: [String] = []
            try database.inTransaction {
                for statement in statements { try database.execute(sql: statement) }
                let checks = try SQLiteSession(database, context: context).audit()
                faults = checks.first { $0.name == "journal" }?.faults.map(\.english) ?? []
                return .rollback
            }
            return faults
        }
    }

    private func names(_ entry: Int, _ faults: [String]) -> Bool {
        faults.first?.contains("journal entry \(entry) ") == true
    }

    @Test func anUntouchedOneIsWhole() throws { #expect(try faults([]).isEmpty) }

    /// Every entry but the newest, whose absence only the heads in reports can show. The numbers are closed up behind it.
    @Test(arguments: 1...5)
    func aDroppedEntryShows(_ entry: Int) throws {
        let faults = try faults([
            "DELETE FROM journal WHERE entry = \(entry)",
            "UPDATE journal SET entry = -entry WHERE entry > \(entry)",
            "UPDATE journal SET entry = -entry - 1 WHERE entry < 0",
        ])
        #expect(names(entry, faults), "\(faults)")
    }

    @Test(arguments: 1...5)
    func swappedEntriesShow(_ entry: Int) throws {
        let faults = try faults([
            "UPDATE journal SET entry = 0 WHERE entry = \(entry)",
            "UPDATE journal SET entry = \(entry) WHERE entry = \(entry + 1)",
            "UPDATE journal SET entry = \(entry + 1) WHERE entry = 0",
        ])
        #expect(names(entry, faults), "\(faults)")
    }

    /// Each byte of each column of the first entry, one in the middle, and the newest.
    @Test(arguments: columns)
    func aChangedByteShows(_ column: String) throws {
        for entry in [1, 3, 6] {
            let length = try queue.read {
                try Int.fetchOne($0, sql: "SELECT length(\(column)) FROM journal WHERE entry = \(entry)")
            }
            for place in 1...(try #require(length)) {
                let faults = try faults([Self.change(column, place, entry)])
                #expect(names(entry, faults), "\(column), byte \(place) of entry \(entry): \(faults)")
            }
        }
    }

    /// Puts the next sign in a place's stead, or the one before it after a 9, so that a number stays one.
    private static func change(_ column: String, _ place: Int, _ entry: Int) -> String {
        let sign = "substr(\(column), \(place), 1)"
        let other = "char(unicode(\(sign)) + CASE \(sign) WHEN '9' THEN -1 ELSE 1 END)"
        let text = "substr(\(column), 1, \(place - 1)) || \(other) || substr(\(column), \(place + 1))"
        let value = ["at", "machine_at"].contains(column) ? "CAST(\(text) AS INTEGER)" : text
        return "UPDATE journal SET \(column) = \(value) WHERE entry = \(entry)"
    }
}
