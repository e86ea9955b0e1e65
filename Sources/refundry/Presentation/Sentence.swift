import Rules

/// What people are told in a sentence: in each language that they read, in a line of its own. It stands in both where it is told.
struct Sentence {
    private let english: Line
    private let chinese: Line

    init(_ english: Line, _ chinese: Line) {
        self.english = english
        self.chinese = chinese
    }

    /// The English first; once where both are the same.
    func lines(in language: Language) -> [Line] {
        switch language {
        case .en: [english]
        case .zh: [chinese]
        case .both: isOne ? [english] : [english, chinese]
        }
    }

    private var isOne: Bool { english.pieces.map(\.text).joined() == chinese.pieces.map(\.text).joined() }
}

extension Console {
    /// What people read here; both as long as nothing else is known.
    var read: Language { language ?? .both }

    /// Whether Chinese is read, so that it may stand beside a code.
    var readsChinese: Bool { read != .en }

    /// A sentence for people on standard output.
    func say(_ english: Line, _ chinese: Line, _ style: Style = .plain) throws {
        for line in Sentence(english, chinese).lines(in: read) { try say(line.styled(style)) }
    }

    /// A sentence for people on standard error.
    func warn(_ english: Line, _ chinese: Line) throws {
        for line in Sentence(english, chinese).lines(in: read) { try warn(line) }
    }

    /// A sentence of one of the verbs, `indent` before it.
    func say(_ text: BilingualText, indent: String = "", _ style: Style = .plain) throws {
        try say("\(indent)\(text.english)", "\(indent)\(text.chinese)", style)
    }

    /// A text as people read it here, both languages with `apart` between.
    func told(_ text: BilingualText, apart: String = " ") -> String { text.told(in: read, apart: apart) }

    /// A few words, both languages beside one another: a label, a cell.
    func told(_ english: String, _ chinese: String) -> String { told(BilingualText(english, chinese)) }

    /// A code, and where Chinese is read what it means.
    func code(_ code: String, _ chinese: String?, _ style: Style = .plain) -> Piece {
        Piece(chinese.map { readsChinese ? "\(code) \($0)" : code } ?? code, style)
    }

    /// How many there are of what was listed: `3 refunds · 3 笔退款`.
    func count(_ english: String, _ chinese: String) throws {
        try say(Line(told(BilingualText(english, chinese), apart: " · "), .faint))
    }
}
