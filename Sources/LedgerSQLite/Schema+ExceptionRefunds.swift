/// Exceptions about many refunds at once: which they are.
extension Schema {
    static let exceptionRefunds = [
        """
        CREATE TABLE exception_refunds (
            exception INTEGER NOT NULL, refund INTEGER NOT NULL, PRIMARY KEY (exception, refund)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX exception_refunds_by_refund ON exception_refunds (refund)",
    ]
}
