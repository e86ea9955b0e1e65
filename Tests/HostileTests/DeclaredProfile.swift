import Formats
import Home

/// Profiles with every check that one can declare.
enum DeclaredProfile {
    /// Nil for layouts that are no profile.
    static func of(_ kind: Verdict.Kind) -> Profile? {
        switch kind {
        case .orders, .batch, .results, .iso20022: nil
        case .answerCSV: answerCSV
        case .answerFixed: answerFixed
        case .batchCSV: batchCSV
        }
    }

    private static let answerCSV = parsed(
        """
        name: p
        source: a test
        format: csv
        separator: ";"
        comment: "*"
        results:
          names: row
          records: {header: H, row: D, trailer: T}
          fields:
            refund_id: id
            result: {column: state, values: {"0": success, "1": failed}}
            refund_amount: amount
            refund_currency: {value: EUR}
          header: {submission_id: 2}
          trailer: {count: 2, total: 3, hash: {column: 4, of: refund_id, digits: 3}}
        """)

    private static let answerFixed = parsed(
        """
        name: p
        source: a test
        format: fixed
        width: 24
        amounts: {unit: minor}
        results:
          records: {row: "5", trailer: "9"}
          fields:
            refund_id: {from: 2, length: 14}
            result: {from: 16, length: 1, values: {"0": success, "1": failed}}
            refund_amount: {from: 17, length: 8}
            refund_currency: {value: EUR}
          trailer: {count: {from: 2, length: 4}, total: {from: 6, length: 8}}
        """)

    private static let batchCSV = parsed(
        """
        name: p
        source: a test
        format: csv
        encoding: gb18030
        amounts: {mark: ","}
        batches:
          names: first
          records: {trailer_names: 总笔数}
          fields:
            refund_number: 退款请求号
            payment_id: 交易号
            refund_amount: 退款金额
            refund_currency: {value: CNY}
            refund_description: 退款原因
          trailer: {count: 总笔数, total: 总金额}
        """)

    private static func parsed(_ text: String) -> Profile {
        do {
            return try ProfileShelf.parse(Array(text.utf8), file: "p", name: "p", isOwn: true).profile
        } catch {
            preconditionFailure("a profile of the tests: \(error)")
        }
    }
}
