/// What people do about exceptions, and about submissions that went wrong.
extension Schema {
    /// A submission may be void. Made anew before any trigger asks for it.
    static let voidableSubmissions =
        remade(
            "submissions",
            """
            CREATE TABLE submissions_new (
                submission INTEGER PRIMARY KEY,
                channel INTEGER NOT NULL REFERENCES channels,
                sequence INTEGER NOT NULL CHECK (sequence > 0),
                currency TEXT NOT NULL,
                exponent INTEGER NOT NULL,
                name TEXT NOT NULL,
                layout TEXT NOT NULL,
                time_zone TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('sealed', 'staged', 'emitted', 'void')),
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
            copying: """
                submission, channel, sequence, currency, exponent, name, layout, time_zone, created_at, state, first_refund,
                last_refund, count, amount, hash_total, digest, size, emitted_at
                """)
        + [
            "CREATE INDEX submissions_by_time ON submissions (emitted_at)",
            "CREATE INDEX submissions_unfinished ON submissions (submission) WHERE state IN ('sealed', 'staged')",
            """
            CREATE TABLE void_steps (
                step INTEGER PRIMARY KEY,
                submission INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('propose', 'withdraw', 'confirm')),
                at INTEGER NOT NULL,
                by TEXT NOT NULL,
                os_user TEXT NOT NULL,
                note TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX void_steps_by_submission ON void_steps (submission)",
            // Which refunds a submission had when it was made void: its file can still be made again.
            """
            CREATE TABLE voided (
                submission INTEGER NOT NULL, refund INTEGER NOT NULL, PRIMARY KEY (submission, refund)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX voided_by_refund ON voided (refund)",
        ]

    /// Answers come from result records, with `file` and `line`, or from a resolved exception: then `line` is the confirmation's step. effect:
    /// 1 the bank has it, 2 paid, 3 refused, 4 a late query number; resolved: 5 paid, 6 not paid, 7 reversed, 8 paid after all, 9 another
    /// query number or figure. `paid` is the bank's figure where it isn't the refund's; the refund's state says which counts.
    static let resolutions =
        remade(
            "answers",
            """
            CREATE TABLE answers_new (
                answer INTEGER PRIMARY KEY,
                file INTEGER,
                line INTEGER NOT NULL,
                refund INTEGER NOT NULL,
                previous INTEGER NOT NULL,
                effect INTEGER NOT NULL CHECK (effect BETWEEN 1 AND 9),
                query_number TEXT NOT NULL,
                bank_reference TEXT NOT NULL,
                reason_code TEXT NOT NULL,
                reason TEXT NOT NULL,
                processed_at TEXT NOT NULL,
                paid INTEGER CHECK (paid >= 0),
                CHECK ((file IS NULL) = (effect > 4)),
                CHECK (paid IS NULL OR file IS NULL)
            ) STRICT
            """,
            copying: """
                answer, file, line, refund, previous, effect, query_number, bank_reference, reason_code, reason, processed_at
                """)
        + [
            "CREATE INDEX answers_resolved ON answers (line) WHERE file IS NULL",
            "ALTER TABLE refund_states ADD COLUMN paid INTEGER CHECK (paid IS NULL OR status = 2)",
            """
            CREATE TABLE exception_steps (
                step INTEGER PRIMARY KEY,
                exception INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('assign', 'comment', 'propose', 'withdraw', 'confirm')),
                at INTEGER NOT NULL,
                by TEXT NOT NULL,
                os_user TEXT NOT NULL,
                assignee TEXT,
                action TEXT CHECK (action IN ('apply', 'dismiss', 'reverse')),
                note TEXT NOT NULL,
                CHECK ((kind = 'assign') = (assignee IS NOT NULL)),
                CHECK ((kind IN ('propose', 'confirm')) = (action IS NOT NULL))
            ) STRICT
            """,
            "CREATE INDEX exception_steps_by_exception ON exception_steps (exception)",
            "CREATE INDEX resolutions_by_time ON exception_steps (at) WHERE kind = 'confirm'",
        ]
}
