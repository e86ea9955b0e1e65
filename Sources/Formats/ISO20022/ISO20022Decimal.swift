import Bytes
import Refunds

/// A number as ISO 20022 writes it, `xs:decimal`: a plus, zeros before the first digit and behind the last, and a point without digits on one of its
/// sides change nothing. A minus is no amount of these messages. Native files are stricter (`files.md`, numbers), and know nothing of this.
struct ISO20022Decimal {
    /// The digits before the point, without zeros at their begin; empty for less than one.
    let whole: Range<Int>
    /// The digits behind it, without zeros at their end.
    let fraction: Range<Int>

    /// Nil for any other text; blanks must be gone.
    init?(_ text: Span<UInt8>) {
        let start = text.count > 0 && text[0] == UInt8(ascii: "+") ? 1 : 0
        var point = start
        while point < text.count, text[point].digit != nil { point += 1 }
        var end = point
        if point < text.count {
            guard text[point] == UInt8(ascii: ".") else { return nil }
            end += 1
            while end < text.count, text[end].digit != nil { end += 1 }
        }
        let hasDigit = point > start || end > point + 1
        guard end == text.count, hasDigit else { return nil }
        var first = start
        while first < point, text[first] == UInt8(ascii: "0") { first += 1 }
        var last = max(end, point + 1)
        while last > point + 1, text[last - 1] == UInt8(ascii: "0") { last -= 1 }
        whole = first..<point
        fraction = point + 1..<last
    }

    /// Appends the one way of writing it that native amounts have as well: 25.00000 and +025. are 25.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        guard let decimal = ISO20022Decimal(text) else { return Formats.append(text, to: &output) }
        if decimal.whole.isEmpty {
            output.append(UInt8(ascii: "0"))
        } else {
            Formats.append(text.extracting(decimal.whole), to: &output)
        }
        guard !decimal.fraction.isEmpty else { return }
        output.append(UInt8(ascii: "."))
        Formats.append(text.extracting(decimal.fraction), to: &output)
    }
}
