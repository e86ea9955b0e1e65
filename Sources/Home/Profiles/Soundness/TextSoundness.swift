import Bytes
import Formats
import Refunds

/// What is looked for in a file must be something that can be found there: in its encoding, and as values look when they are compared.
struct TextSoundness {
    let part: ReadingPart
    let root: SettingNode

    func demand() throws(HomeFailure) {
        try demandPrefix()
        let isFixed = if case .fixed = part.profile.form { true } else { false }
        for (key, mark) in part.marks {
            let node = try part.node("records", key)
            try demandHeld(mark, node)
            // A line of fixed width is taken as it begins.
            if !isFixed { try demandPlain(mark, node) }
        }
        for (name, field) in part.fields {
            let node = try part.node("fields", name)
            try demandColumn(field.place, node)
            for word in field.words {
                try demandValue(
                    word.theirs, try node.below(["values", String(decoding: word.theirs, as: UTF8.self)]))
            }
        }
        if let only = part.reading.only {
            try demandColumn(only.place, try part.node("only"))
            try demandValue(only.value, try part.node("only", "is"))
        }
        for control in part.reading.controls {
            try demandColumn(
                control.place, try part.node(control.isInTrailer ? "trailer" : "header", control.key))
        }
        guard part.profile.encoding.holds(part.profile.comment) else {
            throw try root.below(["comment"]).lacksLetters(part.profile.comment)
        }
    }

    /// It is taken off every value, once.
    private func demandPrefix() throws(HomeFailure) {
        let prefix = part.profile.prefix
        guard let first = prefix.first else { return }
        let node = try root.below(["prefix"])
        try demandHeld(prefix, node)
        let isMinus =
            switch part.profile.amounts.sign {
            case .none, .trailing: false
            case .minus, .either: prefix == [UInt8(ascii: "-")]
            }
        guard first.digit != nil || isMinus else { return }
        throw node.fail(
            "\(node.name) is taken off whatever begins so, numbers and amounts too: \(node.shown(prefix)) would be missing from them; write what "
                + "stands before every value, or remove the line",
            "\(node.name) 会从所有以其开头的值（包括编号和金额）上去掉：会缺少 \(node.shown(prefix))；请写每个值之前的标记，或删除该行")
    }

    private func demandColumn(_ place: ProfilePlace, _ node: SettingNode) throws(HomeFailure) {
        switch place {
        case .named(let name): try demandValue(Array(name.utf8), node)
        case .cell, .piece, .constant: break
        }
    }

    private func demandValue(_ text: [UInt8], _ node: SettingNode) throws(HomeFailure) {
        try demandHeld(text, node)
        try demandPlain(text, node)
    }

    private func demandHeld(_ text: [UInt8], _ node: SettingNode) throws(HomeFailure) {
        guard part.profile.encoding.holds(text) else { throw node.lacksLetters(text) }
        if part.profile.breaks(text) { throw node.isBroken(text) }
    }

    /// Blanks and prefix are taken off what stands in the file.
    private func demandPlain(_ text: [UInt8], _ node: SettingNode) throws(HomeFailure) {
        let trimmed = FieldText.trimmed(text.span, ByteRange(0, text.count))
        let hasPrefix = !part.profile.prefix.isEmpty && text.starts(with: part.profile.prefix)
        guard trimmed.count < text.count || hasPrefix else { return }
        throw node.fail(
            "\(node.name): \(node.shown(text)) has blanks around it or the prefix before it, which are taken off what stands in a file: it would never "
                + "be found; write it without",
            "\(node.name)：\(node.shown(text)) 两侧有空格或前有 prefix，而读取时会去掉这些：永远不会匹配；请去掉后填写")
    }
}

extension Profile {
    /// Whether a text would end a cell or a line where nothing is quoted.
    func breaks(_ text: [UInt8]) -> Bool {
        let ends: [UInt8] =
            switch form {
            case .csv(_, true): []
            case .csv(let separator, false): [0x0A, 0x0D, separator]
            case .fixed: [0x0A, 0x0D]
            }
        return text.contains(where: ends.contains)
    }
}

extension ProfileReading.Control {
    /// As the profile calls it.
    var key: String {
        switch kind {
        case .count: "count"
        case .total: "total"
        case .hash: "hash"
        case .directive(let key): key
        }
    }
}

extension SettingNode {
    func lacksLetters(_ text: [UInt8]) -> HomeFailure {
        fail(
            "\(name): \(shown(text)) has letters that the encoding lacks; write it otherwise, or correct encoding",
            "\(name)：\(shown(text)) 含有该编码没有的字符；请改写，或更正 encoding")
    }

    func isBroken(_ text: [UInt8]) -> HomeFailure {
        fail(
            "\(name): \(shown(text)) holds the separator or a line break, and nothing is quoted; write it otherwise",
            "\(name)：\(shown(text)) 含有分隔符或换行，且不加引号；请改写")
    }
}
