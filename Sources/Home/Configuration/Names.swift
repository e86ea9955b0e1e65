/// The names that make up paths and keys.
package enum Names {
    /// An account or a terminal: 1–32 of `[A-Za-z0-9_-]`.
    package static func isAccount(_ name: String) -> Bool {
        fits(name) { isLower($0) || isDigit($0) || isUpper($0) }
    }

    /// A channel: 1–32 of `[a-z0-9_-]`.
    package static func isChannel(_ name: String) -> Bool {
        fits(name) { isLower($0) || isDigit($0) }
    }

    /// The three capital letters of a currency code; whether it is in use is another question.
    static func isCurrencyShaped(_ name: String) -> Bool {
        name.utf8.count == 3 && name.utf8.allSatisfy(isUpper)
    }

    private static func fits(_ name: String, _ allowed: (UInt8) -> Bool) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { allowed($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    private static func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
