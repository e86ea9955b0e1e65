import Refunds
import Rules
import Testing

/// Random chunks with few orders and many collisions: the rule book and the slow one give the same answers.
@Suite struct SlowBookTests {
    private func payment(_ number: Int, _ chance: inout Chance) -> Payment {
        let currency = chance.pick(["USD", "USD", "JPY", "KWD"])
        let byISO = ["USD": 2, "JPY": 0, "KWD": 3][currency] ?? 2
        var payment = Payment(id: "P\(number)", orderNumber: "O\(chance.pick([1, 2, 3, 4, 5]))")
        payment.terminal = chance.pick(["T1", "T1", "T2"])
        payment.currency = currency
        // A channel may have other decimals than ISO 4217.
        payment.exponent = chance.once(in: 6) ? chance.pick([0, 1, 4]) : byISO
        payment.amount = Int64.random(in: 1...60, using: &chance) * 100
        if chance.once(in: 4) { payment.chargeback = Int64.random(in: 0...4_000, using: &chance) }
        if chance.once(in: 4) { payment.elsewhere = Int64.random(in: 0...4_000, using: &chance) }
        payment.status = chance.pick([.success, .success, .success, .success, .failed, .pending])
        payment.channel = chance.pick([1, 1, 2, 3])
        let days = [1: 365, 2: 30][payment.channel] ?? 365
        payment.paidAt =
            Scene.now - Int64(days) * 86_400 + chance.pick([0, 86_400, 86_400, 86_400, 86_400, -1, 1])
        payment.refunds = chance.pick([0, 0, 1, 2, 47, 49, 50])
        payment.held = payment.refunds == 0 ? 0 : Int64.random(in: 0...payment.amount, using: &chance)
        payment.last = Int64(payment.refunds)
        payment.recent = (0..<Int.random(in: 0...2, using: &chance)).map { _ in
            chance.pick([100, 200, 1_000])
        }
        return payment
    }

    /// A row of its payment that may well be good, then up to three fields replaced by anything.
    private func row(_ payments: [Payment], _ chance: inout Chance) -> Row {
        let payment = chance.pick(payments)
        var row = Row(number: "N\(Int.random(in: 0...150, using: &chance))", payment: payment.id)
        row.amount = chance.pick(["1", "1", "2", "3", "10"])
        if chance.once(in: 3) { row.orderNumber = payment.orderNumber }
        if chance.once(in: 3) { row.terminal = payment.terminal }
        if chance.once(in: 3) { row.currency = payment.currency }
        if chance.once(in: 8) { row.faults = .reasonUnknown }
        for _ in 0..<Int.random(in: 0...3, using: &chance) { spoil(&row, &chance) }
        return row
    }

    private func spoil(_ row: inout Row, _ chance: inout Chance) {
        switch Int.random(in: 0...7, using: &chance) {
        case 0: row.number = chance.pick(["", "1E+9", "N!", "N3", "N4", "n3"])
        case 1: row.payment = chance.pick(["P1", "P2", "", "", "", "P9", "P!", "2E+20"])
        case 2: row.orderNumber = chance.pick(["", "O1", "O2", "O3", "O4", "O5", "O9", "4E+20"])
        case 3: row.terminal = chance.pick(["", "T1", "T2", "T!", "2E+9"])
        case 4: row.type = chance.pick(["partial", "full", "full", "half"])
        case 5: row.amount = Self.amounts[Int.random(in: 0..<Self.amounts.count, using: &chance)]
        case 6: row.currency = chance.pick(["", "USD", "JPY", "KWD", "EUR", "XAU", "US"])
        default: row.faults = chance.pick([.cardNumber, .descriptionInvalid, .shifted, .headerAgain])
        }
    }

    private static let amounts = [
        "", "", "1.0", "2.00", "10.00", "1.005", "0.001", "1.2345", "0", "0.00", "-1", "1,0", "5.", "60.00",
        "60",
        "1000000000000", "999999999999", "100", "200", "5900",
    ]

    private func scene(_ chance: inout Chance) -> Scene {
        var scene = Scene()
        scene.channels = [
            1: ChannelRules(maxAgeDays: 365, maxRefunds: 50), 2: ChannelRules(maxAgeDays: 30, maxRefunds: 3),
        ]
        scene.payments = (1...8).map { payment($0, &chance) }
        scene.rows = (0..<60).map { _ in row(scene.payments, &chance) }
        scene.used = ["N3": 5, "N4": 6, "N!": 7]
        scene.nextSerial = Int64.random(in: 8...1_000_000, using: &chance)
        return scene
    }

    @Test(arguments: [0xb00c, 0x2026, 0xfee1] as [UInt64])
    func agreesWithTheSlowOne(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        var times: [String: Int] = [:]
        for round in 0..<120 {
            let scene = scene(&chance)
            var slow = SlowBook(
                payments: scene.payments, used: scene.used, channels: [1: (365, 50), 2: (30, 3)],
                serial: scene.nextSerial)
            for (index, decision) in scene.judge().enumerated() {
                let row = scene.rows[index]
                let expected = slow.judge(row)
                let answer = SlowBook.Answer(
                    codes: decision.rejections.all.map(\.rawValue),
                    warnings: decision.accepted?.warnings.all.map(\.rawValue) ?? [],
                    serial: decision.accepted?.serial)
                try #require(answer == expected, "seed \(seed), round \(round), row \(index): \(row)")
                for code in expected.codes + expected.warnings { times[code, default: 0] += 1 }
                if expected.serial != nil { times["accepted", default: 0] += 1 }
            }
        }
        // Every answer must have been given, and often.
        for rejection in Rejection.allCases where rejection != .batchRejected {
            #expect(
                times[rejection.rawValue, default: 0] > 40, "\(rejection.rawValue), seed \(seed): \(times)")
        }
        for answer in ["accepted", "POSSIBLE_DUPLICATE", "REASON_UNKNOWN"] {
            #expect(times[answer, default: 0] > 40, "\(answer), seed \(seed): \(times)")
        }
    }
}
