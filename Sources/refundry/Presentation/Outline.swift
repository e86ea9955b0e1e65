import Bytes

/// Any answer for people: its single values one under the other, its lists as tables.
enum Outline {
    static func tell(_ json: JSON, on console: Console) throws {
        let facts = Facts(json)
        try values(facts.members.filter { entries(of: $0) == nil }, on: console)
        for member in facts.members { try section(member, on: console) }
    }

    /// A list under its title; nothing where it is empty.
    static func section(_ member: (name: String, value: JSON), on console: Console) throws {
        guard let entries = entries(of: member), !entries.isEmpty else { return }
        try console.say("")
        try console.say(Line(title(member.name), .strong))
        try list(entries, on: console)
    }

    /// What stands as a table: a list, or an object of objects such as figures by code.
    private static func entries(of member: (name: String, value: JSON)) -> [JSON]? {
        switch member.value {
        case .array(let entries): return entries
        case .object(let members):
            let rows = members.compactMap { name, value -> JSON? in
                guard case .object(let cells) = value else { return nil }
                return .object([("", .string(name))] + cells)
            }
            return rows.count == members.count ? rows : nil
        case .string, .number, .bool, .null: return nil
        }
    }

    /// Names and values; what is null is left out.
    static func values(_ members: [(name: String, value: JSON)], on console: Console) throws {
        var table = Table([Table.Column(""), Table.Column("")])
        for member in members {
            let text = Facts.text(member.value)
            if !text.isEmpty { table.add([Piece(title(member.name), .faint), Piece(text)]) }
        }
        let widths = table.widths
        for row in table.rows { try console.say(table.line(row, widths)) }
    }

    /// Objects with the columns that any of them has something in; single values a line each.
    static func list(_ entries: [JSON], on console: Console) throws {
        let objects = entries.map(Facts.init)
        var names: [String] = []
        for object in objects {
            for member in object.members where object.has(member.name) && !names.contains(member.name) {
                names.append(member.name)
            }
        }
        guard !names.isEmpty else {
            for entry in entries { try console.say(Line("  " + Facts.text(entry))) }
            return
        }
        var table = Table(
            names.map { name in
                Table.Column(title(name), objects.allSatisfy { isNumber($0[name]) } ? .right : .left)
            }, indent: 2)
        for object in objects { table.add(names.map { cell($0, of: object) }) }
        try console.say(table)
    }

    /// Of a digest in a table its first digits will do; programs get all.
    private static func cell(_ name: String, of object: Facts) -> String {
        let text = object.text(name)
        return name == "sha256" && text.utf8.count == 64 ? text.prefix(12) + "…" : text
    }

    /// `refund_id` reads better as `refund id`.
    static func title(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    private static func isNumber(_ value: JSON?) -> Bool {
        switch value {
        case .number, nil: true
        case .string, .bool, .null, .array, .object: false
        }
    }
}
