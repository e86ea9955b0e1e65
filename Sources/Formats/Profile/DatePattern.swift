package import Refunds

/// How a profile writes dates and times: `yyyy`, `yy`, `MM`, `dd`, `HH`, `mm`, `ss`, anything else as it stands.
package struct DatePattern: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case year, shortYear, month, day, hour, minute, second
        case text(UInt8)

        var width: Int {
            switch self {
            case .year: 4
            case .shortYear, .month, .day, .hour, .minute, .second: 2
            case .text: 1
            }
        }
    }

    private let parts: [Part]

    /// Nil where a letter is none of the pattern's, or year, month or day is missing or something stands twice.
    package init?(_ text: String) {
        let words: [(String, Part)] = [
            ("yyyy", .year), ("yy", .shortYear), ("MM", .month), ("dd", .day), ("HH", .hour), ("mm", .minute),
            ("ss", .second),
        ]
        var parts: [Part] = []
        var rest = text[...]
        while let first = rest.utf8.first {
            if let (word, part) = words.first(where: { rest.hasPrefix($0.0) }) {
                guard !parts.contains(part) else { return nil }
                parts.append(part)
                rest = rest.dropFirst(word.utf8.count)
            } else {
                let isLetter = (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)
                guard first < 0x80, !isLetter || first == UInt8(ascii: "T") else { return nil }
                parts.append(.text(first))
                rest = rest.dropFirst()
            }
        }
        let years = parts.filter { $0 == .year || $0 == .shortYear }.count
        guard years == 1, parts.contains(.month), parts.contains(.day) else { return nil }
        self.parts = parts
    }

    package var hasTime: Bool { parts.contains(.hour) }

    /// Appends a written date as `2026-10-08` or `2026-10-08 12:30:00`; false, and nothing, where it isn't written so.
    func appendISO(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var values = (year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)
        var index = 0
        for part in parts {
            guard index + part.width <= text.count else { return false }
            if case .text(let byte) = part {
                guard text[index] == byte else { return false }
                index += 1
                continue
            }
            var value = 0
            for _ in 0..<part.width {
                guard let digit = text[index].digit else { return false }
                value = value * 10 + Int(digit)
                index += 1
            }
            switch part {
            case .year: values.year = value
            case .shortYear: values.year = 2000 + value
            case .month: values.month = value
            case .day: values.day = value
            case .hour: values.hour = value
            case .minute: values.minute = value
            case .second: values.second = value
            case .text: break
            }
        }
        guard index == text.count,
            let date = CalendarDate(year: values.year, month: values.month, day: values.day),
            values.hour < 24, values.minute < 60, values.second < 60
        else { return false }
        output.append(contentsOf: date.text.utf8)
        guard hasTime else { return true }
        output.append(0x20)
        for (place, value) in [values.hour, values.minute, values.second].enumerated() {
            if place > 0 { output.append(UInt8(ascii: ":")) }
            Money.append(UInt64(value), width: 2, to: &output)
        }
        return true
    }

    /// Appends a moment as a clock so many seconds ahead of UTC shows it.
    package func append(_ instant: Instant, offset: Int, to output: inout [UInt8]) {
        let local = instant.seconds + Int64(offset)
        let date = instant.date(offset: offset)
        let second = Int(local - Int64(date.daysSince1970) * 86_400)
        for part in parts {
            switch part {
            case .text(let byte): output.append(byte)
            case .year: Money.append(UInt64(max(0, date.year)), width: 4, to: &output)
            case .shortYear: Money.append(UInt64(max(0, date.year) % 100), width: 2, to: &output)
            case .month: Money.append(UInt64(date.month), width: 2, to: &output)
            case .day: Money.append(UInt64(date.day), width: 2, to: &output)
            case .hour: Money.append(UInt64(second / 3_600), width: 2, to: &output)
            case .minute: Money.append(UInt64(second / 60 % 60), width: 2, to: &output)
            case .second: Money.append(UInt64(second % 60), width: 2, to: &output)
            }
        }
    }
}
