/// Draws refund batches.
struct BatchDrawing {
    let world: World
    var chance: Chance
    let account: String
    /// What the command line names.
    private(set) var given: String?

    init(world: World, _ chance: inout Chance) {
        self.world = world
        account = Universe.account(of: world, &chance)
        self.chance = chance
    }

    mutating func sheet() -> Sheet {
        var sheet = Sheet(kind: .refunds, columns: columns())
        let spoils = chance.once(in: 3)
        let count = chance.once(in: 60) ? 0 : chance.number(1...6)
        for _ in 0..<count {
            var fields = row()
            if spoils, chance.once(in: 3) { RowSpoiling.spoil(&fields, world, &chance) }
            sheet.append(fields, beyond: spoils && chance.once(in: 50) ? "x" : nil)
            if spoils, chance.once(in: 60) { sheet.rows.append(Sheet.Row(cells: [], isHeader: true)) }
        }
        if chance.once(in: 50) { misspell(&sheet) }
        nameAccount(&sheet)
        declare(&sheet)
        return sheet
    }

    private mutating func columns() -> [String] {
        var columns = FieldNames.refunds.filter { name in
            ["refund_number", "payment_id", "refund_amount"].contains(name) || !chance.once(in: 4)
        }
        if chance.once(in: 8), columns.contains("order_number") { columns.removeAll { $0 == "payment_id" } }
        if chance.once(in: 6) { columns.append(chance.pick(["note", "备注"])) }
        return chance.shuffled(columns)
    }

    /// A row for one of the account's orders, if it has any: mostly one that may be accepted.
    mutating func row() -> [String: String] {
        let model = world.model
        let mine = model.orders.values.filter { $0.account == account }.sorted { $0.paymentID < $1.paymentID }
        guard let order = chance.pickAny(mine) else {
            return [
                "refund_number": number(), "payment_id": chance.pick(Universe.payments), "refund_amount": "1",
            ]
        }
        var fields = ["refund_number": number(), "note": "x", "备注": "已阅"]
        if !chance.once(in: 4) { fields["payment_id"] = guarded(order.paymentID) }
        if fields["payment_id"] == nil || chance.once(in: 3) { fields["order_number"] = order.orderNumber }
        if chance.once(in: 3) { fields["terminal"] = order.terminal }
        if chance.once(in: 3) {
            fields["refund_currency"] = chance.once(in: 4) ? order.currency.lowercased() : order.currency
        }
        fields["refund_description"] = chance.pick(Universe.descriptions)
        amount(order, model.refundable(order), &fields)
        return fields
    }

    private mutating func guarded(_ id: String) -> String {
        chance.once(in: 6) ? "'\(id)" : (chance.once(in: 10) ? " \(id)\u{3000}" : id)
    }

    private mutating func amount(_ order: ModelOrder, _ left: Int64, _ fields: inout [String: String]) {
        let parts = [
            max(1, order.amount / 20), max(1, order.amount / 10), max(1, order.amount / 10), max(1, left / 4),
            max(1, left / 2), max(1, left), left + 1,
        ]
        switch chance.number(1...14) {
        case 1: fields["refund_type"] = chance.pick(["full", "1", "FULL"])
        case 2:
            fields["refund_type"] = chance.pick(["full", "partial", "2"])
            fields["refund_amount"] = Currencies.text(order.amount, order.currency)
        default: fields["refund_amount"] = Currencies.text(chance.pick(parts), order.currency)
        }
    }

    private mutating func number() -> String {
        let used = world.model.refunds.filter { $0.account == account }.map(\.number)
        if let number = chance.pickAny(used), chance.once(in: 25) { return number }
        return chance.pick(["R", "r|x", "m@.*-"]) + "-\(chance.number(1...400))"
    }

    private mutating func misspell(_ sheet: inout Sheet) {
        switch chance.number(1...4) {
        case 1: sheet.columns[0] = "refund_amout"
        case 2: sheet.columns[0] = sheet.columns[1]
        case 3: sheet.columns = sheet.columns.map { $0 == "refund_number" ? "number" : $0 }
        default:
            sheet.columns = sheet.columns.map { ["refund_amount", "refund_type"].contains($0) ? "sum" : $0 }
        }
        if Set(sheet.columns).count < sheet.columns.count,
            !sheet.columns.contains(where: FieldNames.refunds.contains)
        {
            sheet.columns[0] = "refund_number"
        }
    }

    private mutating func nameAccount(_ sheet: inout Sheet) {
        switch chance.number(1...12) {
        case 1...6: given = account
        case 7...9: sheet.set("account", account)
        case 10:
            given = account
            sheet.set("account", account)
        case 11:
            given = account
            sheet.set("account", chance.once(in: 2) ? account : chance.pick(Universe.accounts))
        default: given = chance.pick([nil, account, "nobody"])
        }
    }

    private mutating func declare(_ sheet: inout Sheet) {
        if chance.once(in: 3) { sheet.set("batch_number", "W\(chance.number(1...12))") }
        if chance.once(in: 3) {
            let count = sheet.rows.count + (chance.once(in: 8) ? chance.pick([-1, 1]) : 0)
            sheet.set("count", chance.once(in: 40) ? "two" : String(count), isTrailing: chance.once(in: 2))
        }
        if chance.once(in: 4) { total(&sheet) }
        if chance.once(in: 30) { sheet.set("note", "hello") }
        if chance.once(in: 80) { sheet.directives.append(Sheet.Directive(key: "count", value: "99")) }
    }

    /// The sum of the column, over the rows that state the currency or over all where the file has no such column.
    private mutating func total(_ sheet: inout Sheet) {
        let currency = chance.pick(Universe.currencies)
        let hasColumn = sheet.columns.contains("refund_currency")
        let rows = sheet.rows.filter { row in
            !hasColumn || Cell.plain(sheet.text("refund_currency", row)).uppercased() == currency
        }
        let sum = rows.reduce(Int64(0)) {
            $0 + (Cell.units(Cell.plain(sheet.text("refund_amount", $1)), decimals: 3) ?? 0)
        }
        let wrong: Int64 = chance.once(in: 5) ? 1 : 0
        let key = hasColumn || chance.once(in: 2) ? "total.\(currency)" : "total"
        sheet.set(key, Currencies.text(sum + wrong, "KWD"), isTrailing: chance.once(in: 2))
    }
}
