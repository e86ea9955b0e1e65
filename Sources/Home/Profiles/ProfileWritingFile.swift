import Bytes
import Formats
import Refunds
import Yams

/// The `submissions` of a profile.
struct ProfileWritingFile {
    private(set) var writing: ProfileWriting
    private let profile: Profile

    private typealias Cell = ProfileWriting.Cell
    private typealias Content = ProfileWriting.Content
    private enum LineEnd: String, CaseIterable { case lf, crlf }

    private static let known = ["extension", "charset", "line_end", "names", "header", "row", "trailer"]

    init(_ section: SettingNode, _ profile: Profile) throws(HomeFailure) {
        self.profile = profile
        let isFixed = if case .fixed = profile.form { true } else { false }
        writing = ProfileWriting(fileExtension: isFixed ? "txt" : "csv", row: [])
        var row: SettingNode?
        for entry in try section.entries(known: Self.known) {
            let value = entry.value
            switch entry.key {
            case "extension": writing.fileExtension = try value.fileExtension()
            case "charset": writing.charset = try value.choice(ProfileWriting.Charset.self)
            case "line_end": writing.isCRLF = try value.choice(LineEnd.self) == .crlf
            case "names":
                writing.hasNames = try value.boolean()
                if isFixed, writing.hasNames { throw value.onlyFor("csv") }
            case "header": writing.header = try cells(value, isRow: false, isTrailer: false)
            case "trailer": writing.trailer = try cells(value, isRow: false, isTrailer: true)
            default:  // not our enum
                row = value
                writing.row = try cells(value, isRow: true, isTrailer: false)
            }
        }
        guard let row else { throw section.lacks("row") }
        for content in [Content.refundID, .refundAmount]
        where !writing.row.contains(where: { $0.value == .content(content) }) {
            throw row.lacks(content.rawValue)
        }
        if writing.hasNames, let place = writing.row.firstIndex(where: { $0.name.isEmpty }) {
            throw row.fail(
                "\(row.name): names: true, but cell \(place + 1) has no name; add name to it",
                "\(row.name)：names 为 true，但第 \(place + 1) 格没有名称；请补上 name")
        }
    }

    private func cells(
        _ list: SettingNode, isRow: Bool, isTrailer: Bool
    ) throws(HomeFailure) -> [ProfileWriting.Cell] {
        var places = ProfilePlaces(profile.form, hasNames: false)
        var cells: [ProfileWriting.Cell] = []
        for item in try list.items() {
            let cell = try cell(item, &places)
            if case .content(let content) = cell.value {
                if !isRow, content.isOfRow { throw item.notHere(content.rawValue, "row") }
                if !isTrailer, content.isOfTrailer { throw item.notHere(content.rawValue, "trailer") }
                if isRow, [.count, .total].contains(content) {
                    throw item.notHere(content.rawValue, "trailer")
                }
            }
            if let last = cells.last?.piece, let piece = cell.piece, piece.from < last.from {
                throw item.fail(
                    "\(item.name) stands before the cell above it; write the cells in the order of their positions",
                    "\(item.name) 位于上一格之前；请按位置顺序书写")
            }
            cells.append(cell)
        }
        return cells
    }

    private func cell(
        _ item: SettingNode, _ places: inout ProfilePlaces
    ) throws(HomeFailure) -> ProfileWriting.Cell {
        if item.node.scalar != nil {
            guard case .csv = profile.form else { throw item.lacks("from and length") }
            let content = try item.choice(Content.self)
            return Cell(name: content.rawValue, .content(content))
        }
        let keys = [
            "name", "field", "value", "from", "length", "max", "align", "pad", "values", "dates",
        ]
        var parts: [String: SettingNode] = [:]
        for entry in try item.entries(known: keys) { parts[entry.key] = entry.value }
        var cell = Cell(name: try parts["name"]?.string() ?? "", try value(parts, item))
        if cell.name.isEmpty, case .content(let content) = cell.value { cell.name = content.rawValue }
        try place(&cell, parts, item, &places)
        if let value = parts["values"] {
            for word in try value.entries() {
                cell.words.append(
                    ProfileField.Word(
                        theirs: Array(try word.value.string().utf8), ours: Array(word.key.utf8)))
            }
        }
        if let value = parts["dates"] { cell.dates = try value.datePattern() }
        try demandWritable(cell, item)
        return cell
    }

