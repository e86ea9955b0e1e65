/// What is told of an order file.
struct OrdersPrediction: Equatable {
    var refusal: String?
    var records = 0
    var inserted = 0
    var updated = 0
    var unchanged = 0
    /// Codes by line, of the rows that were not stored.
    var rejected: [Int: String] = [:]
}

extension Model {
    private static let required = [
        "payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
        "payment_status", "payment_datetime",
    ]

    /// Takes an order file in (`files.md`, orders).
    mutating func takeOrders(_ sheet: Sheet, lines: [Int], damage: Damage?) -> OrdersPrediction {
        var answer = OrdersPrediction()
        if let code = damage?.code ?? Self.headerRefusal(sheet) ?? Self.countRefusal(sheet) {
            answer.refusal = code
            return answer
        }
        let before = self
        for (row, line) in zip(sheet.rows, lines) {
            answer.records += 1
            let codes = orderCodes(sheet, row)
            guard codes.isEmpty else {
                answer.rejected[line] = codes.joined(separator: " ")
                continue
            }
            store(sheet, row, line, &answer)
        }
        judgeCover(since: before)
        return answer
    }

    private func orderCodes(_ sheet: Sheet, _ row: Sheet.Row) -> [String] {
        if row.isHeader || row.beyond.map({ !Cell.trimmed($0).isEmpty }) == true { return ["FIELD_INVALID"] }
        func id(_ name: String) -> String { Cell.identifier(sheet.text(name, row)) }
        func text(_ name: String) -> String { Cell.plain(sheet.text(name, row)) }
        let identifiers = ["payment_id", "account", "terminal", "order_number"].map(id)
        let amounts = ["order_amount", "chargeback_amount", "refunded_elsewhere"].map(text)
        let currency = text("order_currency").uppercased()
        let decimals = Currencies.decimals[currency]
        let isInvalid =
            zip(identifiers.prefix(3), [50, 32, 32]).contains {
                !$0.isEmpty && !Cell.isDamaged($0) && !Cell.consists($0, of: "_-", upTo: $1)
            } || !Cell.isDamaged(identifiers[3]) && identifiers[3].unicodeScalars.count > 50
            || sheet.columns.contains { Cell.hasControl(sheet.text($0, row)) }
            || !text("payment_status").isEmpty && Self.status(text("payment_status")) == nil
            || !text("payment_datetime").isEmpty && Clock.seconds(text("payment_datetime")) == nil
            || id("acquirer_reference").unicodeScalars.count > 64
        let isNoAmount = { (place: Int) in
            let amount = amounts[place]
            return !amount.isEmpty
                && (!Cell.isNumber(amount) || Cell.digitsBeforePoint(amount) > 12
                    || place == 0 && Cell.isZero(amount))
        }
        let isTooPrecise = { (place: Int) in
            !amounts[place].isEmpty && !isNoAmount(place)
                && decimals.map { Cell.decimals(amounts[place]) > $0 } == true
        }
        let channel = text("channel")
        let own: [(String, Bool)] = [
            ("FIELD_MISSING", Self.required.contains { id($0).isEmpty }), ("FIELD_INVALID", isInvalid),
            ("IDENTIFIER_DAMAGED", identifiers.contains(where: Cell.isDamaged)),
            ("AMOUNT_INVALID", (0...2).contains(where: isNoAmount)),
            ("AMOUNT_TOO_PRECISE", (0...2).contains(where: isTooPrecise)),
            ("CURRENCY_UNKNOWN", !currency.isEmpty && decimals == nil),
            ("CHANNEL_UNKNOWN", !channel.isEmpty && settings.channels[channel] == nil),
        ]
        let codes = own.filter(\.1).map(\.0)
        if codes.isEmpty, let stored = orders[id("payment_id")],
            mayNotBecome(stored, order(sheet, row, over: stored))
        {
            return ["ORDER_CHANGED"]
        }
        return codes
    }

