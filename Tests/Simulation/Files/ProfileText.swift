/// A bank's answers by its profile: a header that names the submission, rows, and their count.
struct ProfileText {
    let sheet: Sheet

    var text: (text: String, lines: [Int]) {
        var text = "H;\(sheet.directive("submission_id") ?? "")\n"
        var line = 2
        var lines: [Int] = []
        for row in sheet.rows {
            let cells = sheet.columns.map { written($0, sheet.text($0, row)) }
            let made = (["D"] + cells).joined(separator: ";") + "\n"
            lines.append(line)
            line += made.unicodeScalars.count { $0 == "\n" }
            text += made
        }
        return (text + "T;\(sheet.rows.count)\n", lines)
    }

    private func written(_ column: String, _ value: String) -> String {
        switch column {
        case "result": ["success": "OK", "failed": "NOK", "pending": "WAIT"][value] ?? value
        case "refund_amount": value.replacing(".", with: ",")
        default: value
        }
    }
}
