/// What asking for one submission's, one refund's or one code's exceptions takes: no command reads all that ever were.
extension Schema {
    /// The submission that an exception's refund was in when it was opened, as text; what was changed by hand and is no JSON any more has none. The
    /// very expression of `exceptions_by_submission`, which has landed.
    static let submissionOfException = "CASE WHEN json_valid(ours) THEN ours ->> '$.submission' END"

    static let exceptionLookups = [
        "CREATE INDEX exceptions_by_submission ON exceptions (CASE WHEN json_valid(ours) THEN ours ->> '$.submission' END)",
        "CREATE INDEX exceptions_open_by_refund ON exceptions (refund_id) WHERE state <> 'resolved'",
        "CREATE INDEX exceptions_open_by_code ON exceptions (code, opened_at) WHERE state <> 'resolved'",
    ]
}
