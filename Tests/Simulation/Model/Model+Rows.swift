extension Model {
    /// All the codes that apply to a row, in the order of the table of `decisions.md`.
    func codes(_ row: RowAsked, account: String, now: Int64) -> [String] {
        if row.isOutOfShape { return ["FIELD_INVALID"] }
        let (keyCode, order) = find(row, account)
        let rowDecimals = Currencies.decimals[row.currency]
        let decimals = rowDecimals ?? order.flatMap { Currencies.decimals[$0.currency] }
        let isAmountInvalid = !row.amount.isEmpty && !Self.isAmount(row.amount)
        let isTooPrecise =
            !row.amount.isEmpty && !isAmountInvalid && decimals.map { Cell.decimals(row.amount) > $0 } == true
        let isCurrencyUnknown = !row.currency.isEmpty && rowDecimals == nil
        let isCurrencyConflict = rowDecimals != nil && order != nil && row.currency != order?.currency
        let amount = isAmountInvalid || isTooPrecise ? nil : asked(row, order)
        var found: [(String, Bool)] = fieldCodes(row)
        found += [
            ("AMOUNT_INVALID", isAmountInvalid), ("AMOUNT_TOO_PRECISE", isTooPrecise),
            ("CURRENCY_UNKNOWN", isCurrencyUnknown),
            (keyCode ?? "", keyCode != nil && keyCode != "ORDER_NOT_PAID"),
        ]
        if let order {
            let isTerminalUsable = !row.terminal.isEmpty && !Cell.isDamaged(row.terminal)
            found += [
                ("TERMINAL_CONFLICT", isTerminalUsable && row.terminal != order.terminal),
                ("CURRENCY_CONFLICT", isCurrencyConflict),
            ]
        }
        found.append(
            ("ORDER_NOT_PAID", keyCode == "ORDER_NOT_PAID" || order.map { $0.status != "success" } == true))
        if let order {
            let age = settings.channel(order.channel).maxAgeDays * 86_400
            let isWrongFull = row.isFull && !isCurrencyConflict && amount.map { $0 != order.amount } == true
            found += [("ORDER_TOO_OLD", now - order.paidAt > age), ("TYPE_CONFLICT", isWrongFull)]
        }
        found.append(("REFUND_NUMBER_USED", isUsed(row.number, account)))
        if let order {
            let mayLook = order.status == "success" && !isCurrencyUnknown && !isCurrencyConflict
            let left = refundable(order)
            let most = settings.channel(order.channel).maxRefunds
            found += [
                ("NOTHING_REFUNDABLE", mayLook && amount != nil && left == 0),
                ("EXCEEDS_REFUNDABLE", mayLook && left > 0 && amount.map { $0 > left } == true),
                ("TOO_MANY_REFUNDS", refunds(of: order.paymentID).filter(\.holdsAmount).count >= most),
            ]
        }
        return found.filter(\.1).map(\.0)
    }

    private func fieldCodes(_ row: RowAsked) -> [(String, Bool)] {
        let identifiers = [row.number, row.payment, row.orderNumber, row.terminal]
        let isMissing =
            row.number.isEmpty || row.payment.isEmpty && row.orderNumber.isEmpty
            || row.amount.isEmpty && !row.isFull
        func isOdd(_ text: String, _ characters: String, _ length: Int) -> Bool {
            !text.isEmpty && !Cell.isDamaged(text) && !Cell.consists(text, of: characters, upTo: length)
        }
        let isInvalid =
            isOdd(row.number, "_-|*@.", 64) || isOdd(row.payment, "_-", 50) || isOdd(row.terminal, "_-", 32)
            || row.orderNumber.unicodeScalars.count > 50 && !Cell.isDamaged(row.orderNumber)
            || row.description.unicodeScalars.count > 255 || row.hasControl
            || !["", "full", "1", "partial", "2"].contains(row.type)
        return [
            ("FIELD_MISSING", isMissing), ("FIELD_INVALID", isInvalid),
            ("IDENTIFIER_DAMAGED", identifiers.contains(where: Cell.isDamaged)),
            ("CARD_NUMBER_PRESENT", Cell.holdsCardNumber(row.description)),
        ]
    }

    private static func isAmount(_ text: String) -> Bool {
        Cell.isNumber(text) && Cell.digitsBeforePoint(text) <= 12 && !Cell.isZero(text)
    }

    private func isUsed(_ number: String, _ account: String) -> Bool {
        !number.isEmpty && !Cell.isDamaged(number)
            && refunds.contains { $0.account == account && $0.number == number }
    }

    /// Minor units that the row asks for: its amount, or the order's for a full refund without one.
    func asked(_ row: RowAsked, _ order: ModelOrder?) -> Int64? {
        if row.amount.isEmpty { return row.isFull ? order?.amount : nil }
        let currency = Currencies.decimals[row.currency] ?? order.flatMap { Currencies.decimals[$0.currency] }
        return currency.flatMap { Cell.units(row.amount, decimals: $0) }
    }

    /// The order that the row's keys name, or the code that says why none is found.
    func find(_ row: RowAsked, _ account: String) -> (code: String?, order: ModelOrder?) {
        func usable(_ key: String) -> String? { key.isEmpty || Cell.isDamaged(key) ? nil : key }
        let mine = orders.values.filter { $0.account == account }
        let bearers = mine.filter { $0.orderNumber == row.orderNumber }
        switch (usable(row.payment), usable(row.orderNumber)) {
        case (nil, nil): return (nil, nil)
        case (let payment?, nil):
            let order = mine.first { $0.paymentID == payment }
            return (order == nil ? "ORDER_NOT_FOUND" : nil, order)
        case (let payment?, _?):
            guard let order = mine.first(where: { $0.paymentID == payment }), !bearers.isEmpty else {
                return ("ORDER_NOT_FOUND", nil)
            }
            return order.orderNumber == row.orderNumber ? (nil, order) : ("ORDER_CONFLICT", nil)
        case (nil, _?):
            let paid = bearers.filter { $0.status == "success" }
            if paid.count > 1 { return ("ORDER_AMBIGUOUS", nil) }
            if let order = paid.first { return (nil, order) }
            if bearers.isEmpty { return ("ORDER_NOT_FOUND", nil) }
            return ("ORDER_NOT_PAID", bearers.count == 1 ? bearers[0] : nil)
        }
    }

    /// POSSIBLE_DUPLICATE and REASON_UNKNOWN.
    func warnings(_ row: RowAsked, _ order: ModelOrder, _ amount: Int64, now: Int64) -> [String] {
        let isRepeated = refunds(of: order.paymentID).contains {
            $0.amount == amount && $0.holdsAmount && $0.acceptedAt >= now - 7 * 24 * 3600
        }
        let reasons = settings.account(order.account).reasons
        let isUnknown = !reasons.isEmpty && !row.description.isEmpty && !reasons.contains(row.description)
        return (isRepeated ? ["POSSIBLE_DUPLICATE"] : []) + (isUnknown ? ["REASON_UNKNOWN"] : [])
    }
}
