extension Model {
    /// FILE_INCOMPLETE, FILE_EMPTY of a sheet's header and records.
    static func headerRefusal(_ sheet: Sheet) -> String? {
        if !isComplete(sheet) { return "FILE_INCOMPLETE" }
        return sheet.kind == .refunds && sheet.rows.isEmpty ? "FILE_EMPTY" : nil
    }

    /// Every required column is there, none twice, and none that looks misspelt.
    static func isComplete(_ sheet: Sheet) -> Bool {
        let known = sheet.columns.filter(FieldNames.of(sheet.kind).contains)
        let names = sheet.columns.filter { !$0.isEmpty }.map { $0.lowercased() }
        guard Set(names).count == names.count else { return false }
        func has(_ name: String) -> Bool { known.contains(name) }
        switch sheet.kind {
        case .orders:
            return [
                "payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
                "payment_status", "payment_datetime",
            ].allSatisfy(has)
        case .refunds:
            let isMisspelt = sheet.columns.contains {
                !known.contains($0) && ($0.lowercased().hasPrefix("refund_") || $0.hasPrefix("退款"))
            }
            return !isMisspelt && has("refund_number") && (has("payment_id") || has("order_number"))
                && (has("refund_amount") || has("refund_type"))
        case .results: return has("refund_id") && has("result")
        }
    }

    /// CONTROL_MISMATCH by a count, or by a key that stands twice with different values.
    static func countRefusal(_ sheet: Sheet) -> String? {
        let isContradicting = sheet.directives.contains { one in
            sheet.directives.contains { $0.key == one.key && $0.value != one.value }
        }
        let isWrong = sheet.directive("count").map { Int($0) != sheet.rows.count } == true
        return isContradicting || isWrong ? "CONTROL_MISMATCH" : nil
    }

    /// CONTROL_MISMATCH by a declared total of an amount column, over the rows that count.
    static func totalRefusal(
        _ sheet: Sheet, amount: String, currency: String, over counts: (Sheet.Row) -> Bool
    ) -> String? {
        for directive in sheet.directives where directive.key == "total" || directive.key.hasPrefix("total.")
        {
            let name = String(directive.key.dropFirst(6)).uppercased()
            let rows = sheet.rows.filter { row in
                guard counts(row) else { return false }
                guard sheet.columns.contains(currency), !name.isEmpty else { return true }
                return Cell.plain(sheet.text(currency, row)).uppercased() == name
            }
            let sum = rows.reduce(0) { $0 + fine(Cell.plain(sheet.text(amount, $1))) }
            guard Cell.isNumber(directive.value), fine(directive.value) == sum else {
                return "CONTROL_MISMATCH"
            }
        }
        return nil
    }

    /// A plain number in millionths; 0 for any other text.
    private static func fine(_ number: String) -> Int64 { Cell.units(number, decimals: 6) ?? 0 }
}
