import Bytes
import Ledger
import Operations
import Refunds
import Rules

/// What people read about exceptions.
enum ExceptionText {
    private static let columns = [
        Table.Column("exception", "异常编号", .right), Table.Column("code", "代码"),
        Table.Column("refund id", "退款编号"), Table.Column("amount", "金额", .right),
        Table.Column("currency", "币种"), Table.Column("days", "天数", .right),
        Table.Column("assigned to", "负责人"), Table.Column("file", "文件"),
        Table.Column("line", "行号", .right), Table.Column("state", "状态"),
    ]

    static func list(_ exceptions: [ExceptionView], on console: Console) throws {
        var table = Table(columns)
        for exception in exceptions {
            let record = exception.record
            table.add([
                Piece(String(record.id)), Piece(record.code.rawValue, .bad), refund(exception, on: console),
                Piece(exception.amount ?? ""), Piece(exception.currency ?? ""),
                Piece(String(exception.ageDays)),
                Piece(exception.assignedTo ?? ""), Piece(record.fileName ?? ""),
                Piece(record.line.map(String.init) ?? ""),
                console.code(record.state, Labels.exception(record.state)),
            ])
        }
        if !exceptions.isEmpty { try console.say(table) }
        try console.count(
            Figures.count(exceptions.count, "exception"), "\(Figures.grouped(exceptions.count)) 项异常")
    }

    private static func refund(_ exception: ExceptionView, on console: Console) -> Piece {
        guard let listed = exception.listed else { return Piece(exception.record.refundID ?? "") }
        return Piece(
            console.told(Figures.count(listed.count, "refund"), "\(Figures.grouped(listed.count)) 笔退款"))
    }

    /// How many of the refunds that an exception lists are shown to a person: the rest is in the JSON.
    private static let mostListed = 20

    private static func listed(_ ids: [String], on console: Console) throws {
        try console.say("")
        let shown = ids.prefix(mostListed).joined(separator: " ")
        guard ids.count > mostListed else { return try console.say("refunds: \(shown)", "退款：\(shown)") }
        let more = Figures.grouped(ids.count - mostListed)
        try console.say(
            "refunds: \(shown) and \(more) more (all with --json)", "退款：\(shown)，另有 \(more) 笔（--json 列出全部）")
    }

    /// Both sets of facts beside one another, what was done, and what each resolution would do.
    static func show(_ view: ExceptionView, on console: Console) throws {
        let exception = Facts(view.json)
        let apart: Set = ["ours", "theirs", "actions", "steps", "proposed", "refunds"]
        try Outline.values(exception.members.filter { !apart.contains($0.name) }, on: console)
        try facts(exception.object("ours"), exception.object("theirs"), on: console)
        if let ids = view.listed { try listed(ids, on: console) }
        try Outline.section(("steps", .array(exception.list("steps"))), on: console)
        guard view.record.state != "resolved" else { return }
        try console.say("")
        try console.say(Line(console.told("what can be done", "可选处理方式"), .strong))
        for effect in view.effects { try EffectText.tell(effect, on: console) }
        try next(view, on: console)
    }

    private static func facts(_ ours: Facts, _ theirs: Facts, on console: Console) throws {
        var names = ours.members.map(\.name)
        names += theirs.members.map(\.name).filter { !names.contains($0) }
        guard !names.isEmpty else { return }
        try console.say("")
        var table = Table([Table.Column(""), Table.Column("ours", "我方"), Table.Column("theirs", "对方")])
        for name in names where ours.has(name) || theirs.has(name) {
            let differs = ours.has(name) && theirs.has(name) && ours.text(name) != theirs.text(name)
            table.add([
                Piece(console.told(Labels.of(name)), .faint),
                console.code(ours.text(name), Labels.meaning(of: ours.text(name), as: name)),
                Piece(theirs.text(name), differs ? .bad : .plain),
            ])
        }
        try console.say(table)
    }

    /// What was done, and who has to do what now.
    static func resolved(_ view: ExceptionView, on console: Console) throws {
        let id = view.record.id
        switch view.steps.last?.kind {
        case .propose:
            let proposed = view.proposal?.action ?? ""
            try console.say(
                "Proposed for exception \(id): \(proposed, .strong). Nothing has changed yet.",
                "已对异常 \(id) 提议：\(proposed, .strong)。目前没有任何变化。")
            for effect in view.effects where effect.action.rawValue == proposed {
                try EffectText.tell(effect, on: console)
            }
            try next(view, on: console)
        case .withdraw:
            try console.say(
                "Exception \(id) is open again: the proposal is withdrawn.", "异常 \(id) 恢复为未结：提议已撤回。")
        case .confirm:
            let action = Piece(view.steps.last?.action ?? "", .good)
            try console.say("Exception \(id) is resolved: \(action).", "异常 \(id) 已结：\(action)。")
            if let done = view.done { try EffectText.done(done, on: console) }
        case .assign, .comment, nil: break
        }
    }

    private static func next(_ view: ExceptionView, on console: Console) throws {
        let resolve = "refundry exceptions resolve \(view.record.id) --by NAME --action"
        if let proposal = view.proposal, let action = proposal.action {
            return try console.say(
                "  \(proposal.by) proposed \(action); somebody else confirms: \(resolve) \(action)",
                "  \(proposal.by) 已提议 \(action)；由另一人确认：\(resolve) \(action)", .faint)
        }
        guard let action = view.effects.first(where: \.isAllowed)?.action.rawValue else { return }
        try console.say(
            "  Next: \(resolve) \(action) --note TEXT, then the same by another person",
            "  下一步：\(resolve) \(action) --note TEXT，再由另一人执行同一命令", .faint)
    }
}
