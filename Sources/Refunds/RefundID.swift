/// Refundry's own number of a refund: the home's number (three digits), a serial of ten digits and an
/// ISO 7064 MOD 11,10 check digit, 14 digits in all (`files.md`, submission).
package enum RefundID {
    package static let length = 14
    /// The greatest serial that fits ten digits.
    package static let greatestSerial: Int64 = 9_999_999_999

    /// Appends the 14 digits.
    package static func append(home: Int, serial: Int64, to bytes: inout [UInt8]) {
        let start = bytes.count
        Money.append(UInt64(home), width: 3, to: &bytes)
        Money.append(UInt64(serial), width: 10, to: &bytes)
        var product = 10
        for index in start..<bytes.count { product = fold(product, Int(bytes[index]) - 0x30) }
        bytes.append(UInt8(0x30 + (11 - product) % 10))
    }

    package static func text(home: Int, serial: Int64) -> String {
        var bytes: [UInt8] = []
        append(home: home, serial: serial, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The serial of a number of this home with a right check digit; nil for any other text.
    package static func serial(of text: Span<UInt8>, home: Int) -> Int64? {
        guard let number = number(of: text) else { return nil }
        let serial = number % 10_000_000_000
        return number / 10_000_000_000 == Int64(home) && serial > 0 ? serial : nil
    }

    /// Whether it is a number of some home, with a right check digit.
    static func isSound(_ text: Span<UInt8>) -> Bool { number(of: text) != nil }

    /// The first 13 digits; nil where the check digit is wrong.
    private static func number(of text: Span<UInt8>) -> Int64? {
        guard text.count == length else { return nil }
        var product = 10
        var number: Int64 = 0
        for index in 0..<13 {
            guard let digit = text[index].digit else { return nil }
            product = fold(product, Int(digit))
            number = number * 10 + digit
        }
        guard let check = text[13].digit, (product + Int(check)) % 10 == 1 else { return nil }
        return number
    }

    private static func fold(_ product: Int, _ digit: Int) -> Int {
        let sum = (product + digit) % 10
        return (sum == 0 ? 10 : sum) * 2 % 11
    }
}
