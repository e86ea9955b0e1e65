import GRDB
import Ledger
import Refunds
import Testing

@testable import LedgerSQLite

/// Funds against a slow twin that adds everything up from scratch, over random histories; and a few cases by hand.
@Suite struct FundsContract {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func fundsAreConserved(_ seed: UInt64) throws {
        var history = try FundsHistory(seed: seed)
        for _ in 0..<60 { try history.step() }
        let checks = try history.story.ledger.read { try $0.audit() }
        #expect(checks.flatMap(\.faults) == [])
    }

    @Test func whatDoesNotFitIsPassedBy() throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(1, Self.rows(["6.00", "5.00", "4.00", "0.01"]), funds: [LedgerStory.dollars])
        #expect(try Self.uncovered(story) == [2, 4])
        let funds = try story.fundsNow("A", LedgerStory.dollars)
        #expect(funds?.available == 0 && funds?.missing == 50_100 && funds?.topUp == 50_100)
    }

    @Test func theSmallestFirst() throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(
            1, Self.rows(["6.00", "5.00", "4.00", "5.00", "0.01"]), funds: [LedgerStory.dollars],
            order: .smallestFirst)
        #expect(try Self.uncovered(story) == [1, 4])
    }

    /// What waits already and could be covered by now keeps its claim until the look that covers it.
    @Test func nobodyJumpsTheQueue() throws {
        let story = try Self.story(balance: 500)
        try story.importBatch(1, Self.rows(["6.00"]), funds: [LedgerStory.dollars])
        try story.importBalance("A", LedgerStory.dollars, 700)
        try story.importBatch(
            1, Self.rows(["2.00", "1.00"], from: 2), funds: [LedgerStory.dollars])
        #expect(try Self.uncovered(story) == [1, 2])
        #expect(try story.look() == 1)
        #expect(try Self.uncovered(story) == [2])
    }

    @Test func switchedOffAllAreLetGo() throws {
        let story = try Self.story(balance: 0)
        try story.importBatch(1, Self.rows(["6.00", "1.00"]), funds: [LedgerStory.dollars])
        #expect(try story.seal("bank") == nil)
        #expect(try story.look(nil) == 2)
        #expect(try Self.uncovered(story) == [])
        #expect(try story.seal("bank") != nil)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// The last covered loses first, in the order of acceptance or of size, and only as many as must.
    @Test(arguments: [
        (CoverOrder.acceptance, Int64(700), [Int64(3)]), (.acceptance, 500, [2, 3]),
        (.acceptance, 0, [1, 2, 3]),
        (.smallestFirst, 700, [1]), (.smallestFirst, 300, [1, 3]), (.smallestFirst, 1_000, []),
    ])
    func aBalanceFalls(_ order: CoverOrder, _ left: Int64, _ losers: [Int64]) throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(
            1, Self.rows(["5.00", "2.00", "3.00"]), funds: [LedgerStory.dollars], order: order)
        try story.importBalance("A", LedgerStory.dollars, left)
        try story.settleCover("A", order)
        #expect(try Self.uncovered(story) == losers)
        #expect(try story.fundsNow("A", LedgerStory.dollars)?.available ?? -1 >= 0)
        #expect(try story.settleCover("A", order).isEmpty)
        try story.importBalance("A", LedgerStory.dollars, 1_000)
        #expect(try story.look(order) == losers.count)
        try story.importBalance("A", LedgerStory.dollars, left)
        #expect(try story.settleCover("A", order).uncovered.count == losers.count)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// What is sealed keeps its cover, and leaves.
    @Test func whatIsSealedStaysSealed() throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(1, Self.rows(["5.00", "2.00"]), funds: [LedgerStory.dollars])
        guard let id = try story.seal("bank") else { throw TestFault.stop }
        try story.importBatch(1, Self.rows(["3.00"], from: 3), funds: [LedgerStory.dollars])
        try story.importBalance("A", LedgerStory.dollars, 100)
        try story.settleCover("A")
        #expect(try Self.uncovered(story) == [3])
        #expect(try story.fundsNow("A", LedgerStory.dollars)?.available == -60_000)
        try story.stage(id)
        try story.emit(id)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// What waits when the control is switched on has cover as far as there is money.
    @Test func theControlIsSwitchedOn() throws {
        let story = try Self.story(balance: 700)
        try story.importBatch(1, Self.rows(["5.00", "2.00", "0.50"]))
        let loss = try story.settleCover("A")
        #expect(loss.controlled.map(\.batch) == [1] && loss.uncovered.count == 1)
        #expect(try Self.uncovered(story) == [3])
        let funds = try story.fundsNow("A", LedgerStory.dollars)
        #expect(funds?.covered == 70_000 && funds?.missing == 5_000)
        #expect(try story.settleCover("A").isEmpty)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// A file that left before a balance was counted, and was recorded after it, is in that balance already; cover that was taken back meanwhile is its own.
    @Test(arguments: [(Int64(300), Int64(0)), (100, 60_000)])
    func whatLeftBeforeItWasRecorded(_ back: Int64, _ left: Int64) throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(1, Self.rows(["6.00", "1.00"]), funds: [LedgerStory.dollars])
        try story.importBalance("A", LedgerStory.dollars, 400, asOf: 40)
        try story.settleCover("A")
        #expect(try Self.uncovered(story) == [1, 2])
        try story.importBalance("A", LedgerStory.dollars, 400, asOf: 30)
        try story.look()
        let id = try story.adopt([1], channel: "bank", leftBefore: back)
        try story.stage(id)
        try story.emit(id)
        let funds = try story.fundsNow("A", LedgerStory.dollars)
        #expect(funds?.left == left && funds?.covered == 10_000 && funds?.available == 30_000 - left)
        try story.importBalance("A", LedgerStory.dollars, 350, asOf: 150)
        #expect(try story.fundsNow("A", LedgerStory.dollars)?.left == 0)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// What was accepted without control leaves without cover, and lowers what there is all the same.
    @Test func withoutControlNothingIsAsked() throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(1, Self.rows(["6.00"]))
        try story.importBatch(1, Self.rows(["3.00"], from: 2), funds: [LedgerStory.dollars])
        guard let id = try story.seal("bank") else { throw TestFault.stop }
        try story.stage(id)
        try story.emit(id)
        let funds = try story.fundsNow("A", LedgerStory.dollars)
        #expect(funds?.left == 90_000 && funds?.covered == 0 && funds?.available == 10_000)
    }

    /// What is made void comes back and waits with its cover; what was under no control comes back all the same.
    @Test func whatIsMadeVoidComesBack() throws {
        let story = try Self.story(balance: 1_000)
        try story.importBatch(1, Self.rows(["6.00"]))
        try story.importBatch(1, Self.rows(["3.00"], from: 2), funds: [LedgerStory.dollars])
        guard let id = try story.seal("bank") else { throw TestFault.stop }
        try story.stage(id)
        try story.emit(id)
        let queue = try DatabaseQueue(path: story.home.path)
        try queue.write { database in
            let context = LedgerContext(osUser: "tester") { Instant(seconds: 0) }
            try SQLiteSession(database, context: context).fundsVoided(id, at: story.at)
        }
        let funds = try story.fundsNow("A", LedgerStory.dollars)
        #expect(funds?.left == 90_000 && funds?.returned == 90_000 && funds?.covered == 30_000)
        #expect(funds?.available == 70_000)
    }

    private static func story(balance: Int64) throws -> LedgerStory {
        let story = try LedgerStory()
        try story.importOrders((1...9).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
        try story.importBalance("A", LedgerStory.dollars, balance)
        return story
    }

    private static func rows(_ amounts: [String], from first: Int = 1) -> [TestRequest] {
        amounts.enumerated().map {
            TestRequest(number: "R\(first + $0)", paymentID: "P\(first + $0)", amount: $1)
        }
    }

    private static func uncovered(_ story: LedgerStory) throws -> [Int64] {
        var found: [Int64] = []
        try story.ledger.read {
            try $0.refunds(RefundFilter()) { if $0.lacksCover { found.append($0.serial) } }
        }
        return found
    }
}

/// A refund as the twin knows it. Amounts in ten-thousandths.
private struct TwinRefund {
    enum Stand { case waiting, left, over }

    var serial: Int64
    var batch: Int
    var account: String
    var channel: String
    var amount: Int64
    var isControlled: Bool
    var isShort = false
    var stand = Stand.waiting
    var leftAt: Int64?
    var backAt: Int64?
}

/// A random history of two accounts in dollars, one of them through a channel with three decimals too.
private struct FundsHistory {
    let story: LedgerStory
    private var chance: SeededGenerator
    private var refunds: [TwinRefund] = []
    private var balances: [String: (amount: Int64, asOf: Int64)] = [:]
    private var batches = 0
    private let order: CoverOrder

    init(seed: UInt64) throws {
        story = try LedgerStory()
        chance = SeededGenerator(seed: seed)
        order = seed % 2 == 0 ? .smallestFirst : .acceptance
        try story.importOrders(
            (1...40).map {
                TestOrder(
                    paymentID: "P\($0)", account: $0 % 2 + 1, channel: $0 % 3 == 0 ? 2 : 1,
                    orderNumber: "N\($0)",
                    exponent: $0 % 3 == 0 ? 3 : 2, amount: 1_000_000_000)
            })
    }

    mutating func step() throws {
        switch Int.random(in: 0..<12, using: &chance) {
        case 0...3: try batch()
        case 4:
            try balance()
            try settle()
        case 5, 6: try look()
        case 7: try cancel()
        case 8: try decline()
        case 9, 10: try send()
        default: try answer()
        }
        try compare()
    }

    // MARK: - Steps

    private mutating func batch() throws {
        let account = Int.random(in: 1...2, using: &chance)
        let isControlled = Int.random(in: 0..<5, using: &chance) > 0
        var rows: [TestRequest] = []
        var new: [TwinRefund] = []
        batches += 1
        for row in 1...Int.random(in: 1...5, using: &chance) {
            let payment = 2 * Int.random(in: 1...20, using: &chance) - (account == 2 ? 1 : 0)
            let cents = Int64.random(in: 1...999, using: &chance)
            let serial = Int64(refunds.count + row)
            rows.append(
                TestRequest(
                    number: "R\(serial)", paymentID: "P\(payment)",
                    amount: Money.text(minor: cents, exponent: 2)))
            new.append(
                TwinRefund(
                    serial: serial, batch: batches, account: LedgerStory.names[account - 1],
                    channel: payment % 3 == 0 ? "card" : "bank", amount: cents * 100,
                    isControlled: isControlled))
        }
        if isControlled { decide(&new) }
        refunds += new
        try story.importBatch(account, rows, funds: isControlled ? [LedgerStory.dollars] : [], order: order)
    }

    private func decide(_ new: inout [TwinRefund]) {
        guard let account = new.first?.account else { return }
        var rest = available(account)
        for claim in claims(refunds.filter { $0.account == account && $0.isShort } + new) {
            let fits = claim.amount <= rest
            if fits { rest -= claim.amount }
            if let place = new.firstIndex(where: { $0.serial == claim.serial }) { new[place].isShort = !fits }
        }
    }

    private func claims(_ refunds: [TwinRefund]) -> [TwinRefund] {
        switch order {
        case .acceptance: refunds.sorted { $0.serial < $1.serial }
        case .smallestFirst: refunds.sorted { ($0.amount, $0.serial) < ($1.amount, $1.serial) }
        }
    }

    private mutating func balance() throws {
        let account = LedgerStory.names[Int.random(in: 0...1, using: &chance)]
        let cents = Int64.random(in: 0...3_000, using: &chance)
        let back = Int64.random(in: 0...1_500, using: &chance)
        let asOf = story.now - back
        guard balances[account].map({ $0.asOf < asOf }) ?? true else { return }
        balances[account] = (cents * 100, asOf)
        try story.importBalance(account, LedgerStory.dollars, cents, asOf: back)
    }

    /// The control is on for dollars of both accounts.
    private mutating func settle() throws {
        for account in LedgerStory.names {
            var lost = 0
            let waiting = refunds.filter { $0.account == account && $0.stand == .waiting }
            let lanes = Set(waiting.map { "\($0.batch) \($0.channel)" })
            for place in refunds.indices
            where lanes.contains("\(refunds[place].batch) \(refunds[place].channel)") {
                refunds[place].isControlled = true
            }
            var rest = available(account)
            for claim in claims(waiting.filter { !$0.isShort }).reversed() where rest < 0 {
                rest += claim.amount
                refunds[Int(claim.serial) - 1].isShort = true
                lost += 1
            }
            #expect(try story.settleCover(account, order).uncovered.count == lost)
        }
    }

    private mutating func look() throws {
        var covered = 0
        for account in LedgerStory.names {
            var rest = available(account)
            for claim in claims(refunds.filter { $0.account == account && $0.isShort })
            where claim.amount <= rest {
                rest -= claim.amount
                refunds[Int(claim.serial) - 1].isShort = false
                covered += 1
            }
        }
        #expect(try story.look(order) == covered)
    }

    private mutating func cancel() throws {
        guard let refund = refunds.filter({ $0.stand == .waiting }).randomElement(using: &chance) else {
            return
        }
        close(refund.serial)
        #expect(try story.cancel(refund.serial))
    }

    private mutating func decline() throws {
        guard let refund = refunds.filter({ $0.stand == .waiting }).randomElement(using: &chance),
            Bool.random(using: &chance)
        else { return }
        for other in refunds where other.batch == refund.batch && other.stand == .waiting {
            close(other.serial)
        }
        try story.decline(refund.batch)
    }

    private mutating func close(_ serial: Int64) {
        refunds[Int(serial) - 1].stand = .over
        refunds[Int(serial) - 1].isShort = false
    }

    private mutating func send() throws {
        let channel = Bool.random(using: &chance) ? "bank" : "card"
        guard let id = try story.seal(channel) else { return }
        let sealed = refunds.filter {
            $0.channel == channel && $0.stand == .waiting && !$0.isShort
        }
        try compare()
        try story.stage(id)
        let at = story.now
        try story.emit(id)
        for refund in sealed {
            refunds[Int(refund.serial) - 1].stand = .left
            refunds[Int(refund.serial) - 1].leftAt = at
        }
    }

    private mutating func answer() throws {
        let out = refunds.filter { $0.stand == .left }.shuffled(using: &chance).prefix(3)
        if out.isEmpty { return }
        let at = story.now
        var answers: [LedgerStory.Answer] = []
        for refund in out {
            let isPaid = Bool.random(using: &chance)
            answers.append(LedgerStory.Answer(serial: refund.serial, effect: isPaid ? .paid : .refused))
            refunds[Int(refund.serial) - 1].stand = .over
            if !isPaid { refunds[Int(refund.serial) - 1].backAt = at }
        }
        try story.importResults(answers)
    }

    // MARK: - The twin's figures

    private func sum(_ account: String, _ isIn: (TwinRefund) -> Bool) -> Int64 {
        refunds.filter { $0.account == account && isIn($0) }.reduce(0) { $0 + $1.amount }
    }

    private func left(_ account: String) -> Int64 {
        guard let asOf = balances[account]?.asOf else { return 0 }
        return sum(account) { $0.leftAt.map { $0 > asOf } ?? false }
    }

    private func returned(_ account: String) -> Int64 {
        guard let asOf = balances[account]?.asOf else { return 0 }
        return sum(account) { $0.backAt.map { $0 > asOf } ?? false }
    }

    private func covered(_ account: String) -> Int64 {
        sum(account) { $0.isControlled && !$0.isShort && $0.stand == .waiting }
    }

    private func available(_ account: String) -> Int64 {
        (balances[account]?.amount ?? 0) - left(account) + returned(account) - covered(account)
    }

    private func compare() throws {
        for record in try story.ledger.read({ try $0.funds() }) {
            let account = record.account
            #expect(record.left == left(account), "\(account)")
            #expect(record.returned == returned(account), "\(account)")
            #expect(record.covered == covered(account), "\(account)")
            #expect(record.missing == sum(account) { $0.isShort }, "\(account)")
            #expect(record.available == available(account), "\(account)")
        }
        var short: [Int64] = []
        try story.ledger.read {
            try $0.refunds(RefundFilter()) { if $0.lacksCover { short.append($0.serial) } }
        }
        #expect(short == refunds.filter(\.isShort).map(\.serial))
    }
}
