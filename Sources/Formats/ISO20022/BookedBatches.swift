import Rules

/// Batches of ours that a bank booked as a whole: it names our PmtInfId and lists no EndToEndId. They confirm nothing (details 27), and are told apart from
/// what is about something else, for somebody waits for them.
struct BookedBatches {
    private let homeNumber: Int
    /// Of the details that are being read: the submission whose payment they name, what of ours they list, and what else.
    private var submission: Int?
    private var ours = 0
    private var others = 0
    /// Batches of the entry so far.
    private var ofEntry = 0

    private(set) var count = 0
    /// How many of the transactions and entries that were left out they make.
    private(set) var leftOut = 0
    /// The first ones, with the lines of their entries.
    private var named: [(submission: Int, line: Int)] = []
    private static let mostNamed = 10

    init(homeNumber: Int) { self.homeNumber = homeNumber }

    mutating func beginEntry() { ofEntry = 0 }

    mutating func beginDetails() { (submission, ours, others) = (nil, 0, 0) }

    /// A PmtInfId of the details, or of a transaction in them.
    mutating func add(paymentID: String) {
        submission = submission ?? ISO20022Number.submission(ofPayment: paymentID, homeNumber: homeNumber)
    }

    mutating func add(isOurs: Bool) {
        if isOurs { ours += 1 } else { others += 1 }
    }

    mutating func endDetails(entryLine line: Int) {
        defer { beginDetails() }
        guard let submission, ours == 0 else { return }
        count += 1
        ofEntry += 1
        leftOut += others
        if named.count < Self.mostNamed { named.append((submission, line)) }
    }

    /// - Parameter isBarren: the entry lists no transaction at all, and so was left out itself.
    mutating func endEntry(isBarren: Bool) {
        if isBarren, ofEntry > 0 { leftOut += 1 }
    }

    var note: BilingualText? {
        guard count > 0 else { return nil }
        let are = count == 1 ? "1 booked batch is" : "\(count) booked batches are"
        let more = count > named.count ? ", …" : ""
        let english = named.map { "submission \($0.submission) (line \($0.line))" }.joined(separator: ", ")
        let chinese = named.map { "提交 \($0.submission)（第 \($0.line) 行）" }.joined(separator: "、")
        return BilingualText(
            "\(are) ours, by PmtInfId, and without EndToEndIds: \(english)\(more); this confirms none of their refunds, ask the bank to list the transactions",
            "\(count) 笔批量入账属于本主目录（按 PmtInfId），但没有 EndToEndId：\(chinese)\(more)；不能确认其中任何退款，请向银行索取逐笔明细")
    }
}
