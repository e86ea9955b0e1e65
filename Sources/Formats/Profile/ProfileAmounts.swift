import Refunds

extension Profile.Amounts {
    /// Appends an amount of a file as plain digits with a point, no sign, no leading zeros: what can be added up. False, and nothing, where it is not
    /// written as the profile says.
    func appendPlain(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var start = 0
        var end = text.count
        guard takeSign(text, &start, &end), start < end else { return false }
        let before = output.count
        var marks = 0
        for index in start..<end {
            let byte = text[index]
            if byte.digit != nil {
                let isLeadingZero = byte == 0x30 && output.count == before && marks == 0
                let isFollowed = index + 1 < end && text[index + 1].digit != nil
                if !(isLeadingZero && isFollowed) { output.append(byte) }
            } else if byte == mark, !isMinor, marks == 0, index > start, index + 1 < end {
                marks += 1
                output.append(UInt8(ascii: "."))
            } else {
                output.removeLast(output.count - before)
                return false
            }
        }
        return true
    }

    /// Takes the sign off; false where it is not there, or one is that shouldn't be. Nothing is below zero, so that 0 needs none.
    private func takeSign(_ text: Span<UInt8>, _ start: inout Int, _ end: inout Int) -> Bool {
        let minus = UInt8(ascii: "-")
        let leads = end > 0 && text[0] == minus
        let trails = end > 0 && text[end - 1] == minus
        switch sign {
        case .none: return !leads && !trails
        case .either:
            if leads { start = 1 }
            return true
        case .minus:
            if leads { start = 1 }
            return leads || Self.isZero(text)
        case .trailing:
            if trails { end -= 1 }
            return trails || Self.isZero(text)
        }
    }

    private static func isZero(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count where (0x31...0x39).contains(text[index]) { return false }
        return true
    }

    /// Puts the point into a number of minor units that was appended at `start`.
    static func scale(from start: Int, exponent: Int, in output: inout [UInt8]) {
        guard exponent > 0 else { return }
        let missing = exponent + 1 - (output.count - start)
        if missing > 0 { output.insert(contentsOf: [UInt8](repeating: 0x30, count: missing), at: start) }
        output.insert(UInt8(ascii: "."), at: output.count - exponent)
    }

    /// Appends money as the profile writes it.
    func append(_ minor: Int64, exponent: Int, to output: inout [UInt8]) {
        if sign == .minus, minor > 0 { output.append(UInt8(ascii: "-")) }
        if isMinor {
            Money.append(minor.magnitude, width: 1, to: &output)
        } else {
            let start = output.count
            Money.append(minor: minor, exponent: exponent, to: &output)
            if mark != UInt8(ascii: ".") {
                for index in start..<output.count where output[index] == UInt8(ascii: ".") {
                    output[index] = mark
                }
            }
        }
        if sign == .trailing, minor > 0 { output.append(UInt8(ascii: "-")) }
    }
}
