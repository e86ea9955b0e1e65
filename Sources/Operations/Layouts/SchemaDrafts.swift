import Bytes
import Formats
import Ledger
import Refunds

/// Holds a channel's waiting refunds to its schema before anything is sealed: in drafts of the messages that would carry them, made in memory. What is wrong
/// with a transaction is its refund's; what is wrong with the rest of a message is left to the seal (`SubmissionWay.demandValid`).
///
/// Memory doesn't grow with what waits: a draft is looked at when it is full, and of what the schema says no more than `mostWords` is kept for a channel.
struct SchemaDrafts {
    /// Transactions of one draft.
    private static let mostRows = 1_000
    /// How many refunds have libxml2's words for what is wrong; the others say only that something is.
    private static let mostWords = 1_000
    /// Longer words are cut: a bank's pattern may be a page long.
    private static let mostLetters = 500

    private let schema: XMLSchema
    private let namespace: String
    private let writer: any SubmissionWriting
    private var maxRows: Int
    private var drafts: [GroupKey: Draft] = [:]
    private var words = 0

    private struct Draft {
        /// Of what stands in it already.
        var header: SubmissionHeader
        var serials: [Int64] = []
        /// A line each.
        var transactions: [UInt8] = []
        /// Where each ends.
        private var ends: [Int] = []

        init(header: SubmissionHeader) { self.header = header }

        mutating func add(_ transaction: some Collection<UInt8>, _ serial: Int64, _ amount: Int64) {
            transactions += transaction
            serials.append(serial)
            ends.append(transactions.count)
            header.count = serials.count
            // What doesn't add up is the seal's to tell of.
            header.amount = header.amount.addingReportingOverflow(amount).partialValue
        }

        /// Some of its transactions, in a draft of their own.
        func part(_ places: Range<Int>) -> Draft {
            var part = Draft(header: header)
            for place in places {
                let start = place == 0 ? 0 : ends[place - 1]
                part.add(transactions[start..<ends[place]], serials[place], 0)
            }
            return part
        }
    }

    /// - Parameter maxRows: the channel's; 0: no limit. No draft has more, for the schema may know the bank's limit.
    init(_ schema: XMLSchema, _ message: String, _ writer: any SubmissionWriting, maxRows: Int) {
        self.schema = schema
        namespace = PaymentInitiation.namespace(message)
        self.writer = writer
        self.maxRows = maxRows > 0 ? min(maxRows, Self.mostRows) : Self.mostRows
    }

    /// - Parameters:
    ///   - transaction: as the layout writes it.
    ///   - unfit: takes what is found in a draft that is full now.
    mutating func add(
        _ transaction: [UInt8], _ serial: Int64, _ amount: Int64, _ lane: Lane, _ header: SubmissionHeader,
        to unfit: inout UnfitRefunds
    ) throws {
        let key = GroupKey(lane)
        drafts[key, default: Draft(header: header)].add(transaction, serial, amount)
        if let draft = drafts[key], draft.serials.count >= maxRows {
            drafts[key] = nil
            try look(at: draft, &unfit)
        }
    }

    /// Looks at what is left.
    mutating func finish(_ unfit: inout UnfitRefunds) throws {
        let left = drafts.values.sorted { $0.serials[0] < $1.serials[0] }
        drafts = [:]
        for draft in left { try look(at: draft, &unfit) }
    }

    private mutating func look(at draft: Draft, _ unfit: inout UnfitRefunds) throws {
        var text: [UInt8] = []
        try writer.appendHeader(draft.header, to: &text)
        let head = text.count { $0 == UInt8(ascii: "\n") }
        text += draft.transactions
        try writer.appendTrailer(ControlTotals(), of: draft.header, to: &text)
        for fault in try schema.faults(in: text) {
            guard let line = fault.line, draft.serials.indices.contains(line - head - 1) else { continue }
            let place = line - head - 1
            if fault.isUnexpected, fault.element == PaymentInitiation.transaction {
                try lookBehind(place, of: draft, &unfit)
            } else {
                note(fault, draft.serials[place], &unfit)
            }
        }
    }

    /// The payment has no place for a transaction, whatever is in it and in those behind it: that isn't their fault. Where the schema takes so many and no
    /// more, drafts are as small from now on, and what was not looked at gets its own.
    private mutating func lookBehind(_ place: Int, of draft: Draft, _ unfit: inout UnfitRefunds) throws {
        if place == 0 { return }
        maxRows = min(maxRows, place)
        for start in stride(from: place, to: draft.serials.count, by: place) {
            try look(at: draft.part(start..<min(start + place, draft.serials.count)), &unfit)
        }
    }

    private mutating func note(_ fault: XMLSchema.Fault, _ serial: Int64, _ unfit: inout UnfitRefunds) {
        words += 1
        guard words <= Self.mostWords else { return unfit.noteUntold(serial) }
        let element = fault.element ?? PaymentInitiation.transaction
        let field = PaymentInitiation.creditorField(of: element).map { "\($0) (\(element))" } ?? element
        let said = short(fault.words)
        unfit.note(
            serial,
            SubmissionFault(
                field, "is refused by the channel's schema (\(said))", "被通道的 schema 拒绝（\(said)）",
                source: .schema))
    }

    static let untold = SubmissionFault(
        PaymentInitiation.transaction,
        "is refused by the channel's schema, as those of \(mostWords) refunds before it, whose reasons are told",
        "被通道的 schema 拒绝；此前 \(mostWords) 笔退款已列明原因", source: .schema)

    /// Without the message's namespace and the full stop.
    private func short(_ words: String) -> String {
        var text = words.replacing("{\(namespace)}", with: "")
        if text.last == "." { text.removeLast() }
        return text.count > Self.mostLetters ? "\(text.prefix(Self.mostLetters))…" : text
    }
}
