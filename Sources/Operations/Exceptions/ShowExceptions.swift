package import Bytes
package import Ledger
import Refunds
import Rules

/// Tells of what was not applied by itself (`lifecycle.md`, exceptions).
package struct ShowExceptions {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// The open ones, oldest first, or with `byMoney` those of the most money first; with `all` the resolved ones too.
    package func list(
        all: Bool, byMoney: Bool = false, assignedTo name: String? = nil
    ) throws -> [ExceptionView] {
        let views = try workspace.ledger.read { reader in
            let steps = Dictionary(
                grouping: try reader.exceptionSteps(openOnly: !all), by: \.exception)
            return try reader.exceptions(openOnly: !all).map { try view($0, steps[$0.id] ?? [], reader) }
        }.filter { view in name.map { view.isAssigned(to: $0) } ?? true }
        return byMoney ? views.sorted(by: ExceptionView.isOfMoreMoney) : views
    }

    /// With its whole story, and what each resolution would do. A failure of kind notAllowed when there is none of this number.
    package func show(_ id: Int) throws -> ExceptionView {
        try workspace.ledger.read { try view(id, $0) }
    }

    func view(_ id: Int, _ reader: any LedgerReader) throws -> ExceptionView {
        let exception = try find(id, reader)
        var view = try view(exception, reader.steps(ofException: id), reader)
        if !exception.isResolved {
            view.effects = try ResolutionCase(exception, workspace, reader).effects()
        }
        view.isWhole = true
        return view
    }

    /// With the refunds that it lists.
    private func view(
        _ exception: ExceptionRecord, _ steps: [ExceptionStep], _ reader: any LedgerReader
    ) throws -> ExceptionView {
        var view = ExceptionView(exception, steps, workspace)
        if exception.listsRefunds {
            view.listed = try reader.refunds(listedBy: exception.id).map(workspace.refundID)
        }
        return view
    }

    func find(_ id: Int, _ reader: any LedgerReader) throws -> ExceptionRecord {
        guard let exception = try reader.exception(id) else {
            throw Failure(
                .notAllowed, "there is no exception \(id): see `refundry exceptions list`",
                "没有编号为 \(id) 的异常：请查看 `refundry exceptions list`")
        }
        return exception
    }
}

extension ExceptionRecord {
    var isResolved: Bool { state == "resolved" }

    /// The money that it is about, as written: the record's, else the refund's or the order's.
    var moneyText: (amount: String?, currency: String?) {
        (
            theirAmount ?? ours("refund_amount") ?? ours("refunds"),
            theirs("refund_currency") ?? ours("refund_currency") ?? ours("currency")
        )
    }
}

extension ExceptionRecord {
    /// The record's amount with its currency's decimals (`cli.md`), where it is one; else as it was written.
    var theirAmount: String? {
        guard let written = theirs("refund_amount"),
            let currency = theirs("refund_currency").flatMap({ CurrencyCode(Array($0.utf8).span) }),
            let exponent = CurrencyTable.exponent(of: currency),
            let minor = WrittenAmount(Array(written.utf8).span, allowingZero: true)?.minorUnits(
                exponent: exponent)
        else { return theirs("refund_amount") }
        return Money.text(minor: minor, exponent: exponent)
    }

    var shownTheirs: [Fact] {
        theirs.map { $0.name == "refund_amount" ? Fact($0.name, theirAmount) : $0 }
    }
}

/// An exception as answers show it (`cli.md`, `exceptions list`).
package struct ExceptionView: Sendable {
    package let record: ExceptionRecord
    package let steps: [ExceptionStep]
    package let openedAt: String
    package let ageDays: Int
    /// The refund_ids that it lists; nil where it is about one refund, or none.
    package fileprivate(set) var listed: [String]?
    /// What each resolution would do; only where the whole story is told.
    package fileprivate(set) var effects: [ResolutionEffect] = []
    /// What the confirmation that was just given did.
    package var done: ResolutionEffect?
    fileprivate(set) var isWhole = false
    private let times: [String]

    init(_ record: ExceptionRecord, _ steps: [ExceptionStep], _ workspace: Workspace) {
        self.record = record
        self.steps = steps
        openedAt = workspace.text(record.openedAt)
        ageDays = max(0, Int((workspace.now.seconds - record.openedAt.seconds) / 86_400))
        times = steps.map { workspace.text($0.at) }
    }

    package var assignedTo: String? { steps.last { $0.kind == .assign }?.assignee }

    func isAssigned(to name: String) -> Bool { assignedTo.map(Actor.folded) == Actor.folded(name) }

    /// What waits for another person.
    package var proposal: ExceptionStep? {
        record.state == "proposed" ? steps.last { $0.kind == .propose } : nil
    }

    package var amount: String? { record.moneyText.amount }
    package var currency: String? { record.moneyText.currency }

    /// By currency, the greater amount first; what has none at the end.
    static func isOfMoreMoney(_ one: ExceptionView, _ other: ExceptionView) -> Bool {
        let keys = [one, other].map { view in
            let amount = view.amount.flatMap { WrittenAmount(Array($0.utf8).span, allowingZero: true) }
            return (amount == nil ? "~" : view.currency ?? "", -(amount?.millionths ?? 0), view.record.id)
        }
        return keys[0] < keys[1]
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("exception", .number(record.id)), ("code", .string(record.code.rawValue)),
            ("refund_id", JSON(record.refundID)), ("file", JSON(record.fileName)),
            ("line", JSON(record.line)), ("ours", Self.json(record.ours)),
            ("theirs", Self.json(record.shownTheirs)), ("state", .string(record.state)),
            ("opened_at", .string(openedAt)), ("age_days", .number(ageDays)), ("amount", JSON(amount)),
            ("currency", JSON(currency)), ("assigned_to", JSON(assignedTo)),
            (
                "proposed",
                proposal.map {
                    .object([
                        ("action", JSON($0.action)), ("by", .string($0.by)), ("note", .string($0.note)),
                    ])
                } ?? .null
            ),
        ]
        if let listed { members.append(("refunds", .array(listed.map { .string($0) }))) }
        if let done { members.append(("effect", done.json)) }
        if isWhole {
            members.append(("actions", .array(effects.map(\.json))))
            members.append(("steps", .array(zip(steps, times).map(Self.json))))
        }
        return .object(members)
    }

    private static func json(_ step: ExceptionStep, at: String) -> JSON {
        .object([
            ("at", .string(at)), ("step", .string(step.kind.rawValue)), ("by", .string(step.by)),
            ("os_user", .string(step.osUser)), ("assigned_to", JSON(step.assignee)),
            ("action", JSON(step.action)), ("note", JSON(nonEmpty: step.note)),
        ])
    }

    private static func json(_ facts: [ExceptionRecord.Fact]) -> JSON {
        .object(facts.map { ($0.name, JSON($0.value)) })
    }
}
