import Bytes
import Ledger
import LedgerSQLite
import Refunds

/// What funds add to a story, again with the entries that `Operations` appends.
extension LedgerStory {
    static let dollars = CurrencyCode(packed: 0x555344)
    static let euros = CurrencyCode(packed: 0x455552)

    /// `amount` is in minor units, `asOf` in seconds before now.
    func importBalance(_ account: String, _ currency: CurrencyCode, _ amount: Int64, asOf back: Int64 = 50)
        throws
    {
        try ledger.write { writer, _ in
            var file = self.file(.funds, records: 1)
            file.id = try writer.record(file)
            let balance = Balance(
                account: account, currency: currency, amount: amount * 100,
                asOf: Instant(seconds: self.now - back))
            try writer.set(balance, file: file.id)
            try self.append(writer, "funds", JournalBodies.funds(file, balances: [balance]), file: file)
        }
    }

    /// Looks at all that waits; `order` nil: the control is off.
    @discardableResult
    func look(_ order: CoverOrder? = .acceptance) throws -> Int {
        try ledger.write { writer, _ in
            var cover = LookCover()
            for funds in try writer.funds() {
                cover.add(
                    try writer.coverWaiting(account: funds.account, funds.currency, order, at: self.at))
            }
            let look = try writer.recordLook(due: Instant(seconds: self.now - 7), at: self.at)
            try self.append(writer, "look", JournalBodies.look(look, cover))
            return cover.covered.count
        }
    }

    /// Takes back what cover there is too much of.
    @discardableResult
    func settleCover(_ account: String, _ order: CoverOrder = .acceptance) throws -> CoverLoss {
        try ledger.write { writer, _ in
            let loss = try writer.takeCoverBack(account: account, Self.dollars, order, at: self.at)
            if !loss.isEmpty {
                try self.append(writer, "cover", JournalBodies.cover(loss, at: self.at))
            }
            return loss
        }
    }

    /// Seals a file that left some seconds before now, and that nobody recorded then.
    func adopt(_ serials: [Int64], channel: String, leftBefore back: Int64) throws -> Int {
        try ledger.write { writer, _ in
            let group = WaitingGroup(
                channel: channel, currency: Self.dollars, exponent: 2, count: serials.count)
            let order = SealOrder(group: group, layout: "native-csv", timeZone: "Asia/Shanghai") {
                "\(channel)-\($0).csv"
            }
            let left = Instant(seconds: self.now - back)
            let covered = try writer.coverLeft(serials, at: self.at)
            let sealed = try writer.seal(order, refunds: serials, at: left, leftAt: left)
            let totals = try writer.laneTotals(ofSubmission: sealed.id)
            let digest = Self.digest("submission \(sealed.id)")
            try self.append(
                writer, "seal",
                JournalBodies.seal(sealed, totals: totals, adopted: digest, leftAt: left, covered: covered))
            return sealed.id
        }
    }

    /// Fails these for want of cover.
    func failShort(_ account: String, _ serials: [Int64]) throws {
        try ledger.write { writer, _ in
            let closing = Closing(
                failure: .insufficientFunds, at: self.at, by: "os:tester", osUser: "tester", why: "no cover")
            var failed = RowSum()
            for serial in serials {
                guard try writer.close(serial, closing) else { throw TestFault.stop }
                failed.add(failed: serial, closing)
            }
            try self.append(
                writer, "shortfall",
                JournalBodies.shortfall(account: account, closing, totals: [], failed: failed))
        }
    }

    func fundsNow(_ account: String, _ currency: CurrencyCode) throws -> FundsRecord? {
        try ledger.read { try $0.funds(ofAccount: account, currency) }
    }

    /// The story with every kind of row that funds have: B has euros under control and no balance; of A's dollars some are covered at
    /// once, some at a look, and some never are: one is cancelled, one fails, one waits on.
    static func toldInFull() throws -> LedgerStory {
        let story = try toldWhole()
        _ = try story.notify()
        try story.tellFunds()
        try story.tellReview()
        _ = try story.notify()
        return story
    }

    private func tellFunds() throws {
        try importOrders(
            (1...9).map { TestOrder(paymentID: "F\($0)", orderNumber: "K\($0)", method: "visa") }
                + [
                    TestOrder(
                        paymentID: "G1", account: 2, channel: 2, orderNumber: "L1", currency: "EUR",
                        method: "sepa")
                ])
        try importBatch(2, [TestRequest(number: "G1", paymentID: "G1")], funds: [Self.euros])
        try importBalance("A", Self.dollars, 2_500)
        try importBatch(
            1, (1...8).map { TestRequest(number: "F\($0)", paymentID: "F\($0)", amount: "\($0).00") },
            funds: [Self.dollars, Self.euros])
        let first = try firstSerialOfTheLastBatch()
        guard let left = try seal("bank") else { throw TestFault.stop }
        try stage(left)
        try emit(left)
        try importResults([Answer(serial: first, effect: .refused, reason: "no account")])
        guard try cancel(first + 7) else { throw TestFault.stop }
        try importBatch(
            1,
            [
                TestRequest(number: "F9", paymentID: "F9", amount: "9.00"),
                TestRequest(number: "F0", paymentID: "F1", amount: "8.00"),
            ], funds: [Self.dollars])
        try importBalance("A", Self.dollars, 800)
        try look()
        try failShort("A", [first + 8])
        try tellLoss()
    }

    /// Some of A's lose the cover that they had, come under control while they wait, and have it again at a look.
    private func tellLoss() throws {
        try importBatch(1, [TestRequest(number: "L7", paymentID: "F2", amount: "1.50")])
        try importBalance("A", Self.dollars, 2_000, asOf: 40)
        try look()
        try importBalance("A", Self.dollars, 100, asOf: 30)
        guard try settleCover("A").uncovered.count > 0 else { throw TestFault.stop }
        try importBalance("A", Self.dollars, 200, asOf: 20)
        try look()
        try importBatch(
            1, [TestRequest(number: "L6", paymentID: "F6", amount: "0.50")], funds: [Self.dollars])
        let last = try firstSerialOfTheLastBatch()
        let adopted = try adopt([last], channel: "bank", leftBefore: 9)
        try stage(adopted)
        try emit(adopted)
    }

    private func firstSerialOfTheLastBatch() throws -> Int64 {
        try ledger.read { try $0.batches().last?.firstSerial ?? 0 }
    }
}
