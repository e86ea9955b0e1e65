import Foundation
import GRDB
import Ledger
import Refunds
import Testing

@testable import LedgerSQLite

@Suite struct AuditContract {
    @Test func aTrueLedgerIsFine() throws {
        let story = try LedgerStory.toldInFull()
        let checks = try story.ledger.read { try $0.audit() }
        #expect(checks.flatMap(\.faults) == [])
        #expect(checks.filter { $0.examined == 0 }.map(\.name) == [])
    }

    @Test func anEmptyLedgerIsFine() throws {
        let story = try LedgerStory()
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// Times need not rise: an order may lose its cover before the refunds that it left without cover were accepted.
    @Test func aClockMayBeSetBack() throws {
        let story = try LedgerStory()
        try story.importOrders([TestOrder(paymentID: "P")])
        try story.importBatch(1, [TestRequest(number: "R1", paymentID: "P", amount: "9.00")])
        story.now -= 10_000
        try story.importOrders([TestOrder(paymentID: "P", chargeback: 500)])
        let checks = try story.ledger.read { try $0.audit() }
        #expect(checks.flatMap(\.faults) == [])
    }

    /// Columns whose change nothing proves. None.
    private static let excused: Set<String> = []

    /// Whoever changes one cell by hand is found out, whichever it is.
    @Test func everyCellIsProved() throws {
        try tamper { changes, database in
            #expect(changes.count > 300)
            return try changes.filter { !Self.excused.contains($0.column) }.compactMap { change in
                try isUnnoticed(database) { try change.make(in: database) } ? change.name : nil
            }
        }
    }

    /// Neither can a row be taken out.
    @Test func everyRowIsMissed() throws {
        try tamper { changes, database in
            let deletions = Set(changes.map { "DELETE FROM \($0.table) WHERE \($0.condition)" })
            return try deletions.filter { sql in
                try isUnnoticed(database) { try database.execute(sql: sql) }
            }
        }
    }

    /// Works on a copy of the story's ledger without its triggers and checks; `body` answers what went unnoticed.
    private func tamper(_ body: ([CellChange], Database) throws -> [String]) throws {
        let story = try LedgerStory.toldInFull()
        let copy = story.home.folder.appending(path: "copy.sqlite").path
        try story.ledger.backup(to: copy)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        let unnoticed = try queue.writeWithoutTransaction { database in
            for trigger in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            return try body(try CellChange.all(in: database), database)
        }
        #expect(unnoticed == [])
        try queue.close()
    }

    /// Whether the audit finds nothing after the change, which is undone.
    private func isUnnoticed(_ database: Database, _ change: () throws -> Void) throws -> Bool {
        var isFine = false
        try database.inTransaction {
            try change()
            let context = LedgerContext(osUser: "tester") { Instant(seconds: 0) }
            isFine = try SQLiteSession(database, context: context).audit().allSatisfy(\.isOK)
            return .rollback
        }
        return isFine
    }
}

/// One cell changed by hand.
struct CellChange {
    var table: String
    var cell: String
    /// What names the row: its key's columns and their values.
    var condition: String
    /// What it becomes, the first that is no duplicate.
    var values: [String]

    var column: String { "\(table).\(cell)" }
    var name: String { "\(column) where \(condition)" }

    /// For every column of every table: the first row, the last, and the first where it is null.
    static func all(in database: Database) throws -> [CellChange] {
        let tables = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return try tables.flatMap { try all(in: $0, of: database) }
    }

    private static func all(in table: String, of database: Database) throws -> [CellChange] {
        let columns = try Row.fetchAll(
            database, sql: "SELECT name, type, pk, \"notnull\" FROM pragma_table_info(?)", arguments: [table])
        let keys = columns.filter { $0["pk"] as Int > 0 }.map { $0["name"] as String }
        let key = keys.map { "\"\($0)\"" }.joined(separator: ", ")
        #expect(
            try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0 > 0, "\(table) is empty")
        return try columns.flatMap { column in
            let name: String = column["name"]
            let orders = [
                "\(key)", "\(keys.map { "\"\($0)\" DESC" }.joined(separator: ", "))",
                "\"\(name)\" IS NOT NULL, \(key)", "\"\(name)\" IS NULL, \(key)",
            ]
            let rows = try orders.compactMap {
                try Row.fetchOne(database, sql: "SELECT \(key) FROM \(table) ORDER BY \($0)")
            }
            let conditions = rows.map { row in
                row.map { "\"\($0.0)\" = \($0.1.databaseValueLiteral)" }.joined(separator: " AND ")
            }
            let values =
                column["type"] == "INTEGER"
                ? ["coalesce(\"\(name)\", 0) + 1", "coalesce(\"\(name)\", 0) + 1000"]
                : [
                    "CASE WHEN coalesce(\"\(name)\", '') = '' THEN 'x' ELSE substr(\"\(name)\", 1, length(\"\(name)\") - 1) || CASE substr(\"\(name)\", -1) WHEN 'y' THEN 'z' ELSE 'y' END END"
                ]
            return Set(conditions).sorted().map {
                CellChange(table: table, cell: name, condition: $0, values: values)
            }
        }
    }

    func make(in database: Database) throws {
        for value in values {
            do {
                try database.execute(sql: "UPDATE \(table) SET \"\(cell)\" = \(value) WHERE \(condition)")
                #expect(database.changesCount == 1, "\(name)")
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                continue
            }
        }
        Issue.record("\(name) can't be changed")
    }
}

extension DatabaseValue {
    fileprivate var databaseValueLiteral: String {
        switch storage {
        case .int64(let number): "\(number)"
        case .string(let text): "'\(text.replacing("'", with: "''"))'"
        case .null, .double, .blob: "NULL"
        }
    }
}
