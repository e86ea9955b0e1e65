import Bytes

/// An answer's object, read back for presentation: what people see is made from what programs get, so that the two
/// can't differ.
struct Facts {
    let members: [(name: String, value: JSON)]

    init(_ json: JSON) {
        if case .object(let members) = json {
            self.members = members.map { (name: $0.0, value: $0.1) }
        } else {
            members = []
        }
    }

    /// Nil where there is no such member, or it is null.
    subscript(name: String) -> JSON? {
        guard let value = members.first(where: { $0.name == name })?.value else { return nil }
        if case .null = value { return nil }
        return value
    }

    func has(_ name: String) -> Bool { self[name] != nil }

    /// Text, or a number's digits; empty where there is nothing.
    func text(_ name: String) -> String { self[name].map(Self.text) ?? "" }

    func number(_ name: String) -> Int {
        if case .number(let value) = self[name] { value } else { 0 }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(let value) = self[name] { value } else { false }
    }

    func object(_ name: String) -> Facts { Facts(self[name] ?? .null) }

    func list(_ name: String) -> [JSON] {
        if case .array(let values) = self[name] { values } else { [] }
    }

    func objects(_ name: String) -> [Facts] { list(name).map(Facts.init) }

    /// `USD 12.30, EUR 4.00`.
    func money(_ name: String) -> String {
        object(name).members.map { "\($0.name) \(Self.text($0.value))" }.joined(separator: ", ")
    }

    /// A value as one line.
    static func text(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .number(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null: ""
        case .array(let values): values.map(text).joined(separator: ", ")
        case .object(let members): members.map { "\($0.0) \(text($0.1))" }.joined(separator: ", ")
        }
    }
}
