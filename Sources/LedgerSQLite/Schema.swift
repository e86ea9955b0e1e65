import GRDB

/// The ledger's tables. A migration never changes once it has landed; a new column is a new migration.
///
/// Small tables take the writes: `refunds` is only ever appended to, what changes stands in `refund_states`; an order's facts and what its
/// refunds hold are apart, so that a batch never rewrites an order. Amounts are minor units, times seconds since 1970,
/// digests 64 hexadecimal digits.
enum Schema {
    /// Marks the file as a Refundry ledger: "RFND".
    static let applicationID = 0x5246_4E44

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 main job") { database in
            for statement in names + orders + files + refunds + submissions + results {
                try database.execute(sql: statement)
            }
        }
        migrator.registerMigration("2 people, time and money") { database in
            for statement in peopleTimeMoney { try database.execute(sql: statement) }
        }
        migrator.registerMigration("3 notifications") { database in
            for statement in notifications { try database.execute(sql: statement) }
            try findEntriesOfClosings(database)
        }
        migrator.registerMigration(controlsVersion) { database in
            for statement in controls { try database.execute(sql: statement) }
        }
        migrator.registerMigration("5 whole lives") { database in
            for statement in wholeLives { try database.execute(sql: statement) }
        }
        migrator.registerMigration("6 lookups of exceptions") { database in
            for statement in exceptionLookups { try database.execute(sql: statement) }
        }
        migrator.registerMigration("7 creditors") { database in
            for statement in creditors { try database.execute(sql: statement) }
        }
        migrator.registerMigration("8 repeated results, exceptions of a refund") { database in
            for statement in repeats { try database.execute(sql: statement) }
        }
        migrator.registerMigration("9 exceptions of many refunds") { database in
            for statement in exceptionRefunds { try database.execute(sql: statement) }
        }
        return migrator
    }

    private static let names = [
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE accounts (account INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
        "CREATE TABLE channels (channel INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
        // The key by which everything ties out.
        """
        CREATE TABLE lanes (
            lane INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES accounts,
            channel INTEGER NOT NULL REFERENCES channels,
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            exponent INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 6),
            UNIQUE (account, channel, currency, exponent)
        ) STRICT
        """,
        """
        CREATE TABLE journal (
            entry INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            machine_at INTEGER NOT NULL,
            by TEXT NOT NULL,
            os_user TEXT NOT NULL,
            file_digest TEXT,
            change_digest TEXT,
            body TEXT NOT NULL,
            previous TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE
        ) STRICT
        """,
    ]

    private static let orders = [
        // Keyed by the platform's payment ID: one seek finds an order. `checksum` names the row when a byte of it was changed by hand;
        // that nothing was changed is proved by the digest of all orders in the journal.
        """
        CREATE TABLE orders (
            payment_id TEXT PRIMARY KEY NOT NULL,
            account INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            currency TEXT NOT NULL,
            exponent INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount >= 0),
            status INTEGER NOT NULL CHECK (status IN (-1, 0, 1)),
            paid_at INTEGER NOT NULL,
            chargeback INTEGER NOT NULL CHECK (chargeback >= 0),
            refunded_elsewhere INTEGER NOT NULL CHECK (refunded_elsewhere >= 0),
            terminal TEXT NOT NULL,
            order_number TEXT NOT NULL,
            payment_method TEXT NOT NULL,
            acquirer_reference TEXT NOT NULL,
            creditor_name TEXT NOT NULL,
            creditor_account TEXT NOT NULL,
            creditor_agent TEXT NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX orders_by_number ON orders (account, order_number)",
        // What an order's refunds hold. `last` is its newest refund; each refund names the one before it.
        // An over-refund is impossible here, whatever the program does.
        """
        CREATE TABLE holdings (
            payment_id TEXT PRIMARY KEY NOT NULL,
            ceiling INTEGER NOT NULL,
            held INTEGER NOT NULL CHECK (held >= 0 AND held <= ceiling),
            refunds INTEGER NOT NULL CHECK (refunds >= 0),
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let files = [
        """
        CREATE TABLE files (
            file INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('orders', 'refunds', 'results')),
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
        """,
        "CREATE INDEX files_by_digest ON files (digest)",
        "CREATE INDEX files_by_inflated_digest ON files (inflated_digest)",
        "CREATE INDEX files_by_time ON files (taken_at)",
        "CREATE INDEX files_by_origin ON files (origin) WHERE origin IS NOT NULL",
        // A decided batch. `waiting` and `outstanding` count its refunds that are pending or submitted, so that nothing scans
        // a batch that is over; `moved_at` is when one of them last moved.
        """
        CREATE TABLE batches (
            batch INTEGER PRIMARY KEY,
            file INTEGER NOT NULL REFERENCES files,
            account INTEGER NOT NULL REFERENCES accounts,
            batch_number TEXT,
            policy TEXT NOT NULL,
            records_digest TEXT NOT NULL,
            accepted_at INTEGER NOT NULL,
            by TEXT NOT NULL,
            os_user TEXT NOT NULL,
            records INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            approvals_needed INTEGER NOT NULL,
            first_serial INTEGER NOT NULL,
            decisions_digest TEXT NOT NULL,
            reports TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('approval', 'approved', 'declined')),
            waiting INTEGER NOT NULL CHECK (waiting >= 0),
            outstanding INTEGER NOT NULL CHECK (outstanding >= 0),
            moved_at INTEGER NOT NULL,
            CHECK (records = accepted + rejected)
        ) STRICT
        """,
        "CREATE INDEX batches_by_records ON batches (account, records_digest)",
        "CREATE INDEX batches_by_number ON batches (account, batch_number)",
        "CREATE INDEX batches_by_time ON batches (accepted_at)",
        "CREATE INDEX batches_waiting ON batches (batch) WHERE waiting > 0",
        "CREATE INDEX batches_open ON batches (batch) WHERE waiting > 0 OR outstanding > 0",
        "CREATE INDEX batches_by_file ON batches (file)",
        """
        CREATE TABLE batch_totals (
            batch INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (batch, lane)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE batch_codes (
            batch INTEGER NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, currency TEXT NOT NULL,
            exponent INTEGER NOT NULL, rows INTEGER NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (batch, place, currency, exponent)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE approvals (
            batch INTEGER NOT NULL, by TEXT NOT NULL, os_user TEXT NOT NULL, at INTEGER NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY (batch, by)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let refunds = [
        // Accepted rows, only ever appended. What a submission's bytes need is kept here, so that writing one never looks up an order.
        """
        CREATE TABLE refunds (
            refund INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL,
            line INTEGER NOT NULL,
            lane INTEGER NOT NULL,
            previous INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount > 0 AND amount <= order_amount),
            order_amount INTEGER NOT NULL,
            order_time INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            number TEXT NOT NULL,
            payment_id TEXT NOT NULL,
            terminal TEXT NOT NULL,
            description TEXT NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT
        """,
        // A refund number is used once for an account, for ever.
        """
        CREATE TABLE refund_numbers (
            account INTEGER NOT NULL, number TEXT NOT NULL, refund INTEGER NOT NULL,
            PRIMARY KEY (account, number)
        ) STRICT, WITHOUT ROWID
        """,
        // What changes in a refund's life (now as `Schema+PeopleTimeMoney` has it).
        """
        CREATE TABLE refund_states (
            refund INTEGER PRIMARY KEY,
            lane INTEGER NOT NULL,
            status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
            hold INTEGER NOT NULL CHECK (hold BETWEEN 0 AND 3),
            submission INTEGER,
            failure INTEGER CHECK (failure BETWEEN 1 AND 3),
            answer INTEGER,
            CHECK ((failure IS NULL) = (status <> 3)),
            CHECK (status NOT IN (1, 2) OR submission IS NOT NULL),
            CHECK (failure IS NULL OR (failure = 3) = (submission IS NOT NULL))
        ) STRICT
        """,
        """
        CREATE TRIGGER refund_edges BEFORE UPDATE OF status ON refund_states
        WHEN NEW.status <> OLD.status AND NOT (
            OLD.status = 0 AND NEW.status IN (1, 3) OR OLD.status = 1 AND NEW.status IN (2, 3))
        BEGIN SELECT RAISE(ABORT, 'a refund takes only the edges of its life'); END
        """,
        """
        CREATE TRIGGER one_submission BEFORE UPDATE OF submission ON refund_states
        WHEN OLD.submission IS NOT NULL AND NEW.submission IS NOT OLD.submission
        BEGIN SELECT RAISE(ABORT, 'a refund is in one submission'); END
        """,
        """
        CREATE TABLE closings (
            refund INTEGER PRIMARY KEY,
            failure INTEGER NOT NULL CHECK (failure IN (1, 2)),
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            os_user TEXT NOT NULL,
            why TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX closings_by_time ON closings (at)",
    ]

    private static let submissions = [
        """
        CREATE TABLE submissions (
            submission INTEGER PRIMARY KEY,
            channel INTEGER NOT NULL REFERENCES channels,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            currency TEXT NOT NULL,
            exponent INTEGER NOT NULL,
            name TEXT NOT NULL,
            layout TEXT NOT NULL,
            time_zone TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('sealed', 'staged', 'emitted')),
            first_refund INTEGER NOT NULL,
            last_refund INTEGER NOT NULL,
            count INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            hash_total INTEGER NOT NULL,
            digest TEXT,
            size INTEGER NOT NULL,
            emitted_at INTEGER,
            UNIQUE (channel, sequence)
        ) STRICT
        """,
        "CREATE INDEX submissions_by_time ON submissions (emitted_at)",
        "CREATE INDEX submissions_unfinished ON submissions (submission) WHERE state <> 'emitted'",
        """
        CREATE TABLE submission_totals (
            submission INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (submission, lane)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE redeliveries (
            redelivery INTEGER PRIMARY KEY, submission INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
            os_user TEXT NOT NULL, note TEXT NOT NULL
        ) STRICT
        """,
    ]

    private static let results = [
        """
        CREATE TABLE results (
            file INTEGER PRIMARY KEY REFERENCES files,
            channel TEXT,
            submission INTEGER,
            at INTEGER NOT NULL,
            records INTEGER NOT NULL,
            applied INTEGER NOT NULL,
            already_known INTEGER NOT NULL,
            exceptions INTEGER NOT NULL,
            answers_digest TEXT NOT NULL,
            CHECK (records = applied + already_known + exceptions)
        ) STRICT
        """,
        // Applied result records (now as `Schema+Exceptions` has it). effect: 1 the bank has it, 2 paid, 3 refused, 4 a late query number; `previous` is the refund's answer before it.
        """
        CREATE TABLE answers (
            answer INTEGER PRIMARY KEY,
            file INTEGER NOT NULL,
            line INTEGER NOT NULL,
            refund INTEGER NOT NULL,
            previous INTEGER NOT NULL,
            effect INTEGER NOT NULL CHECK (effect BETWEEN 1 AND 4),
            query_number TEXT NOT NULL,
            bank_reference TEXT NOT NULL,
            reason_code TEXT NOT NULL,
            reason TEXT NOT NULL,
            processed_at TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE exceptions (
            exception INTEGER PRIMARY KEY,
            code TEXT NOT NULL,
            refund_id TEXT,
            payment_id TEXT,
            file INTEGER,
            line INTEGER,
            ours TEXT NOT NULL,
            theirs TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'resolved')),
            opened_at INTEGER NOT NULL,
            closed_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX exceptions_open ON exceptions (exception) WHERE state <> 'resolved'",
        "CREATE INDEX exceptions_by_order ON exceptions (payment_id) WHERE payment_id IS NOT NULL",
    ]
}
