/// A record of a bank's result file, read from its cells (`files.md`, bank result).
struct BankRecord: Equatable {
    var id: String
    var result: String
    var amount: String
    var currency: String
    var query: String
    var reference: String
    var reasonCode: String
    var reason: String
    /// A spreadsheet has destroyed its query number, or its cells are shifted.
    var isDamaged: Bool
    /// A bank's account report says that it came back, and how much.
    var statesReturn = false

    init(_ sheet: Sheet, _ row: Sheet.Row) {
        func text(_ name: String) -> String { Cell.plain(sheet.text(name, row)) }
        func identifier(_ name: String) -> String { Cell.identifier(sheet.text(name, row)) }
        id = identifier("refund_id")
        result = text("result").lowercased()
        amount = text("refund_amount")
        currency = text("refund_currency").uppercased()
        query = identifier("query_number")
        reference = text("bank_reference")
        reasonCode = text("reason_code")
        reason = text("reason")
        isDamaged = row.isHeader || row.beyond != nil || Cell.isDamaged(query)
    }

    /// What a bank says of a refund that it rejects with all others of its submission.
    init(rejecting id: String) {
        self.id = id
        result = "failed"
        (amount, currency, query, reference, reasonCode, reason) = ("", "", "", "", "", "")
        isDamaged = false
    }

    var hasAmount: Bool {
        Cell.isNumber(amount) && Cell.digitsBeforePoint(amount) <= 12
    }
}
