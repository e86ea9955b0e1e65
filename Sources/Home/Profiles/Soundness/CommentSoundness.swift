import Formats

/// What begins as a comment does is skipped: no record may.
struct CommentSoundness {
    let profile: Profile
    /// `comment`.
    let node: SettingNode

    func demand(_ readings: [ReadingPart], row: WritingPart?) throws(HomeFailure) {
        guard !profile.comment.isEmpty else { return }
        try demandSeen()
        for part in readings {
            for (key, mark) in part.marks where mark.starts(with: profile.comment) {
                throw skips(try part.node("records", key).name)
            }
            if profile.prefix.starts(with: profile.comment) { throw skips("prefix") }
            if let only = part.reading.only, isFirst(only.place), only.value.starts(with: profile.comment) {
                throw skips(try part.node("only", "is").name)
            }
            for (name, field) in part.fields { try demand(name, field, part) }
        }
        if let row, let first = row.cells.first { try demand(first.cell, first.node) }
    }

    /// Lines of CSV are looked at by their first cell, which has no separator, and no quotes around it.
    private func demandSeen() throws(HomeFailure) {
        guard case .csv(let separator, let isQuoting) = profile.form else { return }
        guard
            profile.comment.contains(separator)
                || isQuoting && profile.comment.first == UInt8(ascii: "\"")
        else { return }
        throw node.fail(
            "\(node.name) holds the separator or begins with a quote, and a line's first cell has neither: none would be skipped; write what that "
                + "cell begins with",
            "\(node.name) 含有分隔符或以引号开头，而首格中两者都不会出现：不会略过任何行；请写首格的开头")
    }

    private func isFirst(_ place: ProfilePlace) -> Bool {
        switch place {
        case .cell(let index): index == 0
        case .piece(let from, _): from == 0
        case .named, .constant: false
        }
    }

    private func demand(
        _ name: String, _ field: ProfileField, _ part: ReadingPart
    ) throws(HomeFailure) {
        // Behind the mark of a row the comment has to go on as a value may.
        let mark = part.reading.marks.row ?? []
        switch field.place {
        case .cell(0) where mark.isEmpty: break
        case .piece(mark.count, _) where profile.comment.starts(with: mark): break
        case .cell, .piece, .named, .constant: return
        }
        let rest = Array(profile.comment.dropFirst(mark.count))
        let node = try part.node("fields", name)
        for word in field.words where word.theirs.starts(with: rest) {
            throw skips("\(node.name).values.\(String(decoding: word.theirs, as: UTF8.self))")
        }
        guard field.words.isEmpty else { return }
        let isNumber = rest.isDigits && (part.mayBegin(name, with: rest) || Self.numbers.contains(name))
        let isMinus =
            switch profile.amounts.sign {
            case .none, .trailing: false
            case .minus, .either: name == "refund_amount" && rest == [UInt8(ascii: "-")]
            }
        if isNumber || isMinus { throw maySkip(node.name) }
    }

    /// What others give out, in digits as often as not.
    private static let numbers: Set<String> = [
        "refund_number", "payment_id", "order_number", "terminal", "query_number", "bank_reference",
    ]

    /// What we write is read by the same rule.
    private func demand(_ cell: ProfileWriting.Cell, _ item: SettingNode) throws(HomeFailure) {
        guard cell.piece?.from ?? 0 == 0 else { return }
        switch cell.value {
        case .constant(let text):
            if text.starts(with: profile.comment) { throw skips(item.name) }
        case .content:
            for word in cell.words where word.theirs.starts(with: profile.comment) { throw skips(item.name) }
            if cell.isRight, profile.comment == [cell.pad] { throw maySkip(item.name) }
        }
    }

    private func skips(_ name: String) -> HomeFailure {
        node.fail(
            "\(node.name): \(name) begins with \(node.shown(profile.comment)), so that such lines would be skipped; correct one of them, or remove "
                + "\(node.name)",
            "\(node.name)：\(name) 以 \(node.shown(profile.comment)) 开头，这些行会被略过；请更正其一，或删除 \(node.name)")
    }

    private func maySkip(_ name: String) -> HomeFailure {
        node.fail(
            "\(node.name): a line may begin with \(node.shown(profile.comment)) for what \(name) says, and would be skipped without a word; write "
                + "another, or say under records how rows begin",
            "\(node.name)：因 \(name) 的内容，数据行可能以 \(node.shown(profile.comment)) 开头而被悄悄略过；请改写，或在 records 中写明 row 的开头"
        )
    }
}
