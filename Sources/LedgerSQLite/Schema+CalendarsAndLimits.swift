/// What halts, limits of a day and overdue refunds ask of the tables.
extension Schema {
    static let calendarsAndLimits = [
        // Only ever appended to: the newest event of a channel or an account says whether it is halted. By name, for a channel may
        // have no refund yet.
        """
        CREATE TABLE halts (
            halt INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('channel', 'account')),
            name TEXT NOT NULL,
            action TEXT NOT NULL CHECK (action IN ('halt', 'resume')),
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            os_user TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX submissions_by_creation ON submissions (channel, created_at)",
        "CREATE INDEX exceptions_unanswered ON exceptions (refund_id) WHERE code = 'UNANSWERED'",
    ]
}
