/// What funds ask of the tables.
extension Schema {
    private static let fileColumns = """
        file, kind, name, digest, inflated_digest, size, origin, modified, taken_at, by, account, channel, refusal, message, message_zh,
        records, checksum
        """

    static let funds =
        remade(
            "files",
            """
            CREATE TABLE files_new (
                file INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('orders', 'refunds', 'results', 'funds')),
                name TEXT NOT NULL,
                digest TEXT NOT NULL,
                inflated_digest TEXT NOT NULL,
                size INTEGER NOT NULL,
                origin TEXT,
                modified INTEGER NOT NULL,
                taken_at INTEGER NOT NULL,
                by TEXT NOT NULL,
                account TEXT,
                channel TEXT,
                refusal TEXT,
                message TEXT,
                message_zh TEXT,
                records INTEGER NOT NULL,
                checksum INTEGER NOT NULL
            ) STRICT
            """, copying: fileColumns)
        + [
            "CREATE INDEX files_by_digest ON files (digest)",
            "CREATE INDEX files_by_inflated_digest ON files (inflated_digest)",
            "CREATE INDEX files_by_time ON files (taken_at)",
            "CREATE INDEX files_by_origin ON files (origin) WHERE origin IS NOT NULL",
        ]
        + remade(
            "closings",
            """
            CREATE TABLE closings_new (
                refund INTEGER PRIMARY KEY,
                failure INTEGER NOT NULL CHECK (failure IN (1, 2, 4)),
                at INTEGER NOT NULL,
                by TEXT NOT NULL,
                os_user TEXT NOT NULL,
                why TEXT NOT NULL
            ) STRICT
            """, copying: "refund, failure, at, by, os_user, why")
        + [
            "CREATE INDEX closings_by_time ON closings (at)",
            // An account's money in a currency, in ten-thousandths, kept up with every refund that leaves, comes back or waits: nobody adds up
            // a history. Accounts stand by name: a balance may come before the account's first order.
            """
            CREATE TABLE funds (
                account TEXT NOT NULL,
                currency TEXT NOT NULL CHECK (length(currency) = 3),
                balance INTEGER CHECK (balance >= 0),
                as_of INTEGER,
                file INTEGER REFERENCES files,
                left_since INTEGER NOT NULL CHECK (left_since >= 0),
                returned INTEGER NOT NULL CHECK (returned >= 0),
                covered INTEGER NOT NULL CHECK (covered >= 0),
                missing INTEGER NOT NULL CHECK (missing >= 0),
                PRIMARY KEY (account, currency),
                CHECK ((balance IS NULL) = (as_of IS NULL) AND (balance IS NULL) = (file IS NULL))
            ) STRICT, WITHOUT ROWID
            """,
            // The lanes of a batch that were under control when it came: their refunds leave with cover only.
            """
            CREATE TABLE funds_controls (
                batch INTEGER NOT NULL, lane INTEGER NOT NULL,
                PRIMARY KEY (batch, lane)
            ) STRICT, WITHOUT ROWID
            """,
            // Refunds that found no cover when they came. Open as long as they wait for it.
            """
            CREATE TABLE shortages (
                refund INTEGER PRIMARY KEY,
                covered_at INTEGER,
                is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                CHECK (is_open = 0 OR covered_at IS NULL)
            ) STRICT
            """,
            "CREATE INDEX shortages_open ON shortages (refund) WHERE is_open = 1",
            "CREATE TABLE looks (look INTEGER PRIMARY KEY, due INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
        ]
}
