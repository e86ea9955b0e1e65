import Foundation

/// Something made up that must not come out: planted in one place of an input, told apart from all others.
struct Canary: Sendable {
    /// Where it is planted; `{key}` in the inputs stands for it.
    let key: String
    let kind: Kind
    /// Where it may stand, beside the original itself.
    let mayStand: Set<Area>
    /// Why there; empty where it may stand nowhere.
    let why: String
    /// What is searched for.
    let value: String
    /// What is planted: the value, perhaps with blanks or dashes, inside longer text.
    let planted: String

    enum Kind: Sendable {
        /// A card number, its Luhn digit right.
        case card
        /// An account number, a bank code, a password, a token: nothing that could be recognised.
        case secret
    }

    /// Where something came out.
    enum Area: String, Sendable, CaseIterable {
        /// Standard output and standard error.
        case answers
        /// `ledger.sqlite` and what SQLite puts beside it.
        case ledger
        /// `rejected.csv`, which the merchant corrects and sends again.
        case rejected
        /// What goes to the bank.
        case outbox
        /// Names of files and folders.
        case names
        /// All else in the home: staging, reasons of refusals, reports.
        case reports
    }

    init(_ key: String, _ kind: Kind, place: Int, _ mayStand: Set<Area> = [], _ why: String = "") {
        self.key = key
        self.kind = kind
        self.mayStand = mayStand
        self.why = why
        switch kind {
        case .card:
            value = Self.card(place)
            // What a person finds something by is planted bare; other texts carry it as people write it.
            planted = why.isEmpty ? Self.dressed(value, place) : value
        case .secret:
            value = "sk_live_\(String(10_000 + place * 7919, radix: 36))qZ\(place)x"
            planted = value
        }
    }

    /// The beginnings and lengths of the brands.
    private static let brands = [
        ("4012", 16), ("5105", 16), ("2223", 16), ("3703", 15), ("3601", 14), ("6011", 16), ("6222", 19),
        ("6440", 16), ("6503", 16), ("3528", 16), ("4001", 13),
    ]

    private static func card(_ place: Int) -> String {
        let (begin, length) = brands[place % brands.count]
        let serial = String(7_000_003 * (place + 11) % 9_999_991)
        let room = length - 1 - begin.count
        let body = begin + (String(repeating: "8", count: room) + serial).suffix(room)
        let sum = body.reversed().enumerated().reduce(0) { sum, digit in
            let value = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return body + String((10 - sum % 10) % 10)
    }

    private static func dressed(_ value: String, _ place: Int) -> String {
        func grouped(by separator: String) -> String {
            stride(from: 0, to: value.count, by: 4).map { String(value.dropFirst($0).prefix(4)) }
                .joined(separator: separator)
        }
        switch place % 3 {
        case 0: return value
        case 1: return grouped(by: " ")
        default: return grouped(by: "-")
        }
    }
}
