import Formats
import Refunds
import Yams

/// The `results` or `batches` of a profile.
struct ProfileReadingFile {
    private(set) var reading: ProfileReading
    private let profile: Profile
    private let layout: NativeLayout
    private var nodes: [String: SettingNode] = [:]

    private static let known = ["names", "records", "only", "fields", "unused", "header", "trailer"]

    init(_ section: SettingNode, _ profile: Profile, layout: NativeLayout) throws(HomeFailure) {
        self.profile = profile
        self.layout = layout
        reading = ProfileReading(fields: layout.columns.map { _ in nil })
        for entry in try section.entries(known: Self.known) { nodes[entry.key] = entry.value }
        if let value = nodes["names"] {
            reading.names = try value.choice(ProfileReading.Names.self)
            if case .fixed = profile.form, reading.names != .none { throw value.onlyFor("csv") }
        }
        if let value = nodes["records"] { try readMarks(value) }
        var places = ProfilePlaces(profile.form, hasNames: reading.names != .none)
        guard let fields = nodes["fields"] else { throw section.lacks("fields") }
        for entry in try fields.entries(known: layout.columns.map(\.name)) {
            try readField(entry.key, entry.value, &places)
        }
        if let value = nodes["only"] { try readOnly(value, &places) }
        for item in try nodes["unused"]?.items() ?? [] { try readUnused(item) }
        try demandTargets(fields)
        if let value = nodes["header"] { try readControls(value, isInTrailer: false) }
        if let value = nodes["trailer"] { try readControls(value, isInTrailer: true) }
    }

    // MARK: - Records

    private mutating func readMarks(_ section: SettingNode) throws(HomeFailure) {
        var seen: [[UInt8]: String] = [:]
        for entry in try section.entries(known: ["header", "row", "trailer", "trailer_names"]) {
            let mark = Array(try entry.value.string().utf8)
            if let other = seen.updateValue(entry.key, forKey: mark) {
                throw entry.value.fail(
                    "\(entry.value.name) begins like \(other); records must begin differently: correct one of them",
                    "\(entry.value.name) 与 \(other) 的开头相同；各类记录的开头必须不同：请更正其一")
            }
            switch entry.key {
            case "header": reading.marks.header = mark
            case "row": reading.marks.row = mark
            case "trailer": reading.marks.trailer = mark
            default:  // not our enum
                reading.marks.trailerNames = mark
                if case .fixed = profile.form { throw entry.value.onlyFor("csv") }
            }
        }
        if reading.marks.trailer != nil, reading.marks.trailerNames != nil {
            throw section.fail(
                "\(section.name) says trailer and trailer_names; a file has one of them: remove the other",
                "\(section.name) 同时写了 trailer 和 trailer_names；请只保留一个")
        }
    }

    private mutating func readOnly(
        _ section: SettingNode, _ places: inout ProfilePlaces
    ) throws(HomeFailure) {
        var value: [UInt8]?
        for entry in try section.entries() where entry.key == "is" {
            value = Array(try entry.value.string().utf8)
        }
        guard let value else { throw section.lacks("is") }
        // A field may be asked for its value as well: the same piece is no overlap.
        var own = ProfilePlaces(profile.form, hasNames: reading.names != .none)
        reading.only = (try own.place(section, also: ["is"]), value)
    }

    /// A column that the bank's files have and nothing of is needed.
    private mutating func readUnused(_ item: SettingNode) throws(HomeFailure) {
        if case .fixed = profile.form { throw item.onlyFor("csv") }
        var places = ProfilePlaces(profile.form, hasNames: reading.names != .none)
        let place = try places.place(item)
        for (column, field) in zip(layout.columns, reading.fields) where field?.place == place {
            throw item.fail(
                "\(item.name) is read as \(column.name), and so is no unused one; remove it from one of them",
                "\(item.name) 已作为 \(column.name) 读取，并非未使用的列；请从其中一处删除")
        }
        reading.unused.append(place)
    }

    // MARK: - Fields

    private mutating func readField(
        _ name: String, _ value: SettingNode, _ places: inout ProfilePlaces
    ) throws(HomeFailure) {
        guard let slot = layout.slots[name] else { return }
        var field = ProfileField(try places.place(value, also: ["values"]))
        if value.node.scalar == nil {
            for entry in try value.entries() where entry.key == "values" {
                for word in try entry.value.entries() {
                    let ours = try word.value.string()
                    try demandWord(ours, of: name, word.value)
                    field.words.append(
                        ProfileField.Word(theirs: Array(word.key.utf8), ours: Array(ours.utf8)))
                }
            }
        }
        if case .constant(let text) = field.place {
            guard name != "refund_id", name != "refund_number", name != "result" else {
                throw value.fail(
                    "\(value.name) can't be the same in every row; say where it stands",
                    "\(value.name) 不能在每行都相同；请写明位置")
            }
            try demandWord(String(decoding: text, as: UTF8.self), of: name, value)
        }
        reading.fields[slot] = field
    }

