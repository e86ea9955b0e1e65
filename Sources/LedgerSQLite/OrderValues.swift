import Bytes
import Ledger
import Refunds

/// One order's columns. Texts are pieces of a buffer that goes beside it.
struct OrderValues {
    /// In the order of the columns after `terminal`, inclusive.
    struct Texts {
        var terminal: ByteRange
        var orderNumber: ByteRange
        var paymentMethod: ByteRange
        var acquirerReference: ByteRange
        var creditorName: ByteRange
        var creditorAccount: ByteRange
        var creditorAgent: ByteRange
    }

    var paymentID: ByteRange
    var account: Int
    var channel: Int
    var currency: CurrencyCode
    var exponent: Int
    var amount: Int64
    var status: PaymentStatus
    var paidAt: Instant
    var chargeback: Int64
    var refundedElsewhere: Int64
    var texts: Texts
    /// The row that made the order, or changed it last: its file's number and its line; 0 where that was before rows were kept.
    var file = 0
    var line = 0

    static let columns = """
        payment_id, account, channel, currency, exponent, amount, status, paid_at, chargeback,
        refunded_elsewhere, terminal, order_number, payment_method, acquirer_reference, creditor_name,
        creditor_account, creditor_agent, file, line
        """

    /// A row as it is stored when nothing was before.
    init(_ row: OrderRow, file: Int) {
        self.file = file
        line = row.line
        paymentID = row.paymentID
        account = row.account
        channel = row.channel
        currency = row.currency
        exponent = row.exponent
        amount = row.amount
        status = row.status
        paidAt = row.paidAt
        chargeback = row.chargeback ?? 0
        refundedElsewhere = row.refundedElsewhere ?? 0
        texts = Texts(
            terminal: row.terminal, orderNumber: row.orderNumber,
            paymentMethod: row.paymentMethod ?? .none, acquirerReference: row.acquirerReference ?? .none,
            creditorName: row.creditorName ?? .none, creditorAccount: row.creditorAccount ?? .none,
            creditorAgent: row.creditorAgent ?? .none)
    }

    /// The current row of a statement that selects `columns`; its texts are appended to `bytes`. Nil when it holds what no order holds.
    init?(_ row: RawStatement, bytes: inout [UInt8]) {
        guard let currency = row.currency(3), let status = PaymentStatus(stored: row.int(6)) else {
            return nil
        }
        paymentID = row.append(0, to: &bytes)
        account = row.int(1)
        channel = row.int(2)
        self.currency = currency
        exponent = row.int(4)
        amount = row.int64(5)
        self.status = status
        paidAt = Instant(seconds: row.int64(7))
        chargeback = row.int64(8)
        refundedElsewhere = row.int64(9)
        texts = Texts(
            terminal: row.append(10, to: &bytes), orderNumber: row.append(11, to: &bytes),
            paymentMethod: row.append(12, to: &bytes), acquirerReference: row.append(13, to: &bytes),
            creditorName: row.append(14, to: &bytes), creditorAccount: row.append(15, to: &bytes),
            creditorAgent: row.append(16, to: &bytes))
        file = row.int(17)
        line = row.int(18)
    }

    /// The digest of the order's facts (`RowDigest`); not of where they stood: the journal's entries from before that was kept must come out the same.
    func digest(_ bytes: UnsafeBufferPointer<UInt8>, with row: inout RowDigest) -> Digest {
        unsafe row.add(paymentID, of: bytes)
        row.add(account)
        row.add(channel)
        row.add(currency)
        row.add(exponent)
        row.add(amount)
        row.add(status.number)
        row.add(paidAt.seconds)
        row.add(chargeback)
        row.add(refundedElsewhere)
        unsafe row.add(texts.terminal, of: bytes)
        unsafe row.add(texts.orderNumber, of: bytes)
        unsafe row.add(texts.paymentMethod, of: bytes)
        unsafe row.add(texts.acquirerReference, of: bytes)
        unsafe row.add(texts.creditorName, of: bytes)
        unsafe row.add(texts.creditorAccount, of: bytes)
        unsafe row.add(texts.creditorAgent, of: bytes)
        return row.finish()
    }

    /// Binds `columns` from 1 and the checksum after them.
    func bind(to statement: RawStatement, _ bytes: UnsafeBufferPointer<UInt8>, _ digest: Digest) {
        unsafe statement.bind(1, bytes, paymentID)
        statement.bind(2, account)
        statement.bind(3, channel)
        statement.bind(4, currency)
        statement.bind(5, exponent)
        statement.bind(6, amount)
        statement.bind(7, status.number)
        statement.bind(8, paidAt.seconds)
        statement.bind(9, chargeback)
        statement.bind(10, refundedElsewhere)
        unsafe statement.bind(11, bytes, texts.terminal)
        unsafe statement.bind(12, bytes, texts.orderNumber)
        unsafe statement.bind(13, bytes, texts.paymentMethod)
        unsafe statement.bind(14, bytes, texts.acquirerReference)
        unsafe statement.bind(15, bytes, texts.creditorName)
        unsafe statement.bind(16, bytes, texts.creditorAccount)
        unsafe statement.bind(17, bytes, texts.creditorAgent)
        statement.bind(18, file)
        statement.bind(19, line)
        statement.bind(20, RowDigest.checksum(digest, file: file, line: line))
    }

    /// What success, chargebacks and other refunds leave for refunds that hold so much.
    func covers(_ held: Int64) -> Bool {
        // Each is at most 10¹⁸; three of them fit.
        status == .success && chargeback + refundedElsewhere + held <= amount
    }

    /// Whether a cover could differ between the two.
    func hasCover(of other: OrderValues) -> Bool {
        status == other.status && chargeback == other.chargeback
            && refundedElsewhere == other.refundedElsewhere && amount == other.amount
    }
}
