import GRDB

/// What notifications by number ask of the tables.
extension Schema {
    static let notifications = [
        // `upto_entry`, `upto_answer`: where it ends; it begins behind the one before it.
        """
        CREATE TABLE notifications (
            notification INTEGER PRIMARY KEY,
            upto_entry INTEGER NOT NULL UNIQUE,
            upto_answer INTEGER NOT NULL,
            time_zone TEXT NOT NULL,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            os_user TEXT NOT NULL,
            changes INTEGER NOT NULL CHECK (changes > 0),
            digest TEXT NOT NULL
        ) STRICT
        """,
        // The journal's entry that tells of the closing: two declines of one batch by one person may come in the same second.
        "ALTER TABLE closings ADD COLUMN entry INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX closings_by_entry ON closings (entry)",
    ]

    /// Finds the entries of closings that were made before they were kept: by the facts that both bear. Those that were named come first; what is alike in
    /// all of these facts then is the first decline's.
    static func findEntriesOfClosings(_ database: Database) throws {
        let facts =
            "at = j.f ->> 'at' AND by = j.f ->> 'by' AND os_user = j.f ->> 'os_user' AND why = j.f ->> 'why'"
        try database.execute(
            sql: """
                UPDATE closings SET entry = j.entry FROM (SELECT entry, json_extract(body, '$.closing.refund') AS refund
                    FROM journal WHERE kind = 'cancel') AS j WHERE closings.refund = j.refund
                """)
        try database.execute(
            sql: """
                UPDATE closings SET entry = j.entry FROM (SELECT e.entry, n.value AS refund, json_extract(e.body, '$.decline') AS f
                    FROM journal e, json_each(e.body, '$.decline.refunds') n WHERE e.kind = 'decline') AS j
                WHERE closings.refund = j.refund AND \(facts)
                """)
        let declines = try Int.fetchAll(
            database,
            sql: """
                SELECT entry FROM journal WHERE kind = 'decline' AND json_extract(body, '$.decline.refunds') IS NULL ORDER BY entry
                """)
        for entry in declines {
            try database.execute(
                sql: """
                    UPDATE closings SET entry = j.entry FROM (
                        SELECT entry, json_extract(body, '$.decline') AS f, b.first_serial AS first, b.first_serial + b.accepted AS after
                        FROM journal JOIN batches b ON b.batch = json_extract(body, '$.decline.batch') WHERE entry = ?) AS j
                    WHERE closings.refund >= j.first AND closings.refund < j.after AND closings.entry = 0 AND failure = 2 AND \(facts)
                    """, arguments: [entry])
        }
        let shortfalls = try Int.fetchAll(
            database, sql: "SELECT entry FROM journal WHERE kind = 'shortfall' ORDER BY entry")
        for entry in shortfalls {
            try database.execute(
                sql: """
                    UPDATE closings SET entry = j.entry FROM (
                        SELECT entry, json_extract(body, '$.shortfall') AS f FROM journal WHERE entry = ?) AS j
                    WHERE closings.entry = 0 AND failure = 4 AND \(facts) AND j.f ->> 'account' = (
                        SELECT a.name FROM refunds r JOIN lanes l ON l.lane = r.lane JOIN accounts a ON a.account = l.account
                        WHERE r.refund = closings.refund)
                    """, arguments: [entry])
        }
    }
}
