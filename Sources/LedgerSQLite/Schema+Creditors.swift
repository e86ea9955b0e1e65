/// Where the money of sealed refunds goes, for the layouts that say so: an order's creditor may change later, a file's bytes never do.
extension Schema {
    static let creditors = [
        """
        CREATE TABLE sent_creditors (
            submission INTEGER NOT NULL,
            refund INTEGER NOT NULL,
            name TEXT NOT NULL,
            account TEXT NOT NULL,
            agent TEXT NOT NULL,
            PRIMARY KEY (submission, refund)
        ) STRICT, WITHOUT ROWID
        """
    ]
}