    /// What is the same in every file must be something that the file can hold.
    private func demandWritable(_ cell: ProfileWriting.Cell, _ item: SettingNode) throws(HomeFailure) {
        var texts = [Array(cell.name.utf8)] + cell.words.map(\.theirs)
        if case .constant(let text) = cell.value { texts.append(text) }
        for text in texts {
            guard profile.encoding.holds(text) else { throw item.lacksLetters(text) }
            if profile.breaks(text) { throw item.isBroken(text) }
        }
    }

    private func value(
        _ parts: [String: SettingNode], _ item: SettingNode
    ) throws(HomeFailure) -> ProfileWriting.Cell.Value {
        switch (parts["field"], parts["value"]) {
        case (let field?, nil): return .content(try field.choice(Content.self))
        // An empty text is what a filler holds.
        case (nil, let text?): return .constant(Array((text.node.scalar?.string ?? "").utf8))
        case (nil, nil), (.some, .some):
            throw item.fail(
                "\(item.name) needs field or value, one of them; write what stands there",
                "\(item.name) 须写 field 或 value 之一；请写明内容")
        }
    }

    private enum Align: String, CaseIterable { case left, right }

    private func place(
        _ cell: inout ProfileWriting.Cell, _ parts: [String: SettingNode], _ item: SettingNode,
        _ places: inout ProfilePlaces
    ) throws(HomeFailure) {
        if let align = parts["align"] { cell.isRight = try align.choice(Align.self) == .right }
        if let pad = parts["pad"] {
            let bytes = Array(try pad.string().utf8)
            guard bytes.count == 1, bytes[0] >= 0x20, bytes[0] < 0x7F else {
                throw pad.wrongType("one character, such as \"0\"", "一个字符，例如 \"0\"")
            }
            cell.pad = bytes[0]
            guard cell.isRight || bytes[0] == 0x20 else {
                throw pad.fail(
                    "\(pad.name) behind a value would be read as a part of it; write align: right",
                    "\(pad.name) 填在值之后会被当作值的一部分；请写 align: right")
            }
            let isSigned = profile.amounts.sign == .minus
            if case .content(let content) = cell.value, content.isAmount, isSigned, bytes[0] != 0x20 {
                throw pad.fail(
                    "\(pad.name) would stand before the amount's minus; pad with blanks, or set amounts.sign",
                    "\(pad.name) 会填在负号之前；请用空格填充，或更改 amounts.sign")
            }
        }
        guard case .fixed = profile.form else {
            for key in ["from", "length", "align", "pad"] {
                if let value = parts[key] { throw value.onlyFor("fixed") }
            }
            cell.most = try parts["max"].map { value throws(HomeFailure) in try value.integer(1...4_096) }
            return
        }
        if let value = parts["max"] { throw value.onlyFor("csv") }
        guard let from = parts["from"], let length = parts["length"] else {
            throw item.lacks("from and length")
        }
        guard case .piece(let first, let count) = try places.piece(from, length, item) else { return }
        cell.piece = (first, count)
    }
}

extension SettingNode {
    fileprivate func fileExtension() throws(HomeFailure) -> String {
        let text = try string()
        guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ CharacterTable.name.contains($0) })
        else {
            throw wrongType("1 to 8 letters or digits, such as csv", "1 至 8 个字母或数字，例如 csv")
        }
        return text
    }

    fileprivate func notHere(_ field: String, _ part: String) -> HomeFailure {
        fail(
            "\(name): \(field) is known only in the \(part); move it there",
            "\(name)：\(field) 只能写在 \(part) 中；请移动")
    }
}
