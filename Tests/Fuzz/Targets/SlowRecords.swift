package import Bytes
package import Formats

/// Which lines of a CSV file are records, as plainly as `files.md` says it: everything behind the header but blank rows
/// and directives.
package struct SlowRecords {
    package let lines: [Int]

    /// Nil when the file has no header that could be found or can't be read as CSV.
    package init?(_ path: String, _ survey: Survey, _ layout: NativeLayout) throws {
        let source = try TextSource(path: path, survey: survey)
        var text: [UInt8] = []
        while try source.read(into: &text) > 0 {}
        // Until the header says which it is, each of the three separates.
        guard
            let head = SlowCSV.first(
                text, separators: Self.separators,
                after: { record, raw in
                    Self.isBlank(record) || Self.isDirectiveOfHead(record, raw)
                })
        else { return nil }
        var best: (known: Int, lines: [Int]) = (1, [])
        for separator in Self.separators {
            guard case .records(let records) = SlowCSV.read(text, separator: separator) else { continue }
            let rest = records.drop { $0.line < head.line }
            guard let header = rest.first, header.line == head.line else { continue }
            let known = Set(header.cells.compactMap { layout.slots[Self.name($0)] }).count
            if known > best.known {
                best = (
                    known,
                    rest.dropFirst().filter { !Self.isBlank($0) && !Self.isDirective($0) }.map(\.line)
                )
            }
        }
        guard best.known > 1 else { return nil }
        lines = best.lines
    }

    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]

    func compare(with reading: LayoutTarget.Reading) throws {
        try hold(reading.lines == lines, "records on lines \(reading.lines), the slow reader finds \(lines)")
    }

    private static func trimmed(_ cell: [UInt8]) -> [UInt8] {
        var text = String(decoding: cell, as: UTF8.self).unicodeScalars[...]
        while let first = text.first, [" ", "\t", "\u{A0}", "\u{3000}"].contains(first) { text.removeFirst() }
        while let last = text.last, [" ", "\t", "\u{A0}", "\u{3000}"].contains(last) { text.removeLast() }
        return Array(String(text).utf8)
    }

    private static func name(_ cell: [UInt8]) -> String {
        var text = String(decoding: trimmed(cell), as: UTF8.self).lowercased()
        if text.hasPrefix("'"), text.dropFirst().first.map({ "=+-@\t\r".contains($0) }) ?? false {
            text.removeFirst()
        }
        return text
    }

    private static func isBlank(_ record: SlowCSV.Record) -> Bool {
        record.cells.allSatisfy { trimmed($0).isEmpty }
    }

    /// Before the header the value may hold separators, unless it is one quoted cell.
    private static func isDirectiveOfHead(_ record: SlowCSV.Record, _ raw: [UInt8]) -> Bool {
        let line = raw.drop { $0 == 0x20 }
        return line.first == UInt8(ascii: "\"") ? isDirective(record) : isDirective(trimmed(raw))
    }

    /// One cell `#key=value`, and nothing behind it.
    private static func isDirective(_ record: SlowCSV.Record) -> Bool {
        guard let first = record.cells.first, record.cells.dropFirst().allSatisfy({ trimmed($0).isEmpty })
        else {
            return false
        }
        return isDirective(trimmed(first))
    }

    private static func isDirective(_ cell: [UInt8]) -> Bool {
        guard cell.first == UInt8(ascii: "#"), let equals = cell.firstIndex(of: UInt8(ascii: "=")) else {
            return false
        }
        var key = cell[1..<equals]
        while key.last == 0x20 || key.last == 0x09 { key.removeLast() }
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 }
        guard let first = key.first, isLetter(first), key.last != UInt8(ascii: ".") else { return false }
        return key.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E }
    }
}
