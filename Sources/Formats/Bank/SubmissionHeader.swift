package import Bytes
package import Refunds

/// What stands at the head of a submission file, whatever its layout.
package struct SubmissionHeader: Sendable {
    package var id: Int
    package var channel: String
    package var sequence: Int
    /// When it was sealed, in the channel's time zone.
    package var created: String
    package var currency: CurrencyCode
    package var exponent: Int
    package var homeNumber: Int
    /// When it was sealed, and how many seconds the channel was ahead of UTC then.
    package var createdAt = Instant(seconds: 0)
    package var offset = 0
    /// As sealed: how many refunds, and their money.
    package var count = 0
    package var amount: Int64 = 0

    package init(
        id: Int, channel: String, sequence: Int, created: String, currency: CurrencyCode, exponent: Int,
        homeNumber: Int
    ) {
        self.id = id
        self.channel = channel
        self.sequence = sequence
        self.created = created
        self.currency = currency
        self.exponent = exponent
        self.homeNumber = homeNumber
    }
}

/// One refund on its way into a submission file. Texts are pieces of the bytes given beside it.
package struct OutgoingRefund: Sendable {
    package var serial: Int64
    package var paymentID: ByteRange
    package var terminal: ByteRange
    package var description: ByteRange
    package var amount: Int64
    package var orderAmount: Int64
    package var orderTime: Instant
    /// Seconds that the channel is ahead of UTC at the order's time.
    package var offset: Int
    /// The merchant's number of the order, for a layout that says it.
    package var orderNumber = ByteRange.none
    /// Where the money goes, for a layout that says so.
    package var creditor = CreditorRanges()

    package init(
        serial: Int64, paymentID: ByteRange, terminal: ByteRange, description: ByteRange, amount: Int64,
        orderAmount: Int64, orderTime: Instant, offset: Int
    ) {
        self.serial = serial
        self.paymentID = paymentID
        self.terminal = terminal
        self.description = description
        self.amount = amount
        self.orderAmount = orderAmount
        self.orderTime = orderTime
        self.offset = offset
    }
}

/// A payee, as pieces of the bytes given beside it; empty where it isn't known.
package struct CreditorRanges: Sendable, Equatable {
    package var name = ByteRange.none
    /// An IBAN or another account number.
    package var account = ByteRange.none
    /// A BIC or a routing number.
    package var agent = ByteRange.none

    package init() {}

    package init(name: ByteRange, account: ByteRange, agent: ByteRange) {
        self.name = name
        self.account = account
        self.agent = agent
    }
}

/// The control totals of a submission: count, money, and the sum over each payment_id of the last 9 of its digits, modulo 10^15 (`files.md`, submission).
package struct ControlTotals: Sendable, Equatable {
    package private(set) var count = 0
    package private(set) var amount: Int64 = 0
    package private(set) var hashTotal: Int64 = 0

    package init() {}

    /// What a file may come to at most, for whoever asks whether it fits.
    package init(atMost count: Int, amount: Int64) {
        self.count = count
        self.amount = amount
        let (hash, isGreat) = Int64(count).multipliedReportingOverflow(by: 999_999_999)
        hashTotal = isGreat ? 999_999_999_999_999 : min(hash, 999_999_999_999_999)
    }

    /// Nil result where the money would overflow: nothing is added then.
    package mutating func add(_ refund: OutgoingRefund, in bytes: Span<UInt8>) -> Bool {
        let (sum, overflow) = amount.addingReportingOverflow(refund.amount)
        guard !overflow else { return false }
        amount = sum
        count += 1
        hashTotal = (hashTotal + Self.hash(bytes, refund.paymentID)) % 1_000_000_000_000_000
        return true
    }

    static func hash(_ bytes: Span<UInt8>, _ paymentID: ByteRange) -> Int64 {
        var value: Int64 = 0
        var power: Int64 = 1
        var index = Int(paymentID.end)
        while index > Int(paymentID.start), power < 1_000_000_000 {
            index -= 1
            guard let digit = bytes[index].digit else { continue }
            value += digit * power
            power *= 10
        }
        return value
    }
}

/// Writes the submission files of one layout. The same header and rows give the same bytes.
package protocol SubmissionWriting: Sendable {
    /// The end of the file's name, without a dot.
    var fileExtension: String { get }
    /// What `output` is to be turned into, being UTF-8.
    var encoding: TextEncoding { get }
    /// Whether it says the merchant's number of each order.
    var namesOrders: Bool { get }
    /// Whether it says where the money goes: the creditor is kept with each refund then, as it was sealed.
    var namesCreditors: Bool { get }
    func appendHeader(_ header: SubmissionHeader, to output: inout [UInt8]) throws(SubmissionFault)
    /// `number`: the row's, from 1. Appends nothing where it throws.
    func append(
        _ refund: OutgoingRefund, number: Int, of header: SubmissionHeader, in bytes: [UInt8],
        to output: inout [UInt8]) throws(SubmissionFault)
    func appendTrailer(_ totals: ControlTotals, of header: SubmissionHeader, to output: inout [UInt8])
        throws(SubmissionFault)
}

extension SubmissionWriting {
    package var encoding: TextEncoding { .utf8 }
    package var namesOrders: Bool { false }
    package var namesCreditors: Bool { false }
}

/// What can't be written in a layout: the field, and why.
package struct SubmissionFault: Error, Sendable, Equatable {
    package let field: String
    /// Goes on behind the field's name.
    package let english: String
    package let chinese: String
    /// Where it is to be put right.
    package let source: Source

    package enum Source: Sendable {
        /// The layout has no room for it.
        case layout
        /// The order says something that can't be paid to.
        case order
        /// The channel's schema refuses it: the order, the channel's settings or the schema are to be corrected.
        case schema
    }

    package init(_ field: String, _ english: String, _ chinese: String, source: Source = .layout) {
        self.field = field
        self.english = english
        self.chinese = chinese
        self.source = source
    }

    /// A creditor's field that is empty.
    static func missing(_ field: String) -> SubmissionFault {
        SubmissionFault(
            field, "is missing: the bank must know where the money goes", "缺失：银行须知道款项付往何处", source: .order)
    }

    static let noIBAN = SubmissionFault(
        "creditor_account", "is no IBAN: its check digits or its length are wrong", "不是有效的 IBAN：校验位或长度不符",
        source: .order)
}

/// The layouts that a channel may speak, by the name that `refundry.yaml` uses. A new one is a case here and a file beside this.
package enum BankLayout: String, Sendable, CaseIterable {
    case nativeCSV = "native-csv"
    case nativeXML = "native-xml"

    package var writer: any SubmissionWriting {
        switch self {
        case .nativeCSV: NativeSubmissionCSV()
        case .nativeXML: NativeSubmissionXML()
        }
    }
}