    /// What is stored is left, as the number that it is: nil when another currency has too few decimals for it.
    private func keptMoney(_ minor: Int64?, of stored: ModelOrder?, in currency: String) -> Int64? {
        guard let minor, let stored, minor != 0 else { return 0 }
        var number = Currencies.text(minor, stored.currency)
        while number.contains("."), number.hasSuffix("0") || number.hasSuffix(".") { number.removeLast() }
        return Cell.units(number, decimals: Currencies.decimals[currency] ?? 0)
    }

    private func mayNotBecome(_ old: ModelOrder, _ new: ModelOrder) -> Bool {
        if old.account != new.account || new.chargeback < 0 || new.elsewhere < 0 { return true }
        guard !refunds(of: old.paymentID).isEmpty else { return false }
        return (old.orderNumber, old.terminal, old.channel, old.currency, old.amount, old.paidAt)
            != (new.orderNumber, new.terminal, new.channel, new.currency, new.amount, new.paidAt)
    }

    private static func status(_ text: String) -> String? {
        [
            "success": "success", "1": "success", "failed": "failed", "0": "failed", "pending": "pending",
            "-1": "pending",
        ][
            text.lowercased()]
    }

    /// The order that a valid row makes. What the row leaves open stays as it was stored.
    private func order(_ sheet: Sheet, _ row: Sheet.Row, over stored: ModelOrder?) -> ModelOrder {
        func id(_ name: String) -> String { Cell.identifier(sheet.text(name, row)) }
        func text(_ name: String) -> String { Cell.plain(sheet.text(name, row)) }
        let currency = text("order_currency").uppercased()
        func money(_ name: String) -> Int64? {
            Cell.units(text(name), decimals: Currencies.decimals[currency] ?? 0)
        }
        let named = text("channel").isEmpty ? nil : text("channel")
        let usual = settings.account(id("account")).terminals[id("terminal")] ?? "default"
        func kept(_ written: String, _ old: String?) -> String { written.isEmpty ? old ?? "" : written }
        return ModelOrder(
            paymentID: id("payment_id"), account: id("account"), terminal: id("terminal"),
            orderNumber: id("order_number"), currency: currency, amount: money("order_amount") ?? 0,
            status: Self.status(text("payment_status")) ?? "",
            paidAt: Clock.seconds(text("payment_datetime")) ?? 0,
            channel: named ?? stored?.channel ?? usual, method: kept(text("payment_method"), stored?.method),
            chargeback: money("chargeback_amount") ?? keptMoney(stored?.chargeback, of: stored, in: currency)
                ?? -1,
            elsewhere: money("refunded_elsewhere") ?? keptMoney(stored?.elsewhere, of: stored, in: currency)
                ?? -1,
            acquirerReference: kept(id("acquirer_reference"), stored?.acquirerReference))
    }

    private mutating func store(
        _ sheet: Sheet, _ row: Sheet.Row, _ line: Int, _ answer: inout OrdersPrediction
    ) {
        let payment = Cell.identifier(sheet.text("payment_id", row))
        let stored = orders[payment]
        let new = order(sheet, row, over: stored)
        orders[payment] = new
        switch stored {
        case nil: answer.inserted += 1
        case new: answer.unchanged += 1
        default: answer.updated += 1
        }
    }

    /// An update that leaves refunds without cover is stored, because it is a fact: they are held, and the exception stands until facts or
    /// failed refunds cover them again.
    private mutating func judgeCover(since before: Model) {
        for (payment, order) in orders where before.orders[payment] != order {
            guard held(payment) > 0 else { continue }
            let old = before.orders[payment]
            let isNew =
                old?.status != order.status || old?.chargeback != order.chargeback
                || old?.elsewhere != order.elsewhere
            guard !isCovered(order), isNew else { continue }
            if isWaived(order) {
                overdrawn.remove(payment)
                continue
            }
            overdrawnHeld[payment] = held(payment)
            overdrawn.insert(payment)
            setUncovered(payment, true)
        }
        restoreCover()
    }
}
