import Bytes
import GRDB
import Ledger
import Refunds
import Rules

/// Comparing rows with the journal: entries of some kinds, in their order, and rows, in theirs, go side by side.
extension SQLiteSession {
    /// `entries` answers an entry's number and a part of its body; `rows` the rows that they tell of, `json` makes the part from a row again.
    func lockstep(
        _ check: inout AuditCheck, _ what: BilingualText, entries: String, rows: String,
        json: (Row) throws -> JSON
    ) throws {
        let entries = try Row.fetchCursor(database, sql: entries)
        let rows = try Row.fetchCursor(database, sql: rows)
        while true {
            let entry = try entries.next()
            let row = try rows.next()
            if entry == nil, row == nil { return }
            check.examined += 1
            guard let entry else {
                check.fault(
                    "\(what.english) \(Self.key(row)): the journal knows nothing of it",
                    "\(what.chinese) \(Self.key(row))：日志中没有记载")
                return
            }
            guard let row else {
                check.fault(
                    "journal entry \(Self.key(entry)): the ledger has no \(what.english) for it",
                    "日志条目 \(Self.key(entry))：账本中没有对应的\(what.chinese)")
                return
            }
            let key = Self.key(row)
            let what = BilingualText("\(what.english) \(key)", "\(what.chinese) \(key)")
            try compare(&check, what, try json(row).text, entry)
        }
    }

    private static func key(_ row: Row?) -> String { row.map { "\($0[0] as Int64)" } ?? "" }

    /// Compares a part of an entry's body with the same made from the ledger, and names what differs.
    func compare(_ check: inout AuditCheck, _ what: BilingualText, _ ours: String, _ entry: Row) throws {
        let number: Int = entry[0]
        guard let theirs: String = entry[1] else {
            check.fault(
                "journal entry \(number) has no facts of \(what.english)",
                "日志条目 \(number) 没有\(what.chinese) 的内容")
            return
        }
        if ours == theirs { return }
        let differing = try String.fetchAll(
            database,
            sql: """
                SELECT a.key FROM json_each(?1) a LEFT JOIN json_each(?2) b ON b.key = a.key WHERE a.value IS NOT b.value
                UNION SELECT b.key FROM json_each(?2) b LEFT JOIN json_each(?1) a ON a.key = b.key WHERE a.value IS NOT b.value
                """, arguments: [ours, theirs])
        check.fault(
            "\(what.english): \(differing.joined(separator: ", ")) not as in journal entry \(number)",
            "\(what.chinese)：\(differing.joined(separator: ", ")) 与日志条目 \(number) 不符")
    }

    /// A row's columns of these names as members of an object; `special` says otherwise for some.
    func object(
        _ row: Row, _ columns: [String], special: [String: JSON] = [:],
        more: [(String, JSON)] = []
    ) throws -> JSON {
        .object(
            try columns.map { column in
                if let value = special[column] { return (column, value) }
                let value: DatabaseValue = row[column]
                switch value.storage {
                case .null: return (column, .null)
                case .int64(let number): return (column, .number(Int(number)))
                case .string(let text): return (column, .string(text))
                case .double, .blob: throw SQLiteLedger.broken("column \(column)")
                }
            } + more)
    }

    /// The name of a channel or account, or a text that no name is.
    func nameJSON(account: Int) throws -> JSON { .string(try accountName(account)) }
    func nameJSON(channel: Int) throws -> JSON { .string(try channelName(channel)) }

    func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
}
