package import Rules

/// A column of a report's section: described once, for every format.
package struct ReportColumn: Sendable {
    /// What its cells are; decides alignment, number formats and totals.
    package enum Kind: Sendable, Equatable {
        case text
        case code
        case identifier
        case count
        /// Money whose currency stands in the column of that name.
        case money(currency: String)
        /// A decimal number of any width.
        case figure
        case time
        case flag
        case list
    }

    /// The JSON key, and the CSV header before its Chinese: never changes.
    package let name: String
    /// What heads the column where people read.
    package let title: BilingualText
    package let kind: Kind
    /// In characters of a spreadsheet's default font; Chinese ones count twice.
    package let width: Int
    /// Whether its sum stands under the table, by currency.
    package let isTotalled: Bool
    /// Whether digits of a count stand in groups of three where people read: not those of numbers that name something, a line or a batch.
    package let isGrouped: Bool

    /// Whether its text stands in as many lines as it needs: sentences, equations.
    package var wraps: Bool { kind == .text && width >= 60 }

    /// - Parameter english: nil: the name, its underscores spaces.
    package init(
        _ name: String, _ chinese: String, _ kind: Kind = .text, english: String? = nil, width: Int? = nil,
        isTotalled: Bool? = nil, isGrouped: Bool = true
    ) {
        self.name = name
        title = BilingualText(english ?? Self.words(name), chinese)
        self.kind = kind
        self.width = width ?? Self.width(kind)
        self.isTotalled = isTotalled ?? Self.isMoney(kind)
        self.isGrouped = isGrouped
    }

    private static func words(_ name: String) -> String {
        let words = name.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func isMoney(_ kind: Kind) -> Bool {
        switch kind {
        case .money: true
        case .text, .code, .identifier, .count, .figure, .time, .flag, .list: false
        }
    }

    private static func width(_ kind: Kind) -> Int {
        switch kind {
        case .text: 24
        case .code: 18
        case .identifier: 24
        case .count: 10
        case .money, .figure: 16
        case .time: 26
        case .flag: 8
        case .list: 32
        }
    }
}
