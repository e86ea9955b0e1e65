/// Where an answer's columns stand in its statement.
enum AnswerColumn {
    static let query = """
        SELECT a.refund, a.previous, a.effect, a.query_number, a.bank_reference, a.reason_code, a.reason,
            coalesce(f.taken_at, t.at), coalesce(f.name, ef.name), a.line, coalesce(f.by, t.by), t.exception, e.line,
            length(a.query_number), coalesce(f.by, ef.by)
        FROM answers a LEFT JOIN files f ON f.file = a.file
            LEFT JOIN exception_steps t ON a.file IS NULL AND t.step = a.line
            LEFT JOIN exceptions e ON e.exception = t.exception LEFT JOIN files ef ON ef.file = e.file
        WHERE a.answer = ?
        """
    static let refund: Int32 = 0
    static let previous: Int32 = 1
    static let effect: Int32 = 2
    static let queryNumber: Int32 = 3
    static let bankReference: Int32 = 4
    static let reasonCode: Int32 = 5
    static let reason: Int32 = 6
    /// When the file was taken, or the exception resolved.
    static let at: Int32 = 7
    static let fileName: Int32 = 8
    /// In the file; of a resolution its step.
    static let line: Int32 = 9
    static let by: Int32 = 10
    /// Of a resolution.
    static let exception: Int32 = 11
    /// Of the record that the exception was opened for.
    static let exceptionLine: Int32 = 12
    static let queryNumberLength: Int32 = 13
    /// Who brought the file in that has the bank's word; NULL where no file brought it.
    static let broughtBy: Int32 = 14
}

/// Where the bank's word stands that an answer follows: its own record, or the one whose exception two people resolved. An exception that no file
/// brought (UNANSWERED) has neither.
struct AnswerPlace {
    let file: String?
    let line: Int?
    let exception: Int?

    init(_ answer: RawStatement) {
        exception = answer.isNull(AnswerColumn.exception) ? nil : answer.int(AnswerColumn.exception)
        file = answer.isNull(AnswerColumn.fileName) ? nil : answer.text(AnswerColumn.fileName)
        let place = exception == nil ? AnswerColumn.line : AnswerColumn.exceptionLine
        line = answer.isNull(place) ? nil : answer.int(place)
    }
}
