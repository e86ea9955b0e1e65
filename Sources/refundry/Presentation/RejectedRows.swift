import Rules

/// The first rejected rows of a file, with their reasons.
enum RejectedRows {
    struct Row {
        let line: Int
        let codes: String
        let message: BilingualText
    }

    private static let most = 5

    /// - Parameter count: how many there are in all.
    static func tell(_ rows: [Row], of count: Int, on console: Console) throws {
        for row in rows.prefix(most) {
            let language = console.language ?? .both
            try console.say(
                Line([
                    Piece(language == .zh ? "  第 \(row.line) 行：" : "  line \(row.line): "),
                    Piece(row.codes, .bad),
                    Piece(language == .zh ? "：\(row.message.chinese)" : ": \(row.message.english)"),
                ]))
            if language == .both { try console.say(Line("    \(row.message.chinese)", .faint)) }
        }
        let others = count - min(rows.count, most)
        if others > 0, !rows.isEmpty {
            try console.say(Line("  … and \(Figures.grouped(others)) more", .faint))
        }
    }
}
