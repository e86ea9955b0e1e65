/// What a channel speaks instead of a native layout.
enum DeclaredLayout: String, CaseIterable {
    case iso20022, profile

    static let profileName = "bank"

    static let declaration = """
        name: bank
        source: a simulation
        format: csv
        separator: ";"
        amounts: {mark: ","}
        submissions:
          extension: txt
          header: [{name: kind, value: H}, submission_id]
          row: [{name: kind, value: D}, refund_id, payment_id, refund_amount, refund_currency]
          trailer: [{name: kind, value: T}, count, total]
        results:
          records: {header: H, row: D, trailer: T}
          fields:
            refund_id: 2
            result: {column: 3, values: {OK: success, NOK: failed, WAIT: pending}}
            refund_amount: 4
            refund_currency: 5
            query_number: 6
            bank_reference: 7
            reason_code: 8
            reason: 9
          header: {submission_id: 2}
          trailer: {count: 2}

        """

    /// As much of a sheet as the layout can say; `submission` is named where the layout must name one and the sheet doesn't.
    func sheet(_ sheet: Sheet, _ homeNumber: Int, _ submission: Int) -> Sheet {
        switch self {
        case .iso20022: message(sheet, homeNumber)
        case .profile: rows(sheet, submission)
        }
    }

    /// Messages have no query numbers; what has no number of this home's is nobody's record; amounts lose the zeros at their ends.
    private func message(_ sheet: Sheet, _ homeNumber: Int) -> Sheet {
        var said = Sheet(
            kind: .results,
            columns: [
                "refund_id", "result", "refund_amount", "refund_currency", "bank_reference", "reason_code",
                "reason",
            ])
        if let submission = sheet.directive("submission_id") { said.set("submission_id", submission) }
        for row in sheet.rows {
            var fields = Self.fields(sheet, row, said.columns)
            guard Self.isOurs(fields["refund_id"] ?? "", homeNumber) else { continue }
            fields["refund_amount"] = Self.short(fields["refund_amount"] ?? "")
            // What a report leaves open is taken from the submission, which the model doesn't look into.
            if said.directive("submission_id") != nil, fields["refund_amount"] == "" {
                fields["refund_amount"] = "0.01"
                fields["refund_currency"] = "EUR"
            }
            said.append(fields)
        }
        return said
    }

    private func rows(_ sheet: Sheet, _ submission: Int) -> Sheet {
        let columns = [
            "refund_id", "result", "refund_amount", "refund_currency", "query_number", "bank_reference",
            "reason_code", "reason",
        ]
        var said = Sheet(kind: .results, columns: columns)
        said.set("submission_id", sheet.directive("submission_id") ?? String(submission))
        for row in sheet.rows { said.append(Self.fields(sheet, row, columns)) }
        return said
    }

    private static func fields(_ sheet: Sheet, _ row: Sheet.Row, _ columns: [String]) -> [String: String] {
        var fields: [String: String] = [:]
        for name in columns { fields[name] = sheet.text(name, row) }
        return fields
    }

    private static func isOurs(_ id: String, _ homeNumber: Int) -> Bool {
        id.utf8.count == 14 && id.hasPrefix(String(homeNumber))
            && id.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func short(_ amount: String) -> String {
        var text = amount
        while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
