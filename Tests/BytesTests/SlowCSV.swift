/// The rules of `files.md` for CSV, one character at a time, as plainly as they can be said. The tokenizer must
/// agree with it in everything.
struct SlowCSV {
    enum Outcome: Equatable {
        case records([ReadRecord])
        /// The line of a quote that never closes, or of text after a closing quote.
        case unreadable(Int)
    }

    private let text: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private var index = 0
    private var line = 1

    init(_ text: String, separator: Unicode.Scalar = ",") {
        self.text = Array(text.unicodeScalars)
        self.separator = separator
    }

    private struct Unreadable: Error {
        let line: Int
    }

    static func read(_ text: String, separator: Unicode.Scalar = ",") -> Outcome {
        var reader = SlowCSV(text, separator: separator)
        var records: [ReadRecord] = []
        do {
            while reader.index < reader.text.count {
                let line = reader.line
                records.append(ReadRecord(line: line, cells: try reader.row()))
            }
            return .records(records)
        } catch {
            return .unreadable(error.line)
        }
    }

    private mutating func row() throws(Unreadable) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try cell())
            if index == text.count { return cells }
            if takeLineEnd() { return cells }
            // What stands here is a separator: a cell ends at nothing else.
            index += 1
        }
    }

    private mutating func cell() throws(Unreadable) -> String {
        let start = index
        skipBlanks()
        if index < text.count, text[index] == "\"" { return try quoted() }
        index = start
        var value = String.UnicodeScalarView()
        while index < text.count, text[index] != separator, !isAtLineEnd {
            value.append(text[index])
            index += 1
        }
        return String(value)
    }

    private mutating func quoted() throws(Unreadable) -> String {
        let opened = line
        var value = String.UnicodeScalarView()
        index += 1
        while true {
            guard index < text.count else { throw Unreadable(line: opened) }
            let scalar = text[index]
            index += 1
            if scalar == "\n" { line += 1 }
            if scalar == "\"" {
                guard index < text.count, text[index] == "\"" else { break }
                index += 1
            }
            value.append(scalar)
        }
        skipBlanks()
        guard index == text.count || text[index] == separator || isAtLineEnd else {
            throw Unreadable(line: line)
        }
        return String(value)
    }

    private mutating func skipBlanks() {
        while index < text.count, text[index] == " " || text[index] == "\t", text[index] != separator {
            index += 1
        }
    }

    private var isAtLineEnd: Bool {
        if text[index] == "\n" { return true }
        return text[index] == "\r" && index + 1 < text.count && text[index + 1] == "\n"
    }

    private mutating func takeLineEnd() -> Bool {
        guard isAtLineEnd else { return false }
        if text[index] == "\r" { index += 1 }
        index += 1
        line += 1
        return true
    }
}
