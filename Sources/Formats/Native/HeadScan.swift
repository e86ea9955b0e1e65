import Bytes
import Refunds

/// What stands before a CSV's first record: directives, and the header line with its separator.
struct HeadScan {
    var directives: [(key: String, value: String, line: Int)] = []
    /// Line of the header, 0 when there is none.
    var headerLine = 0
    var separator = UInt8(ascii: ",")
    /// How many of the layout's columns the separator makes of the header.
    var known = 0

    /// Reads a file's head.
    init(path: String, survey: Survey, limits: ReadingLimits, layout: NativeLayout) throws {
        let slots = layout.slots
        let source = try TextSource(path: path, survey: survey, limits: limits)
        var scan = (directives: directives, headerLine: 0, separator: separator, known: 0)
        try CSVHead.lines(source: source, limits: limits) { text, line in
            let bytes = Self.copy(text)
            if Self.isBlank(bytes) { return true }
            if let directive = Self.directive(bytes) {
                if scan.directives.count == Directives.most { throw Directives.tooMany(line: line) }
                scan.directives.append((directive.key, directive.value, line))
                return true
            }
            scan.headerLine = line
            for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
                let names = Self.split(bytes, separator).map(RecordHeader.normalized)
                let known = Set(names.compactMap { slots[$0] }).count
                if known > scan.known { (scan.known, scan.separator) = (known, separator) }
            }
            return false
        }
        (directives, headerLine, separator, known) = scan
    }

    private static func copy(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in 0..<text.count { bytes.append(text[index]) }
        return bytes
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
    }

    private static func isBlank(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.filter { !isSeparator($0) && $0 != 0x0D && $0 != UInt8(ascii: "\"") }
        return FieldText.trimmed(rest.span, ByteRange(0, rest.count)).isEmpty
    }

    /// `#key=value`, perhaps one quoted cell, perhaps with empty cells behind it.
    private static func directive(_ bytes: [UInt8]) -> (key: String, value: String)? {
        var line = bytes[...]
        while let last = line.last, isSeparator(last) || last == 0x20 || endsWithEmptyCell(line) {
            line.removeLast(isSeparator(last) || last == 0x20 ? 1 : 2)
        }
        while line.first == 0x20 { line.removeFirst() }
        if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count >= 2 {
            let cell = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
            return Directives.parse(
                cell.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""))
        }
        return Directives.parse(String(decoding: line, as: UTF8.self))
    }

    /// Whether the last cell is `""`, as programs write it that quote every cell.
    private static func endsWithEmptyCell(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > 3, let before = line.dropLast(2).last else { return false }
        return isSeparator(before) && line.suffix(2).allSatisfy { $0 == UInt8(ascii: "\"") }
    }

    /// The cells that a separator makes of a line, outside quotes.
    private static func split(_ bytes: [UInt8], _ separator: UInt8) -> [String] {
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == separator, !isQuoted {
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll()
            } else {
                cell.append(byte)
            }
        }
        cells.append(String(decoding: cell, as: UTF8.self))
        return cells
    }
}
