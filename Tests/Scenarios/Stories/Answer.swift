import Foundation

/// What `--json` answered, read by a reader that the program doesn't share.
struct Answer {
    private let members: [String: Any]

    /// No members where there is no object.
    init(_ text: String) throws {
        guard !text.isEmpty else {
            members = [:]
            return
        }
        members = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    private init(_ members: [String: Any]) { self.members = members }

    func text(_ name: String) -> String { members[name] as? String ?? "" }
    func number(_ name: String) -> Int { members[name] as? Int ?? -1 }
    func texts(_ name: String) -> [String] { members[name] as? [String] ?? [] }
    func objects(_ name: String) -> [Answer] {
        (members[name] as? [[String: Any]] ?? []).map { Answer($0) }
    }
}
