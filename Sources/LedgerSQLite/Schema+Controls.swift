/// What controls that hold to the end ask of the tables: cover that is taken back, why approvals became void, and when an adopted file really left.
extension Schema {
    static let controlsVersion = "4 controls"

    static let controls =
        // A refund waits without cover from its acceptance (turn 0), or since it lost its cover: once for each time. Open as long as it waits for it.
        remade(
            "shortages",
            """
            CREATE TABLE shortages_new (
                refund INTEGER NOT NULL,
                turn INTEGER NOT NULL CHECK (turn >= 0),
                lost_at INTEGER,
                covered_at INTEGER,
                is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                PRIMARY KEY (refund, turn),
                CHECK (is_open = 0 OR covered_at IS NULL),
                CHECK ((turn = 0) = (lost_at IS NULL))
            ) STRICT, WITHOUT ROWID
            """, copying: "refund, turn, covered_at, is_open", from: "refund, 0, covered_at, is_open")
        + [
            "CREATE UNIQUE INDEX shortages_open ON shortages (refund) WHERE is_open = 1",
            // When a file left that was recorded later only; the day's flow goes by the record, funds and what is overdue by this.
            "ALTER TABLE submissions ADD COLUMN left_at INTEGER CHECK (left_at <= emitted_at)",
            // Why approvals became void; null: refunds lost their cover.
            """
            ALTER TABLE approval_voids ADD COLUMN cause TEXT CHECK (cause IN ('covered', 'paid_by_hand', 'not_paid_by_hand'))
            """,
        ]
}
