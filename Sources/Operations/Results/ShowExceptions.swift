package import Bytes
package import Ledger
import Rules

/// Tells of what was not applied by itself (`lifecycle.md`, exceptions).
package struct ShowExceptions {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// The open ones, oldest first; with `all` the resolved ones too.
    package func list(all: Bool) throws -> [ExceptionRecord] {
        try workspace.ledger.read { try $0.exceptions(openOnly: !all) }
    }

    /// A failure of kind notAllowed when there is none of this number.
    package func show(_ id: Int) throws -> ExceptionRecord {
        guard let exception = try workspace.ledger.read({ try $0.exception(id) }) else {
            throw Failure(
                .notAllowed, "there is no exception \(id): see `refundry exceptions list`",
                "没有编号为 \(id) 的异常：请查看 `refundry exceptions list`")
        }
        return exception
    }
}

extension ExceptionRecord {
    /// `cli.md`, `exceptions list`.
    package var json: JSON {
        .object([
            ("exception", .number(id)), ("code", .string(code.rawValue)), ("refund_id", JSON(refundID)),
            ("file", JSON(fileName)), ("line", JSON(line)), ("ours", Self.json(ours)),
            ("theirs", Self.json(theirs)), ("state", .string(state)),
        ])
    }

    private static func json(_ facts: [Fact]) -> JSON { .object(facts.map { ($0.name, JSON($0.value)) }) }
}
