import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Testing

/// The seal by terms writes all groups' refunds in one pass over their serials; here each group is filled refund by refund, by itself.
@Suite struct SealTwins {
    private struct Group {
        var order: SealOrder
        var gauge: LimitGauge
        var files: [[Int64]] = []

        mutating func take(_ refund: WaitingRefund) {
            guard order.terms.isDue(readyAt: refund.readyAt) else { return }
            switch gauge.place(refund.amount) {
            case .none: return
            case .nextFile: files.append([])
            case .sameFile: if files.isEmpty { files.append([]) }
            }
            files[files.count - 1].append(refund.serial)
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func bothAgree(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let story = try Self.story(&chance)
        for _ in 0..<3 {
            let sealed = try story.ledger.write { writer, _ in
                let groups = try writer.waitingGroups(channel: nil, at: story.at)
                let orders = groups.map { Self.order($0, Self.terms(&chance, now: story.now)) }
                let twin = try Self.twin(orders, writer, now: story.at)
                let records = try writer.seal(orders, at: story.at)
                let rows = try records.map { try Self.serials(of: $0.id, writer) }
                #expect(rows == twin)
                #expect(records.map(\.count) == twin.map(\.count))
                return records.count
            }
            if sealed == 0 { break }
        }
    }

    private static func serials(of submission: Int, _ reader: any LedgerReader) throws -> [Int64] {
        var serials: [Int64] = []
        try reader.rows(of: submission) { chunk in serials += chunk.rows.map(\.serial) }
        return serials
    }

    private static func twin(_ orders: [SealOrder], _ reader: any LedgerReader, now: Instant) throws
        -> [[Int64]]
    {
        var groups = orders.map { Group(order: $0, gauge: LimitGauge($0.terms)) }
        let halts = try reader.halts()
        try reader.waiting { refund in
            guard refund.hold(at: now) == nil, halts[HaltSubject(.account, refund.lane.account)] == nil
            else { return }
            let group = WaitingGroup(
                channel: refund.lane.channel, currency: refund.lane.currency, exponent: refund.lane.exponent,
                count: 0)
            guard let place = orders.firstIndex(where: { $0.group.isSame(as: group) }) else { return }
            groups[place].take(refund)
        }
        return groups.flatMap(\.files)
    }

    private static func order(_ group: WaitingGroup, _ terms: SealTerms) -> SealOrder {
        SealOrder(group: group, layout: "native-csv", timeZone: "Asia/Shanghai", terms: terms) {
            "\(group.channel)-\($0).csv"
        }
    }

    private static func terms(_ chance: inout SeededGenerator, now: Int64) -> SealTerms {
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &chance) ? value : nil }
        let ready = now - Int64.random(in: 0...900, using: &chance)
        return SealTerms(
            readyBefore: maybe(Instant(seconds: ready)),
            maxRows: maybe(Int.random(in: 1...9, using: &chance)),
            maxMoney: maybe(Int64.random(in: 50...900, using: &chance)),
            room: maybe(Int64.random(in: 0...3_000, using: &chance)))
    }

    /// Two accounts, two channels and two currencies, whose refunds lie between one another; some lost their cover, got it back, were cancelled.
    private static func story(_ chance: inout SeededGenerator) throws -> LedgerStory {
        let story = try LedgerStory()
        let orders = (0..<60).map { place in
            TestOrder(
                paymentID: "P\(place)", account: place % 2 + 1,
                channel: Int.random(in: 1...2, using: &chance),
                orderNumber: "N\(place)", currency: Bool.random(using: &chance) ? "USD" : "EUR")
        }
        try story.importOrders(orders)
        for batch in 0..<5 {
            let account = Int.random(in: 1...2, using: &chance)
            let rows = (0..<Int.random(in: 5...40, using: &chance)).map { row in
                TestRequest(
                    number: "R\(batch)-\(row)",
                    paymentID: "P\(2 * Int.random(in: 0..<30, using: &chance) + account - 1)",
                    amount: Money.text(minor: Int64.random(in: 1...150, using: &chance), exponent: 2))
            }
            try story.importBatch(account, rows)
        }
        for place in 0..<12 {
            var order = orders[place]
            order.chargeback = 995
            try story.importOrders([order])
            order.chargeback = 0
            if place < 8 { try story.importOrders([order]) }
        }
        for _ in 0..<8 { _ = try story.cancel(Int64.random(in: 1...60, using: &chance)) }
        if Bool.random(using: &chance) { try story.set(HaltSubject(.account, "B"), .halt) }
        return story
    }
}
