package import Refunds
package import Rules

/// One value of a report, typed so that each format shows it in its own way: a number cell in a spreadsheet, text in JSON.
package enum ReportCell: Sendable, Equatable {
    case empty
    /// Words of people, files and banks.
    case text(String)
    /// One of the program's own words (a status, a code): `word` is what programs read and never changes; people see `told` where there is one.
    case code(_ word: String, told: BilingualText? = nil)
    /// Digits and letters that name one thing; never a number, however many digits it has.
    case identifier(String)
    case count(Int)
    /// Minor units of the currency that the column names.
    case money(minor: Int64, exponent: Int)
    /// A decimal number of any width, as text with its currency's decimals.
    case figure(String)
    /// ISO 8601 with offset, or a date.
    case time(String)
    case flag(Bool)
    case list([String])
    /// Money by currency.
    case totals([Money])

    package static func text(_ value: String?) -> ReportCell { value.map { .text($0) } ?? .empty }
    package static func identifier(_ value: String?) -> ReportCell { value.map { .identifier($0) } ?? .empty }
    package static func code(_ value: String?) -> ReportCell { value.map { .code($0) } ?? .empty }
    package static func time(_ value: String?) -> ReportCell { value.map { .time($0) } ?? .empty }
    package static func count(_ value: Int?) -> ReportCell { value.map { .count($0) } ?? .empty }
    package static func status(_ status: RefundStatus) -> ReportCell {
        .code(status.rawValue, told: BilingualText(status.rawValue, status.chinese))
    }

    /// A sentence of the program's own. Where the form is the same in every language, it stands in both.
    package static func note(_ text: BilingualText) -> ReportCell {
        .code(text.told(in: .both, apart: "；"), told: text)
    }

    /// What stands in a cell of CSV, before any guard: the same whatever the language.
    package var plain: String {
        switch self {
        case .empty: ""
        case .text(let text), .identifier(let text), .figure(let text), .time(let text): text
        case .code(let word, _): word
        case .count(let count): String(count)
        case .money(let minor, let exponent): Money.text(minor: minor, exponent: exponent)
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let items): items.joined(separator: " ")
        case .totals(let totals): totals.map(\.text).joined(separator: "; ")
        }
    }

    /// A code never changes with the language (`cli.md`): where Chinese alone is read it stands before its meaning. What has a blank is a sentence.
    package static func keeping(
        _ word: String, _ told: BilingualText, in language: Language
    ) -> BilingualText {
        switch language {
        case .both, .en: told
        case .zh:
            told.english == word && told.chinese != word && !word.contains(" ")
                ? BilingualText(told.english, "\(word) \(told.chinese)") : told
        }
    }

    /// What a person reads in `language`; of both, with `apart` between.
    package func told(in language: Language, apart: String = " ") -> String {
        switch self {
        case .code(let word, let told):
            told.map { Self.keeping(word, $0, in: language).told(in: language, apart: apart) } ?? word
        case .flag(let flag):
            BilingualText(flag ? "yes" : "no", flag ? "是" : "否").told(in: language, apart: " ")
        case .list(let items): items.joined(separator: ", ")
        case .empty, .text, .identifier, .count, .money, .figure, .time, .totals: plain
        }
    }
}
