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
        for row in rows.prefix(most) { try tell(row, on: console) }
        let others = count - min(rows.count, most)
        if others > 0, !rows.isEmpty {
            let figure = Figures.grouped(others)
            try console.say("  … and \(figure) more", "  … 另有 \(figure) 行", .faint)
        }
    }

    /// The codes once, the message in each language.
    private static func tell(_ row: Row, on console: Console) throws {
        let codes = Piece(row.codes, .bad)
        switch console.read {
        case .en, .both: try console.say("  line \(row.line): \(codes): \(row.message.english)")
        case .zh: try console.say("  第 \(row.line) 行：\(codes)：\(row.message.chinese)")
        }
        if console.read == .both { try console.say(Line("    \(row.message.chinese)", .faint)) }
    }
}
