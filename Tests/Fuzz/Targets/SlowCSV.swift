/// The rules of `files.md` for CSV, one byte at a time, as plainly as they can be said. The tokenizer must agree with it
/// in everything. Bytes beyond ASCII belong to the text, whatever they are.
package struct SlowCSV {
    package struct Record: Equatable, Sendable {
        package let line: Int
        package let cells: [[UInt8]]

        package init(line: Int, cells: [[UInt8]]) {
            self.line = line
            self.cells = cells
        }
    }

    package enum Outcome: Equatable, Sendable {
        case records([Record])
        /// The line of a quote that never closes, or of text after a closing quote.
        case unreadable(Int)
    }

    private let text: [UInt8]
    private let separators: [UInt8]
    private var index = 0
    private var line = 1

    private init(_ text: [UInt8], separators: [UInt8]) {
        self.text = text
        self.separators = separators
    }

    private struct Unreadable: Error {
        let line: Int
    }

    package static func read(_ text: [UInt8], separator: UInt8 = UInt8(ascii: ",")) -> Outcome {
        var reader = SlowCSV(text, separators: [separator])
        var records: [Record] = []
        do {
            while reader.index < reader.text.count {
                let line = reader.line
                records.append(Record(line: line, cells: try reader.row()))
            }
            return .records(records)
        } catch {
            return .unreadable(error.line)
        }
    }

    /// The first record behind those that are passed over, which are also shown as they stand; nil when there is none, or
    /// one before it can't be read.
    package static func first(
        _ text: [UInt8], separators: [UInt8], after isPassed: (Record, _ raw: [UInt8]) -> Bool
    ) -> Record? {
        var reader = SlowCSV(text, separators: separators)
        do {
            while reader.index < reader.text.count {
                let (line, start) = (reader.line, reader.index)
                let record = Record(line: line, cells: try reader.row())
                if !isPassed(record, Array(text[start..<reader.index])) { return record }
            }
        } catch {
            return nil
        }
        return nil
    }

    private mutating func row() throws(Unreadable) -> [[UInt8]] {
        var cells: [[UInt8]] = []
        while true {
            cells.append(try cell())
            if index == text.count { return cells }
            if takeLineEnd() { return cells }
            // What stands here is a separator: a cell ends at nothing else.
            index += 1
        }
    }

    private mutating func cell() throws(Unreadable) -> [UInt8] {
        let start = index
        skipBlanks()
        if index < text.count, text[index] == UInt8(ascii: "\"") { return try quoted() }
        index = start
        while index < text.count, !separators.contains(text[index]), !isAtLineEnd { index += 1 }
        return Array(text[start..<index])
    }

    private mutating func quoted() throws(Unreadable) -> [UInt8] {
        let opened = line
        var value: [UInt8] = []
        index += 1
        while true {
            guard index < text.count else { throw Unreadable(line: opened) }
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == UInt8(ascii: "\"") {
                guard index < text.count, text[index] == UInt8(ascii: "\"") else { break }
                index += 1
            }
            value.append(byte)
        }
        skipBlanks()
        guard index == text.count || separators.contains(text[index]) || isAtLineEnd else {
            throw Unreadable(line: line)
        }
        return value
    }

    private mutating func skipBlanks() {
        while index < text.count, text[index] == 0x20 || text[index] == 0x09,
            !separators.contains(text[index])
        {
            index += 1
        }
    }

    private var isAtLineEnd: Bool {
        if text[index] == 0x0A { return true }
        return text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
    }

    private mutating func takeLineEnd() -> Bool {
        guard isAtLineEnd else { return false }
        if text[index] == 0x0D { index += 1 }
        index += 1
        line += 1
        return true
    }
}
