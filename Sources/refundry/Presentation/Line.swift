import Rules

/// How a piece of text stands out on a terminal; nothing where there is no colour.
enum Style {
    case plain
    case strong
    case good
    case caution
    case bad
    case faint

    /// The code of ECMA-48, section 8.3.117 (SGR).
    var code: String {
        switch self {
        case .plain: ""
        case .strong: "1"
        case .good: "32"
        case .caution: "33"
        case .bad: "31"
        case .faint: "2"
        }
    }
}

/// A piece of what people read. It becomes safe for a terminal when it is printed, so that nothing can be forgotten.
struct Piece {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = Printable.text(text)
        self.style = style
    }

    var width: Int { TextWidth.of(text) }

    func written(coloured: Bool) -> String {
        guard coloured, style != .plain, !text.isEmpty else { return text }
        return "\u{1b}[\(style.code)m\(text)\u{1b}[0m"
    }
}

/// One line of what people read: `"Batch \(id, .strong) is \(state)"`.
struct Line: ExpressibleByStringInterpolation {
    var pieces: [Piece]

    init(_ pieces: [Piece]) { self.pieces = pieces }

    init(_ text: String, _ style: Style = .plain) { pieces = [Piece(text, style)] }

    init(stringLiteral text: String) { self.init(text) }

    init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) {
            if !text.isEmpty { pieces.append(Piece(text)) }
        }
        mutating func appendInterpolation(_ text: String, _ style: Style = .plain) {
            pieces.append(Piece(text, style))
        }
        mutating func appendInterpolation(_ number: Int) { pieces.append(Piece(String(number))) }
        mutating func appendInterpolation(_ piece: Piece) { pieces.append(piece) }
        mutating func appendInterpolation(_ line: Line) { pieces += line.pieces }
    }

    /// The same; what doesn't stand out yet stands out as `style`.
    func styled(_ style: Style) -> Line {
        Line(pieces.map { $0.style == .plain ? Piece($0.text, style) : $0 })
    }

    func written(coloured: Bool) -> String { pieces.map { $0.written(coloured: coloured) }.joined() }
}
