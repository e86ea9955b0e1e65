import GRDB
import Ledger
import Refunds
import Rules

/// Appends a chunk's answers in file order, and to the digest of the file's answers.
struct AnswerAppending {
    private let session: SQLiteSession
    private let insert: RawStatement
    private let file: Int
    private let base: Int64

    init(_ session: SQLiteSession, file: Int, base: Int64) throws {
        self.session = session
        self.file = file
        self.base = base
        insert = try session.statement(
            """
            INSERT INTO answers (answer, line, refund, previous, effect, query_number, bank_reference, reason_code, reason,
                processed_at, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
    }

    func run(_ answers: [AppliedAnswer], _ bytes: [UInt8], previous: [Int64]) throws {
        var form = RowForm()
        insert.bind(11, file)
        try unsafe bytes.withUnsafeBufferPointer { buffer in
            for index in answers.indices {
                let answer = answers[index]
                let numbers: InlineArray<5, Int64> = [
                    base + Int64(index) + 1, Int64(answer.line), answer.serial, previous[index],
                    Int64(answer.effect.rawValue),
                ]
                for column in numbers.indices {
                    insert.bind(Int32(column) + 1, numbers[column])
                    form.add(numbers[column])
                }
                let texts: InlineArray<5, ByteRange> = [
                    answer.queryNumber, answer.bankReference, answer.reasonCode, answer.reason,
                    answer.processedAt,
                ]
                for column in texts.indices {
                    unsafe insert.bind(Int32(column) + 6, buffer, texts[column])
                    form.add(texts[column], of: bytes)
                }
                guard try insert.run() == 1 else { throw SQLiteLedger.broken("answer \(numbers[0])") }
            }
        }
        form.drain(into: session.stream)
    }
}
