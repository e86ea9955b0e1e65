import GRDB

/// What a preview accepts: temporary tables beside the ledger, which SQLite keeps in a file once they are large.
extension SQLiteSession {
    func makePreviewTables() throws {
        try database.execute(
            sql: """
                CREATE TEMP TABLE taken_holdings (
                    payment_id TEXT PRIMARY KEY NOT NULL, held INTEGER NOT NULL, refunds INTEGER NOT NULL,
                    last INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TEMP TABLE taken_numbers (
                    account INTEGER NOT NULL, number TEXT NOT NULL, refund INTEGER NOT NULL,
                    PRIMARY KEY (account, number)
                ) STRICT, WITHOUT ROWID;
                CREATE TEMP TABLE taken_refunds (
                    refund INTEGER PRIMARY KEY, previous INTEGER NOT NULL, amount INTEGER NOT NULL,
                    batch INTEGER NOT NULL, line INTEGER NOT NULL, accepted_at INTEGER NOT NULL
                ) STRICT;
                """)
    }

    func emptyPreviewTables() throws {
        try database.execute(
            sql: "DELETE FROM taken_holdings; DELETE FROM taken_numbers; DELETE FROM taken_refunds;")
    }
}