    /// What a word means must be something that we know.
    private func demandWord(_ word: String, of name: String, _ value: SettingNode) throws(HomeFailure) {
        let known: [String]
        switch name {
        case "result": known = ["success", "failed", "pending"]
        case "refund_type": known = ["full", "partial"]
        case "refund_currency":
            guard CurrencyCode(word).flatMap(CurrencyTable.exponent(of:)) != nil else {
                throw value.fail(
                    "\(value.name): \(value.shown(word)) is no currency; write the three letters of ISO 4217",
                    "\(value.name)：\(value.shown(word)) 不是币种；请写 ISO 4217 的三个字母")
            }
            return
        default: return  // not our enum
        }
        if !known.contains(word) { throw value.noChoice(word, known) }
    }

    private func demandTargets(_ fields: SettingNode) throws(HomeFailure) {
        func has(_ name: String) -> Bool { layout.slots[name].map { reading.fields[$0] != nil } ?? false }
        if layout.root == NativeLayout.results.root {
            guard has("refund_id") else { throw fields.lacks("refund_id") }
            guard has("result") || has("query_number") else { throw fields.lacks("result or query_number") }
        } else {
            guard has("refund_number") else { throw fields.lacks("refund_number") }
            guard has("payment_id") || has("order_number") else {
                throw fields.lacks("payment_id or order_number")
            }
            guard has("refund_amount") || has("refund_type") else {
                throw fields.lacks("refund_amount or refund_type")
            }
        }
        if profile.amounts.isMinor, has("refund_amount"), !has("refund_currency") {
            throw fields.fail(
                "amounts are minor units, but \(fields.name) has no refund_currency, so that nobody knows how many decimals; add it, or "
                    + "{value: USD}",
                "金额以最小单位表示，但 \(fields.name) 没有 refund_currency，无法确定小数位数；请补上，或写 {value: USD}")
        }
    }

    // MARK: - Header and trailer

    private mutating func readControls(_ section: SettingNode, isInTrailer: Bool) throws(HomeFailure) {
        let isThere = isInTrailer ? reading.hasTrailer : reading.marks.header != nil
        guard isThere else {
            let part = isInTrailer ? "trailer" : "header"
            throw section.fail(
                "\(section.name): no record is a \(part); say under records how it begins, such as {\(part): \"9\"}",
                "\(section.name)：没有定义 \(part) 记录；请在 records 中写明其开头，例如 {\(part): \"9\"}")
        }
        var places = ProfilePlaces(
            profile.form, hasNames: isInTrailer && reading.marks.trailerNames != nil)
        let keys = layout.root == NativeLayout.results.root ? ["submission_id"] : ["batch_number", "account"]
        for entry in try section.entries(known: ["count", "total", "hash"] + keys) {
            let place = try places.place(entry.value, also: entry.key == "hash" ? ["of", "digits"] : [])
            if case .constant = place {
                throw entry.value.fail(
                    "\(entry.value.name) must stand in the file, or it checks nothing; say where",
                    "\(entry.value.name) 必须取自文件，否则无从校验；请写明位置")
            }
            reading.controls.append(
                ProfileReading.Control(try kind(entry), place, isInTrailer: isInTrailer))
        }
    }

    private func kind(_ entry: SettingNode.Entry) throws(HomeFailure) -> ProfileReading.Control.Kind {
        switch entry.key {
        case "count": return .count
        case "total":
            guard let slot = layout.slots["refund_amount"], reading.fields[slot] != nil else {
                throw entry.value.noChecked("refund_amount")
            }
            return .total
        case "hash":
            var slot: Int?
            var digits = 9
            for part in entry.value.node.scalar == nil ? try entry.value.entries() : [] {
                if part.key == "digits" { digits = try part.value.integer(1...15) }
                guard part.key == "of" else { continue }
                let name = try part.value.string()
                slot = layout.slots[name]
                guard let found = slot, reading.fields[found] != nil else {
                    throw part.value.noChecked(name)
                }
            }
            guard let slot else { throw entry.value.lacks("of") }
            return .hash(slot: slot, digits: digits)
        default: return .directive(entry.key)  // not our enum
        }
    }
}

extension SettingNode {
    func lacks(_ key: String) -> HomeFailure {
        fail("\(name) lacks \(key); add it", "\(name) 缺少 \(key)；请补上")
    }

    fileprivate func noChecked(_ field: String) -> HomeFailure {
        fail(
            "\(name) is checked over \(shown(field)), which the rows don't have; add it to fields, or remove the check",
            "\(name) 校验的 \(shown(field)) 不在各行字段中；请加入 fields，或删除该校验")
    }
}
