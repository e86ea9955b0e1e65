import Bytes
import Rules

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
        try console.say(Line(console.told(Labels.of(member.name)), .strong))
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
            let text = text(member, on: console)
            if !text.isEmpty {
                table.add([Piece(console.told(Labels.of(member.name)), .faint), Piece(text)])
            }
        }
        let widths = table.widths(in: console.read)
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
                let label = Labels.of(name)
                return Table.Column(
                    label.english, label.chinese,
                    objects.allSatisfy { isNumber($0[name]) } ? .right : .left)
            }, indent: 2)
        for object in objects { table.add(names.map { cell($0, of: object, on: console) }) }
        try console.say(table)
    }

    /// Of a digest in a table its first digits will do; programs get all.
    private static func cell(_ name: String, of object: Facts, on console: Console) -> String {
        let text = text((name, object[name] ?? .null), on: console)
        return name == "sha256" && text.utf8.count == 64 ? text.prefix(12) + "…" : text
    }

    /// A value as one line: an object's names in the language that is read, a status with its Chinese beside it.
    private static func text(_ member: (name: String, value: JSON), on console: Console) -> String {
        switch member.value {
        case .object(let members):
            members.map { "\(console.told(Labels.of($0.0))) \(Facts.text($0.1))" }.joined(separator: ", ")
        case .string(let code): console.code(code, Labels.meaning(of: code, as: member.name)).text
        case .number, .bool, .null, .array: Facts.text(member.value)
        }
    }

    private static func isNumber(_ value: JSON?) -> Bool {
        switch value {
        case .number, nil: true
        case .string, .bool, .null, .array, .object: false
        }
    }
}
