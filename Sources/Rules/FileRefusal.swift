/// Why a whole file is not taken (`decisions.md`, the file). The raw value is the public code.
package enum RefusalCode: String, Sendable, CaseIterable {
    case empty = "FILE_EMPTY"
    case unreadable = "FILE_UNREADABLE"
    case unsafe = "FILE_UNSAFE"
    case incomplete = "FILE_INCOMPLETE"
    case duplicate = "FILE_DUPLICATE"
    case batchNumberUsed = "BATCH_NUMBER_USED"
    case submissionUnknown = "SUBMISSION_UNKNOWN"
    case accountUnknown = "ACCOUNT_UNKNOWN"
    case accountConflict = "ACCOUNT_CONFLICT"
    case controlMismatch = "CONTROL_MISMATCH"
}

/// An answer about a whole file: what is wrong, where, and what to do.
package struct FileRefusal: Error, Sendable {
    package let code: RefusalCode
    /// English says `line N: …` itself where there is a line.
    package let text: BilingualText
    /// Physical line, from 1.
    package let line: Int?

    package init(_ code: RefusalCode, line: Int? = nil, _ english: String, _ chinese: String) {
        self.code = code
        self.line = line
        self.text =
            BilingualText(
                line.map { "line \($0): \(english)" } ?? english,
                line.map { "第 \($0) 行：\(chinese)" } ?? chinese
            ).withoutCardNumbers
    }
}
