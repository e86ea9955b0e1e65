import Formats

/// Records of fixed width are told apart by what they begin with: one that begins as another does is never found, or found where it isn't.
struct MarkSoundness {
    let part: ReadingPart

    func demand() throws(HomeFailure) {
        guard case .fixed(let width) = part.profile.form else { return }
        let marks = part.marks
        for (place, entry) in marks.enumerated() {
            let node = try part.node("records", entry.key)
            if entry.mark.isEmpty { throw node.wrongType("how these lines begin", "该类行的开头") }
            if let width, entry.mark.characters > width {
                throw node.noRoom(entry.mark, width)
            }
            for other in marks[..<place] where entry.mark.starts(with: other.mark) {
                throw node.fail(
                    "\(node.name) begins with what \(other.key) is (\(node.shown(other.mark))): no line would be taken for it; write how they differ",
                    "\(node.name) 以 \(other.key) 的开头（\(node.shown(other.mark))）开始：不会有任何行被识别为此类；请写明区别")
            }
            if entry.key != "row" { try demandNoRow(entry, node) }
        }
    }

    /// No row may begin so.
    private func demandNoRow(_ entry: (key: String, mark: [UInt8]), _ node: SettingNode) throws(HomeFailure) {
        let row = part.reading.marks.row ?? []
        guard entry.mark.starts(with: row) else { return }
        let rest = Array(entry.mark.dropFirst(row.count))
        guard rest.isDigits, let name = field(at: row.count, maybe: rest) else { return }
        throw node.fail(
            "\(node.name): a row may begin with \(node.shown(entry.mark)) too, for \(name) stands there, and would be taken for it; say under records "
                + "how rows begin, or correct the places",
            "\(node.name)：各行也可能以 \(node.shown(entry.mark)) 开头（该处是 \(name)），会被误认；请在 records 中写明 row 的开头，或更正位置")
    }

    private func field(at position: Int, maybe digits: [UInt8]) -> String? {
        part.fields.first { name, field in
            guard case .piece(position, _) = field.place, field.words.isEmpty else { return false }
            return part.mayBegin(name, with: digits)
        }?.name
    }
}
