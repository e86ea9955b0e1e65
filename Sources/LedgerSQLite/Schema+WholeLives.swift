import GRDB

/// What a refund's whole life asks of the tables: the row that its order came in, and who sealed and sent its submission.
extension Schema {
    static let wholeLives = [
        // Of the row that made the order, and of the one that changed it last; 0 where that was before this version.
        "ALTER TABLE orders ADD COLUMN file INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE orders ADD COLUMN line INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE orders ADD COLUMN first_file INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE orders ADD COLUMN first_line INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX journal_by_submission ON journal (\(submissionOfEntry)) WHERE kind IN ('seal', 'emission')",
    ]

    /// The submission that an entry of kind `seal` or `emission` is about; NULL where somebody's hand left no JSON.
    static let submissionOfEntry = """
        CASE WHEN json_valid(body) THEN coalesce(json_extract(body, '$.submission.submission'), \
        json_extract(body, '$.emission.submission')) END
        """
}
