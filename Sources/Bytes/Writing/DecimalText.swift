/// Whole and decimal numbers as ASCII digits, appended without allocating.
package enum DecimalText {
    /// Appends an integer, `-` before a negative one.
    package static func append<Value: FixedWidthInteger>(_ value: Value, to output: inout [UInt8]) {
        append(value, digits: 1, to: &output)
    }

    /// The same with leading zeros up to `digits` digits.
    package static func append<Value: FixedWidthInteger>(
        _ value: Value, digits: Int, to output: inout [UInt8]
    ) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        appendDigits(UInt64(value.magnitude), least: digits, to: &output)
    }

    /// Appends an amount in minor units with exactly its currency's decimals: 1234 with exponent 2 is `12.34`, 5
    /// with exponent 3 is `0.005`. Exponents are 0 to 18.
    package static func append(minor: Int64, exponent: Int, to output: inout [UInt8]) {
        if minor < 0 { output.append(UInt8(ascii: "-")) }
        let start = output.count
        appendDigits(minor.magnitude, least: exponent + 1, to: &output)
        guard exponent > 0 else { return }
        // Makes room for the point by moving the decimals one place.
        output.append(0)
        let point = output.count - 1 - exponent
        var index = output.count - 1
        while index > point {
            output[index] = output[index - 1]
            index -= 1
        }
        precondition(point > start, "an amount has a digit before its point")
        output[point] = UInt8(ascii: ".")
    }

    private static func appendDigits(_ value: UInt64, least: Int, to output: inout [UInt8]) {
        let start = output.count
        var rest = value
        while rest > 0 || output.count - start < least {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        var low = start
        var high = output.count - 1
        while low < high {
            output.swapAt(low, high)
            low += 1
            high -= 1
        }
    }
}
