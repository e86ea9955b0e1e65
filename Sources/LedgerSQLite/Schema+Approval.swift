/// What several approvals, approvals made void, waiting warnings and cooling ask of the tables.
extension Schema {
    static let approval =
        [
            // As the account's settings were when the batch came. `review_warnings`: its refunds that bear a warning wait for an approval, the
            // others don't; `cooling_minutes`: how long it rests once nobody's approval is missing.
            "ALTER TABLE batches ADD COLUMN review_warnings INTEGER NOT NULL DEFAULT 0 CHECK (review_warnings IN (0, 1))",
            "ALTER TABLE batches ADD COLUMN cooling_minutes INTEGER NOT NULL DEFAULT 0 CHECK (cooling_minutes >= 0)",
            // Whose approval became void may approve again. `voided` names what made it void; NULL: it counts.
            """
            CREATE TABLE approvals_new (
                approval INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,
                by TEXT NOT NULL,
                os_user TEXT NOT NULL,
                at INTEGER NOT NULL,
                digest TEXT NOT NULL,
                voided INTEGER
            ) STRICT
            """,
            // Their numbers are the journal's order.
            """
            INSERT INTO approvals_new (batch, by, os_user, at, digest)
            SELECT a.batch, a.by, a.os_user, a.at, a.digest FROM journal j CROSS JOIN approvals a
                ON a.batch = json_extract(j.body, '$.approval.batch') AND a.by = json_extract(j.body, '$.approval.by')
            WHERE j.kind = 'approval' ORDER BY j.entry
            """,
            "DROP TABLE approvals",
            "ALTER TABLE approvals_new RENAME TO approvals",
            "CREATE INDEX approvals_by_batch ON approvals (batch)",
            "CREATE UNIQUE INDEX one_approval_each ON approvals (batch, by) WHERE voided IS NULL",
            // `refund` is the first of `refunds` that the facts of `file` left without cover; by whoever brought them in.
            """
            CREATE TABLE approval_voids (
                void INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,
                at INTEGER NOT NULL,
                by TEXT NOT NULL,
                refund INTEGER NOT NULL,
                refunds INTEGER NOT NULL CHECK (refunds > 0),
                file INTEGER
            ) STRICT
            """,
            "CREATE INDEX approval_voids_by_batch ON approval_voids (batch)",
        ]
}
