/// Numbers as people read them.
package enum GroupedDigits {
    /// `1,234,567.891` of `1234567.891`: only the digits before the point are grouped. What is no plain decimal number stays as it is.
    package static func text(_ decimal: String) -> String {
        let bytes = Array(decimal.utf8)
        let start = bytes.first == UInt8(ascii: "-") ? 1 : 0
        let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
        let isPlain = bytes.enumerated().allSatisfy { place, byte in
            place < start || place == point || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        }
        guard isPlain, point - start > 3 else { return decimal }
        var text = [UInt8](bytes[..<start])
        for place in start..<point {
            if place > start, (point - place).isMultiple(of: 3) { text.append(UInt8(ascii: ",")) }
            text.append(bytes[place])
        }
        return String(decoding: text + bytes[point...], as: UTF8.self)
    }

    package static func text(_ count: Int) -> String { text(String(count)) }
}
