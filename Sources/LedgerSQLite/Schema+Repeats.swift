/// Finding result files that came again, which stand in the journal alone, and all that was ever asked about a refund.
extension Schema {
    static let repeats = [
        "CREATE INDEX journal_repeats ON journal (at) WHERE kind = 'repeat'",
        "CREATE INDEX exceptions_by_refund ON exceptions (refund_id) WHERE refund_id IS NOT NULL",
    ]
}
