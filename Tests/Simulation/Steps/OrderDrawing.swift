/// Draws order files.
struct OrderDrawing {
    let world: World
    var chance: Chance
    /// As the rows before leave them.
    private var orders: [String: ModelOrder]

    init(world: World, _ chance: inout Chance) {
        self.world = world
        self.chance = chance
        orders = world.model.orders
    }

    mutating func sheet() -> Sheet {
        var sheet = Sheet(kind: .orders, columns: columns())
        let isFirst = orders.isEmpty
        for _ in 0..<(isFirst ? chance.number(5...9) : chance.number(1...5)) {
            let order = chance.once(in: 3) || isFirst ? new() : changed()
            orders[order.paymentID] = order
            var fields = fields(order)
            let isOdd = chance.once(in: 15)
            if isOdd { spoil(&fields) }
            sheet.append(fields, beyond: chance.once(in: 80) ? "x" : nil)
            if chance.once(in: 100) { sheet.rows.append(Sheet.Row(cells: [], isHeader: true)) }
        }
        if chance.once(in: 6) {
            let count = sheet.rows.count + (chance.once(in: 5) ? 1 : 0)
            sheet.set("count", String(count), isTrailing: chance.once(in: 2))
        }
        let first = sheet.columns.firstIndex { !FieldNames.creditor.contains($0) } ?? 0
        if chance.once(in: 60) { sheet.columns[first] = chance.pick(["payment", "account"]) }
        return sheet
    }

    private mutating func columns() -> [String] {
        let optional = FieldNames.orders.suffix(5).filter { _ in !chance.once(in: 3) }
        let required = FieldNames.orders.prefix(8) + FieldNames.creditor
        return chance.shuffled(required + optional + (chance.once(in: 5) ? ["note"] : []))
    }

    private mutating func new() -> ModelOrder {
        let currency = chance.pick(Universe.currencies)
        let days = chance.pick([1, 1, 2, 3, 5, 10, 20, 39, 45, 360, 370])
        var order = ModelOrder(
            paymentID: chance.pick(Universe.payments), account: Universe.account(of: world, &chance),
            terminal: chance.pick(Universe.terminals), orderNumber: chance.pick(Universe.orderNumbers),
            currency: currency, amount: Int64(chance.pick([500, 4800, 12_000, 100_000])),
            status: chance.pick(Array(repeating: "success", count: 9) + ["failed", "pending"]),
            paidAt: World.start - Int64(days * 86_400 - chance.number(0...3600)), channel: "")
        if let stored = orders[order.paymentID], !chance.once(in: 5) { order.account = stored.account }
        if chance.once(in: 3) { order.channel = chance.pick(Universe.channels) }
        return order
    }

    /// A stored order, mostly with other facts that may change.
    private mutating func changed() -> ModelOrder {
        if let approved = chance.pickAny(approved()), chance.once(in: 3), var order = orders[approved] {
            order.chargeback = order.amount
            return order
        }
        guard let payment = chance.pickAny(orders.keys.sorted()), var order = orders[payment] else {
            return new()
        }
        let parts: [Int64] = [
            0, 0, 0, 1, order.amount / 10, order.amount / 4, order.amount / 2, order.amount,
        ]
        switch chance.number(1...12) {
        case 1: order.status = chance.pick(["success", "failed", "pending"])
        case 2...3: order.chargeback = chance.pick(parts)
        case 4...6: order.elsewhere = chance.pick(parts)
        case 8: order.method = chance.pick(["visa", "sepa", "银联"])
        case 9: order.amount = chance.pick([order.amount + 100, max(1, order.amount - 100)])
        case 10: order.acquirerReference = "AR\(chance.number(1...3))"
        case 11: order.terminal = chance.pick(Universe.terminals)
        default: break
        }
        if order.status != "success", !chance.once(in: 4) { order.status = "success" }
        return order
    }

    /// Orders with a refund that somebody approved and that has not left.
    private func approved() -> [String] {
        let model = world.model
        return model.refunds.filter {
            $0.status == .pending && !model.batches[$0.batch - 1].approvals.isEmpty && !$0.isUncovered
        }.map(\.paymentID)
    }

    private mutating func fields(_ order: ModelOrder) -> [String: String] {
        let words = ["success": ["success", "1"], "failed": ["failed", "0"], "pending": ["pending", "-1"]]
        let guarded = chance.once(in: 6) ? "'\(order.paymentID)" : order.paymentID
        let money = { (minor: Int64) in Currencies.text(minor, order.currency) }
        return [
            "payment_id": guarded, "account": order.account, "terminal": order.terminal,
            "order_number": order.orderNumber,
            "order_currency": chance.once(in: 8) ? order.currency.lowercased() : order.currency,
            "order_amount": money(order.amount), "payment_status": chance.pick(words[order.status] ?? [""]),
            "payment_datetime": time(order.paidAt), "channel": order.channel,
            "payment_method": order.method,
            "chargeback_amount": order.chargeback == 0 && chance.once(in: 2) ? "" : money(order.chargeback),
            "refunded_elsewhere": order.elsewhere == 0 && chance.once(in: 2) ? "" : money(order.elsewhere),
            "acquirer_reference": order.acquirerReference, "note": chance.pick(["", "seen", "已阅"]),
            "creditor_name": "Zoe Muster", "creditor_account": "DE02120300000000202051",
        ]
    }

    private mutating func time(_ seconds: Int64) -> String {
        let (year, month, day) = Clock.date(seconds)
        switch chance.number(1...4) {
        case 1: return Clock.text(seconds)
        case 2: return Clock.text(seconds - Clock.offset).replacing("+08:00", with: "Z")
        case 3: return "\(year)/\(month)/\(day) \(Clock.time(seconds))"
        default: return "\(year)-\(Clock.two(month))-\(Clock.two(day)) \(Clock.time(seconds))"
        }
    }

    private mutating func spoil(_ fields: inout [String: String]) {
        let faults: [(String, String)] = [
            ("payment_id", ""), ("account", ""), ("terminal", ""), ("order_number", ""),
            ("order_currency", ""), ("order_amount", ""), ("payment_status", ""), ("payment_datetime", ""),
            ("payment_id", "2.61E+20"), ("terminal", "9.9E+7"), ("payment_id", "bad id"), ("account", "a/b"),
            ("order_number", String(repeating: "9", count: 51)), ("payment_status", "paid"),
            ("payment_datetime", "2026-02-30 10:00:00"), ("payment_datetime", "yesterday"),
            ("order_amount", "1,000.00"), ("order_amount", "0.00"), ("order_amount", "-5"),
            ("order_amount", "1234567890123"), ("order_amount", "1.23456"), ("chargeback_amount", "x"),
            ("refunded_elsewhere", "1.00000"), ("order_currency", "XXX"), ("order_currency", "DEM"),
            ("channel", "nowhere"), ("payment_method", "a\u{1}b"), ("account", "A-2"), ("account", "995378"),
        ]
        for _ in 0..<chance.number(1...2) {
            let (name, value) = chance.pick(faults)
            fields[name] = value
        }
    }
}
