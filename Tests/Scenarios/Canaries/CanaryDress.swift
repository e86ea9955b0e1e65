import Foundation

/// Finds values in bytes, whatever they wear: blanks and dashes between the digits, UTF-16, JSON escapes, hexadecimal digits.
struct CanaryDress {
    private let views: [Data]

    init(_ data: Data) {
        let bytes = Array(data)
        let narrow = bytes.filter { $0 != 0 }
        let unescaped = Self.unescaped(narrow)
        let bare = unescaped.filter { $0 != 0x20 && $0 != UInt8(ascii: "-") }
        views = [narrow, unescaped, bare].map { Data($0) }
    }

    /// Which of the canaries stand there.
    func found(_ canaries: [Canary]) -> [Canary] {
        canaries.filter { canary in
            let plain = Array(canary.value.utf8)
            let hex = plain.map { String($0, radix: 16) }.joined()
            let needles = [Data(plain), Data(hex.utf8), Data(hex.uppercased().utf8)]
            return needles.contains { needle in views.contains { $0.range(of: needle) != nil } }
        }
    }

    /// `\u0034` as `4`.
    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let escape = bytes[index...].prefix(6)
            if escape.starts(with: Array("\\u00".utf8)), escape.count == 6,
                let byte = UInt8(String(decoding: escape.suffix(2), as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 6
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
