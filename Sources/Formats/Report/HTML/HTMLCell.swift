import Refunds
import Rules

/// A cell as a person reads it. Numbers are grouped; where that changes their text, the exact value stands in the element's attribute.
enum HTMLCell {
    /// Identifiers up to so many characters never break.
    static let longestUnbroken = 26

    /// The class that aligns the cell and sets its font.
    static func kind(_ cell: ReportCell) -> StaticString {
        switch cell {
        case .empty, .flag: ""
        case .text(let text): kind(text)
        case .code(_, let told): told == nil ? " class=\"c\"" : " class=\"w\""
        case .identifier(let text):
            text.utf8.count > longestUnbroken ? " class=\"i l\"" : " class=\"i\""
        case .count, .money, .figure: " class=\"n\""
        case .time: " class=\"d\""
        case .list, .totals: " class=\"s\""
        }
    }

    /// Words get the room that lets them stand in few lines: up to a `word` in one line always, up to a `phrase` in one line on a screen.
    private static func kind(_ text: String) -> StaticString {
        switch HTMLPaper.width(text) {
        case ...word: " class=\"t x\""
        case ...phrase: " class=\"t o\""
        default: " class=\"t\""  // not our enum
        }
    }

    static let word = 20
    private static let phrase = 56

    static func append(_ cell: ReportCell, isGrouped: Bool = true, to html: inout HTMLText) {
        switch cell {
        case .empty: break
        case .text(let text), .identifier(let text): html.text(text)
        case .code(let word, let told):
            if let told {
                html.told(ReportCell.keeping(word, told, in: html.language))
            } else {
                html.breakable(word)
            }
        case .count, .money, .figure: number(cell.plain, isGrouped: isGrouped, to: &html)
        case .time(let text): time(text, to: &html)
        case .flag(let flag): html.told(flag ? BilingualText("yes", "是") : BilingualText("no", "否"))
        case .list(let items): list(items, to: &html)
        case .totals(let totals):
            for (place, money) in totals.enumerated() {
                html.markup(place > 0 ? " <span class=\"item\">" : "<span class=\"item\">")
                html.text(money.currency.text)
                html.markup(" ")
                number(money.amountText, isGrouped: true, to: &html)
                html.markup("</span>")
            }
        }
    }

    /// A number grouped for people, its exact value beside it for whoever copies or reads by program.
    static func number(_ exact: String, isGrouped: Bool, to html: inout HTMLText) {
        let shown = isGrouped ? GroupedDigits.text(exact) : exact
        guard shown != exact else { return html.text(exact) }
        html.markup("<data value=\"")
        html.text(exact)
        html.markup("\">")
        html.text(shown)
        html.markup("</data>")
    }

    /// `2026-10-08T09:00:00+08:00` as date, time and, fainter, offset.
    private static func time(_ text: String, to html: inout HTMLText) {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let sign = parts[1].firstIndex(where: { "+-Z".contains($0) }) else {
            return html.text(text)
        }
        html.markup("<time datetime=\"")
        html.text(text)
        html.markup("\"><b>")
        html.text(String(parts[0]))
        html.markup("</b> <b>")
        html.text(String(parts[1][..<sign]))
        html.markup("</b> <small>")
        html.text(String(parts[1][sign...]))
        html.markup("</small></time>")
    }

    private static func list(_ items: [String], to html: inout HTMLText) {
        for (place, item) in items.enumerated() {
            html.markup(place > 0 ? " <span class=\"item\">" : "<span class=\"item\">")
            html.text(item)
            if place < items.count - 1 { html.markup(",") }
            html.markup("</span>")
        }
    }
}
