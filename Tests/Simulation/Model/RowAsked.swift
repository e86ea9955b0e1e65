/// What a row of a refund batch asks, read from its cells (`files.md`, refund batch).
struct RowAsked {
    var number: String
    var payment: String
    var orderNumber: String
    var terminal: String
    var type: String
    var amount: String
    var currency: String
    var description: String
    /// A cell beyond the header, or the header again: nothing else is looked at.
    var isOutOfShape: Bool
    var hasControl: Bool

    init(_ sheet: Sheet, _ row: Sheet.Row) {
        func id(_ name: String) -> String { Cell.identifier(sheet.text(name, row)) }
        func text(_ name: String) -> String { Cell.plain(sheet.text(name, row)) }
        number = id("refund_number")
        payment = id("payment_id")
        orderNumber = id("order_number")
        terminal = id("terminal")
        type = text("refund_type").lowercased()
        amount = text("refund_amount")
        currency = text("refund_currency").uppercased()
        description = text("refund_description")
        isOutOfShape = row.isHeader || row.beyond.map { !Cell.trimmed($0).isEmpty } == true
        hasControl = sheet.columns.contains { Cell.hasControl(sheet.text($0, row)) }
    }

    var isFull: Bool { type == "full" || type == "1" }

    /// The texts by which FILE_DUPLICATE compares records.
    static func texts(_ sheet: Sheet, _ row: Sheet.Row) -> [String] {
        let identifiers = ["refund_number", "payment_id", "order_number", "terminal"]
        return FieldNames.refunds.map { name in
            let text = sheet.text(name, row)
            let clean = identifiers.contains(name) ? Cell.identifier(text) : Cell.plain(text)
            return clean.replacing("\r\n", with: "\n")
        }
    }
}
