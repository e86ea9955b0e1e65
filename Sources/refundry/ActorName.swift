import Refunds
import Rules

/// Who acts: what `--by` says, else the login of the system's user.
enum ActorName {
    static func name(_ given: String?, login: String, option: String = "--by") throws -> String {
        guard let name = given else { return "os:\(login)" }
        let trimmed = Self.trimmed(name)
        guard !trimmed.isEmpty else {
            throw Failure(
                .usage, "\(option) is empty: name the person who acts", "\(option) 为空：请写明操作人")
        }
        guard !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw Failure(
                .usage, "\(option) \(trimmed): a name can't hold control characters: remove them",
                "\(option) \(trimmed)：姓名不能包含控制字符：请删除")
        }
        return CardNumber.masked(trimmed)
    }

    /// What is kept of a `--note` or `--why`.
    static func note(_ text: String) -> String { CardNumber.masked(trimmed(text)) }

    /// Without the spaces around it.
    static func trimmed(_ text: String) -> String {
        let tail = text.drop(while: \.isWhitespace)
        return String(tail.reversed().drop(while: \.isWhitespace).reversed())
    }
}
