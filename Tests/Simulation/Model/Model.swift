/// A home in memory: small, slow and obvious, written from the specification alone. Histories do everything twice, here and with the
/// program's own verbs, and both must stand alike after every step.
///
/// Where each rule comes from:
/// - reading of cells, orders, native files: `files.md` (`Cell`, `Clock`, `Model+OrderFiles`)
/// - what a row is told, and in which order: `decisions.md`, the row (`Model+Rows`)
/// - what a file is told, and in which order: `decisions.md`, the file (`Model+BatchFiles`)
/// - what rows mean together: `decisions.md`, the batch (`Model+Policies`)
/// - who approves what: `controls.md`, review and approval (`Model+Approvals`, `Model+Review`)
/// - when it leaves, and how much of it: `controls.md`, calendars and cut-offs, limits (`Model+Departures`)
/// - what nobody answers: `lifecycle.md` (`Model+Departures`)
/// - what leaves, and the bytes in which: `lifecycle.md`; `files.md`, submission (`Model+Submissions`)
/// - what a bank's record does: `lifecycle.md`, exceptions (`Model+Results`)
/// - who has cover, and since when: `controls.md`, funds; details 16, 17 (`Model+Funds`)
/// - what two people do about what couldn't be applied, and make void: `lifecycle.md`, exceptions, and 3 (`Model+Exceptions`)
/// - what merchants are told: `controls.md`, reports (`ModelRefund.news`)
/// - what ties out: `lifecycle.md`, what must always hold, 5 (`Model+Days`)
struct Model: Equatable {
    var settings: Settings
    var orders: [String: ModelOrder] = [:]
    /// By serial, from 1.
    var refunds: [ModelRefund] = []
    /// By number, from 1.
    var batches: [ModelBatch] = []
    var submissions: [ModelSubmission] = []
    /// The open ones that result files opened, as they came.
    var exceptions: [ModelException] = []
    /// Orders with an open ORDER_OVERDRAWN.
    var overdrawn: Set<String> = []
    /// What refunds held of each when it was found so.
    var overdrawnHeld: [String: Int64] = [:]
    /// What two people dismissed of an order.
    var waived: [String: Waiver] = [:]
    /// The known balances, by account and currency.
    var balances: [FundsKey: ModelBalance] = [:]
    /// Balance files taken.
    var balanceFiles: Set<String> = []
    /// When funds were looked at last.
    var lastLook: Int64?
    /// Result files taken, with the channel that they claim.
    var resultFiles: [ResultFile] = []

    /// What time it is.
    var now: Int64 = 0
    /// `channel card`, `account A-2`.
    var halted: Set<String> = []
    /// Submissions of which a record told that couldn't be applied.
    var told: Set<Int> = []
    /// Refund and submission for which UNANSWERED was opened.
    var asked: Set<[Int]> = []

    struct ResultFile: Equatable {
        var bytes: [UInt8]
        var channel: String?
    }

    struct Waiver: Equatable {
        var isPaid: Bool
        var facts: Int64
        var held: Int64
    }

    init(settings: Settings) { self.settings = settings }

    // MARK: - What follows from what stands there

    func knows(account: String) -> Bool { orders.values.contains { $0.account == account } }

    func refunds(of payment: String) -> [ModelRefund] { refunds.filter { $0.paymentID == payment } }

    /// What pending, submitted and succeeded refunds use of an order.
    func held(_ payment: String) -> Int64 {
        refunds(of: payment).reduce(0) { $0 + $1.holds }
    }

    func refundable(_ order: ModelOrder) -> Int64 {
        max(0, order.amount - order.chargeback - order.elsewhere - held(order.paymentID))
    }

    func isCovered(_ order: ModelOrder) -> Bool {
        held(order.paymentID) == 0
            || order.status == "success"
                && order.chargeback + order.elsewhere + held(order.paymentID) <= order.amount
    }

    /// An order's refund: its account, channel and currency.
    func lane(_ refund: ModelRefund) -> ModelLane {
        let order = orders[refund.paymentID]
        return ModelLane(
            account: refund.account, channel: order?.channel ?? "", currency: order?.currency ?? "")
    }

    /// `order` before `approval`; nil when it leaves with the next build, or isn't pending.
    func hold(_ refund: ModelRefund) -> String? {
        guard refund.status == .pending else { return nil }
        if refund.isUncovered || refund.maybePaidByHand { return "order" }
        if awaitsApproval(refund) { return "approval" }
        return refund.lacksCover ? "funds" : nil
    }

    /// Fourteen digits: the home's number, the serial, a check digit by ISO 7064 MOD 11,10.
    func refundID(_ serial: Int) -> String {
        let digits = String(serial)
        let body = "\(settings.homeNumber)" + String(repeating: "0", count: 10 - digits.count) + digits
        var product = 10
        for digit in body.compactMap(\.wholeNumberValue) {
            let sum = (product + digit) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return body + String((11 - product) % 10)
    }

    /// Nil when no refund has this number, or its check digit is wrong.
    func refund(_ id: String) -> ModelRefund? { refunds.first { refundID($0.serial) == id } }

    // MARK: - Cover

    /// What failed, or was put right, may cover the rest again.
    mutating func restoreCover() {
        for payment in overdrawn where orders[payment].map(isCovered) == true {
            overdrawn.remove(payment)
            setUncovered(payment, false)
        }
    }

    mutating func setUncovered(_ payment: String, _ isUncovered: Bool) {
        for place in refunds.indices where refunds[place].paymentID == payment {
            guard refunds[place].status == .pending else { continue }
            if isUncovered, !refunds[place].isUncovered { voidApprovals(over: refunds[place]) }
            if !isUncovered, refunds[place].isUncovered {
                refunds[place].releasedAt = max(refunds[place].releasedAt, now)
                // Whoever approved saw it held back.
                if !refunds[place].maybePaidByHand { voidApprovals(over: refunds[place]) }
            }
            refunds[place].isUncovered = isUncovered
        }
    }
}
