/// What approvals, funds, calendars, limits, exceptions and voids ask of the tables.
///
/// SQLite can't change a rule of a table: one that has to allow more is made anew, filled from the old one and put in its place.
extension Schema {
    static var peopleTimeMoney: [String] {
        voidableSubmissions + refundStates + readiness + approval + funds + resolutions + calendarsAndLimits
    }

    /// Makes a table anew under its name. `create` makes it as `<name>_new`; `columns` are those of the old one, `values` what goes into them.
    static func remade(_ name: String, _ create: String, copying columns: String, from values: String? = nil)
        -> [String]
    {
        [
            create, "INSERT INTO \(name)_new (\(columns)) SELECT \(values ?? columns) FROM \(name)",
            "DROP TABLE \(name)",
            "ALTER TABLE \(name)_new RENAME TO \(name)",
        ]
    }

    // A refund may leave from the latest of its batch's `ready_at` and its own in `releases`, where it was
    // held by itself and let go.
    private static let readiness = [
        "ALTER TABLE batches ADD COLUMN ready_at INTEGER NOT NULL DEFAULT 0",
        """
        UPDATE batches SET ready_at = max(accepted_at, coalesce((SELECT max(at) FROM approvals a WHERE a.batch = batches.batch), 0))
        """,
        "CREATE TABLE releases (release INTEGER PRIMARY KEY, refund INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
        "CREATE INDEX releases_by_refund ON releases (refund)",
    ]

    // status: 0 pending, 1 submitted, 2 succeeded, 3 failed; failure: 1 cancelled, 2 declined, 3 bank, 4 insufficient funds, 5 reversed;
    // hold, as bits: 1 the order's facts don't cover it, 2 it may have been paid by hand, 4 it has no cover, 8 its warning waits for an approval;
    // answer: the newest applied result record.
    private static let refundStates =
        remade(
            "refund_states",
            """
            CREATE TABLE refund_states_new (
                refund INTEGER PRIMARY KEY,
                lane INTEGER NOT NULL,
                status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
                hold INTEGER NOT NULL CHECK (hold BETWEEN 0 AND 15),
                submission INTEGER,
                failure INTEGER CHECK (failure BETWEEN 1 AND 5),
                answer INTEGER,
                CHECK ((failure IS NULL) = (status <> 3)),
                CHECK (status NOT IN (1, 2) OR submission IS NOT NULL),
                CHECK (failure IS NULL OR (failure IN (3, 5)) = (submission IS NOT NULL))
            ) STRICT
            """, copying: "refund, lane, status, hold, submission, failure, answer")
        + [
            // submitted → pending: its submission was made void. succeeded → failed and back: through a resolved exception only.
            """
            CREATE TRIGGER refund_edges BEFORE UPDATE OF status ON refund_states
            WHEN NEW.status <> OLD.status AND NOT (
                OLD.status = 0 AND NEW.status IN (1, 3) OR OLD.status = 1 AND NEW.status IN (2, 3)
                OR OLD.status = 1 AND NEW.status = 0 AND NEW.submission IS NULL
                OR OLD.status = 2 AND NEW.status = 3 AND NEW.failure = 5
                OR OLD.status = 3 AND NEW.status = 2 AND OLD.failure IN (3, 5))
            BEGIN SELECT RAISE(ABORT, 'a refund takes only the edges of its life'); END
            """,
            """
            CREATE TRIGGER one_submission BEFORE UPDATE OF submission ON refund_states
            WHEN OLD.submission IS NOT NULL AND NEW.submission IS NOT OLD.submission AND NOT (
                NEW.submission IS NULL AND NEW.status = 0
                AND (SELECT state FROM submissions WHERE submission = OLD.submission) = 'void')
            BEGIN SELECT RAISE(ABORT, 'a refund is in one submission'); END
            """,
        ]
}
