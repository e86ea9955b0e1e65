/// A refund with its life (`lifecycle.md`).
struct ModelRefund: Equatable {
    enum Status: String { case pending, submitted, succeeded, failed }

    var serial: Int
    var number: String
    var batch: Int
    var line: Int
    var account: String
    var paymentID: String
    var amount: Int64
    var description: String
    var warnings: [String]
    var acceptedAt: Int64
    var status = Status.pending {
        didSet { if status != oldValue { news.append(status.rawValue) } }
    }
    /// All that its merchant is to be told, in order: what it became, and query numbers that came late.
    var news = [Status.pending.rawValue]
    /// How many of these were told.
    var told = 0
    /// Its order's facts no longer cover it.
    var isUncovered = false
    /// When it was last let go.
    var releasedAt: Int64 = 0
    /// A bank says that it paid what was never sent.
    var maybePaidByHand = false
    /// Its account's funds in its currency were under control when it came.
    var isControlled = false
    /// It waits for funds.
    var lacksCover = false
    /// When it lost the cover that it had; nil where it never had any.
    var lostCoverAt: Int64?
    /// `cancelled`, `declined`, `bank`, `insufficient_funds`, `reversed`.
    var failure: String?
    var reasonCode = ""
    var reason = ""
    var queryNumber = ""
    var bankReference = ""
    var submission: Int?
    /// What the bank says that it paid, where two people resolved that it is another amount.
    var paid: Int64?
    /// Some answer was applied, or resolved.
    var isAnswered = false
    /// The submissions that it was in and that were made void.
    var voids: [Void] = []
    /// What ended its time with the bank.
    var answered: Turn?
    /// `reversed` and `reapplied`, later on.
    var turns: [Turn] = []
    /// The bank has said that it has it.
    var isAcknowledged = false
    var submittedAt: Int64?
    var finishedAt: Int64?

    struct Void: Equatable {
        var sentAt: Int64
        var voidAt: Int64
    }

    struct Turn: Equatable {
        var word: String
        var at: Int64
    }

    /// Whether it uses up what can be refunded of its order.
    var holdsAmount: Bool { status != .failed }

    /// What it uses: the greater of its amount and the bank's figure.
    var holds: Int64 { holdsAmount ? max(amount, paid ?? amount) : 0 }

    var endName: String {
        if status == .succeeded { return "succeeded" }
        return failure == "bank" ? "failed_by_bank" : failure ?? ""
    }
}
