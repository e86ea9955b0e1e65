import GRDB
import Ledger

extension SQLiteSession {
    /// Counters follow from the tables, the orders' digest is proved with the orders, all others stand in `settings` entries of the journal.
    func checkSettings(_ check: inout AuditCheck) throws {
        let counters = [
            "next_serial": "SELECT coalesce(max(refund), 0) + 1 FROM refunds",
            "next_batch": "SELECT coalesce(max(batch), 0) + 1 FROM batches",
            "next_submission": "SELECT coalesce(max(submission), 0) + 1 FROM submissions",
        ]
        var expected = try journaledSettings()
        var kept: [String: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT name, value FROM settings")
        while let row = try rows.next() { kept[row[0]] = row[1] }
        for (name, sql) in counters {
            let due = try count(sql)
            if kept[name] != nil || due != 1 { expected[name] = String(due) }
        }
        // What it must be is `checkOrders`' business.
        if let digest = kept["orders_digest"] { expected["orders_digest"] = digest }
        for name in Set(kept.keys).union(expected.keys).sorted() {
            check.examined += 1
            if kept[name] != expected[name] {
                check.fault(
                    "setting \(name) is \(kept[name] ?? "missing"), not \(expected[name] ?? "in the journal")",
                    "设置 \(name) 为 \(kept[name] ?? "（缺失）")，应为 \(expected[name] ?? "（日志中没有）")"
                )
            }
        }
        try checkMigrations(&check)
    }

    /// The last word of the journal on each setting.
    private func journaledSettings() throws -> [String: String] {
        var settings: [String: String] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT s.key, s.value FROM journal j, json_each(j.body, '$.settings') s WHERE j.kind = 'settings' ORDER BY j.entry
                """)
        while let row = try rows.next() { settings[row[0]] = row[1] }
        return settings
    }

    private func checkMigrations(_ check: inout AuditCheck) throws {
        let kept = try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
        if kept != Set(Schema.migrator.migrations) {
            check.fault(
                "migrations: \(kept.sorted().joined(separator: ", "))",
                "迁移：\(kept.sorted().joined(separator: ", "))")
        }
        try checkSchema(&check)
    }

    /// Tables, indexes and triggers are those that the migrations make: a dropped trigger would let a refund take any edge.
    private func checkSchema(_ check: inout AuditCheck) throws {
        let sql = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master ORDER BY 1"
        func schema(_ database: Database) throws -> [String: String] {
            var parts: [String: String] = [:]
            for row in try Row.fetchAll(database, sql: sql) { parts[row[0]] = row[1] }
            return parts
        }
        let fresh = try DatabaseQueue()
        try Schema.migrator.migrate(fresh)
        let due = try fresh.read(schema)
        let kept = try schema(database)
        for name in Set(due.keys).union(kept.keys).sorted() where due[name] != kept[name] {
            check.fault("the ledger's \(name) is not as Refundry made it", "账本的 \(name) 与 Refundry 所建不符")
        }
    }
}
