import Refunds

/// The table of `decisions.md`, written down once more as plainly as it can be: texts, dictionaries, no cleverness.
struct SlowBook {
    struct Answer: Equatable {
        var codes: [String]
        var warnings: [String] = []
        var serial: Int64?
    }

    var payments: [Payment]
    var used: [String: Int64]
    var channels: [Int: (days: Int64, refunds: Int)]
    var serial: Int64

    private static let decimals = ["USD": 2, "JPY": 0, "KWD": 3, "EUR": 2]

    mutating func judge(_ row: Row) -> Answer {
        if row.faults.contains(.shifted) || row.faults.contains(.headerAgain) {
            return Answer(codes: ["FIELD_INVALID"])
        }
        var codes = fieldCodes(row)
        let keyCode = keyCode(row)
        let place = keyCode == nil ? found(row) : nil
        let order = place.map { payments[$0] }
        let isKnown = Self.decimals[row.currency] != nil
        let exponent =
            isKnown && row.currency != order?.currency ? Self.decimals[row.currency] : order?.exponent
        let amount = amount(row, order, exponent, &codes)
        if !row.currency.isEmpty, !isKnown { codes.append("CURRENCY_UNKNOWN") }
        if let keyCode { codes.append(keyCode) }
        if let order { orderCodes(row, order, amount, &codes) }
        let lookup = row.number.contains("E+") || row.number.isEmpty ? nil : used[row.number]
        if lookup != nil { codes.append("REFUND_NUMBER_USED") }
        if let order {
            moneyCodes(order, amount, isKnown || row.currency.isEmpty, &codes)
            if order.refunds >= limits(order).refunds { codes.append("TOO_MANY_REFUNDS") }
        }
        guard codes.isEmpty, let place, let amount else { return Answer(codes: codes) }
        return accept(row, place, amount)
    }

    private func limits(_ order: Payment) -> (days: Int64, refunds: Int) {
        channels[order.channel] ?? (365, 50)
    }

    private func fieldCodes(_ row: Row) -> [String] {
        var codes: [String] = []
        let hasNoKey = row.payment.isEmpty && row.orderNumber.isEmpty
        if row.number.isEmpty || hasNoKey || row.amount.isEmpty && row.type != "full" {
            codes.append("FIELD_MISSING")
        }
        let identifiers = [row.number, row.payment, row.orderNumber, row.terminal]
        let isInvalid = identifiers.contains { $0.contains("!") && !$0.contains("E+") }
        if isInvalid || !["", "full", "partial"].contains(row.type)
            || row.faults.contains(.descriptionInvalid)
        {
            codes.append("FIELD_INVALID")
        }
        if identifiers.contains(where: { $0.contains("E+") }) { codes.append("IDENTIFIER_DAMAGED") }
        if row.faults.contains(.cardNumber) { codes.append("CARD_NUMBER_PRESENT") }
        return codes
    }

    private func usable(_ key: String) -> String? { key.isEmpty || key.contains("E+") ? nil : key }

    /// ORDER_NOT_FOUND, ORDER_CONFLICT, ORDER_AMBIGUOUS, or ORDER_NOT_PAID where no one order is found.
    private func keyCode(_ row: Row) -> String? {
        let bearers = payments.filter { $0.orderNumber == row.orderNumber }
        switch (usable(row.payment), usable(row.orderNumber)) {
        case (nil, nil): return nil
        case (let payment?, nil): return payments.contains { $0.id == payment } ? nil : "ORDER_NOT_FOUND"
        case (let payment?, .some):
            if bearers.isEmpty || !payments.contains(where: { $0.id == payment }) { return "ORDER_NOT_FOUND" }
            return bearers.contains { $0.id == payment } ? nil : "ORDER_CONFLICT"
        case (nil, .some):
            if bearers.isEmpty { return "ORDER_NOT_FOUND" }
            let successful = bearers.filter { $0.status == .success }.count
            if successful > 1 { return "ORDER_AMBIGUOUS" }
            return successful == 0 && bearers.count > 1 ? "ORDER_NOT_PAID" : nil
        }
    }

    private func found(_ row: Row) -> Int? {
        if let payment = usable(row.payment) { return payments.firstIndex { $0.id == payment } }
        guard let number = usable(row.orderNumber) else { return nil }
        return payments.firstIndex { $0.orderNumber == number && $0.status == .success }
            ?? payments.firstIndex { $0.orderNumber == number }
    }

    /// Minor units of a valid amount, by shifting its digits.
    private func amount(_ row: Row, _ order: Payment?, _ exponent: Int?, _ codes: inout [String]) -> Int64? {
        if row.amount.isEmpty { return row.type == "full" ? order?.amount : nil }
        let parts = row.amount.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { "0123456789".contains($0) } }
        let isZero = row.amount.allSatisfy { $0 == "0" || $0 == "." }
        guard isPlain, !isZero, parts[0].count <= 12 else {
            codes.append("AMOUNT_INVALID")
            return nil
        }
        // A row that names its currency can be looked at without an order.
        guard let exponent else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= exponent else {
            codes.append("AMOUNT_TOO_PRECISE")
            return nil
        }
        return Int64(parts[0] + fraction + String(repeating: "0", count: exponent - fraction.count))
    }

    private func orderCodes(_ row: Row, _ order: Payment, _ amount: Int64?, _ codes: inout [String]) {
        if !row.terminal.isEmpty, !row.terminal.contains("E+"), row.terminal != order.terminal {
            codes.append("TERMINAL_CONFLICT")
        }
        let isConflict = Self.decimals[row.currency] != nil && row.currency != order.currency
        if isConflict { codes.append("CURRENCY_CONFLICT") }
        if order.status != .success { codes.append("ORDER_NOT_PAID") }
        if Scene.now - order.paidAt > limits(order).days * 24 * 60 * 60 { codes.append("ORDER_TOO_OLD") }
        if row.type == "full", let amount, !isConflict, amount != order.amount {
            codes.append("TYPE_CONFLICT")
        }
    }

    private func moneyCodes(_ order: Payment, _ amount: Int64?, _ isKnown: Bool, _ codes: inout [String]) {
        guard order.status == .success, isKnown, !codes.contains("CURRENCY_CONFLICT"), let amount else {
            return
        }
        let refundable = max(0, order.amount - order.chargeback - order.elsewhere - order.held)
        if refundable == 0 {
            codes.append("NOTHING_REFUNDABLE")
        } else if amount > refundable {
            codes.append("EXCEEDS_REFUNDABLE")
        }
    }

    private mutating func accept(_ row: Row, _ place: Int, _ amount: Int64) -> Answer {
        var warnings: [String] = []
        if payments[place].recent.contains(amount) { warnings.append("POSSIBLE_DUPLICATE") }
        if row.faults.contains(.reasonUnknown) { warnings.append("REASON_UNKNOWN") }
        payments[place].recent.append(amount)
        payments[place].held += amount
        payments[place].refunds += 1
        used[row.number] = serial
        serial += 1
        return Answer(codes: [], warnings: warnings, serial: serial - 1)
    }
}
