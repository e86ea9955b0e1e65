import Bytes
import Ledger
import Operations
import Refunds
import Rules

/// What people read about exceptions.
enum ExceptionText {
    static func list(_ exceptions: [ExceptionView], on console: Console) throws {
        var table = Table([
            Table.Column("exception", .right), Table.Column("code"), Table.Column("refund id"),
            Table.Column("amount", .right), Table.Column("currency"), Table.Column("days", .right),
            Table.Column("assigned to"), Table.Column("file"), Table.Column("line", .right),
            Table.Column("state"),
        ])
        for exception in exceptions {
            let record = exception.record
            table.add([
                Piece(String(record.id)), Piece(record.code.rawValue, .bad), Piece(record.refundID ?? ""),
                Piece(exception.amount ?? ""), Piece(exception.currency ?? ""),
                Piece(String(exception.ageDays)),
                Piece(exception.assignedTo ?? ""), Piece(record.fileName ?? ""),
                Piece(record.line.map(String.init) ?? ""), Piece(record.state),
            ])
        }
        if !exceptions.isEmpty { try console.say(table) }
        try console.say(Line(Figures.count(exceptions.count, "exception"), .faint))
    }

    /// Both sets of facts beside one another, what was done, and what each resolution would do.
    static func show(_ view: ExceptionView, on console: Console) throws {
        let exception = Facts(view.json)
        let apart: Set = ["ours", "theirs", "actions", "steps", "proposed"]
        try Outline.values(exception.members.filter { !apart.contains($0.name) }, on: console)
        try facts(exception.object("ours"), exception.object("theirs"), on: console)
        try Outline.section(("steps", .array(exception.list("steps"))), on: console)
        guard view.record.state != "resolved" else { return }
        try console.say("")
        try console.say(Line("what can be done", .strong))
        for effect in view.effects { try tell(effect, on: console) }
        try next(view, on: console)
    }

    private static func facts(_ ours: Facts, _ theirs: Facts, on console: Console) throws {
        var names = ours.members.map(\.name)
        names += theirs.members.map(\.name).filter { !names.contains($0) }
        guard !names.isEmpty else { return }
        try console.say("")
        var table = Table([Table.Column(""), Table.Column("ours"), Table.Column("theirs")])
        for name in names where ours.has(name) || theirs.has(name) {
            let differs = ours.has(name) && theirs.has(name) && ours.text(name) != theirs.text(name)
            table.add([
                Piece(Outline.title(name), .faint), Piece(ours.text(name)),
                Piece(theirs.text(name), differs ? .bad : .plain),
            ])
        }
        try console.say(table)
    }

    // MARK: - Effects

    private static func tell(_ effect: ResolutionEffect, on console: Console) throws {
        if let refusal = effect.refusal {
            try console.say(
                Line([Piece("  \(effect.action.rawValue): not now: ", .faint), Piece(refusal.english)]))
            return
        }
        let lines = lines(of: effect)
        try console.say(Line([Piece("  \(effect.action.rawValue): ", .strong), Piece(lines[0])]))
        for line in lines.dropFirst() { try console.say("    \(line)") }
    }

    /// One line each for refund, reservation, funds, and what else changes.
    private static func lines(of effect: ResolutionEffect) -> [String] {
        guard let move = effect.refund else {
            return [
                effect.liftsHold
                    ? "the refund is held no more as perhaps paid by hand: it may leave" : "changes nothing"
            ]
        }
        var lines = ["refund \(move.id) \(move.text)"]
        if let paid = effect.paid { lines.append("the bank's figure \(paid.text) stands beside it") }
        if let number = effect.queryNumber {
            lines.append(
                number.from.isEmpty
                    ? "query number \(number.to)"
                    : "query number \(number.from) → \(number.to), both are kept")
        }
        if let order = effect.reservation {
            let held = order.order.held
            lines.append(
                "order \(order.order.paymentID) of \(order.order.amount.text): held \(order.text(held)) → "
                    + "\(order.text(order.heldAfter)), refundable \(order.text(order.refundable(held))) → "
                    + order.text(order.refundable(order.heldAfter)))
        }
        if let funds = effect.funds, funds.minor != 0 {
            lines.append(
                "funds \(ResolutionEffect.signed(funds)) \(funds.currency.text), where they are kept")
        }
        return lines
    }

    /// What was done, and who has to do what now.
    static func resolved(_ view: ExceptionView, on console: Console) throws {
        switch view.steps.last?.kind {
        case .propose:
            let proposed = view.proposal?.action ?? ""
            try console.say(
                Line([
                    Piece("Proposed for exception \(view.record.id): "), Piece(proposed, .strong),
                    Piece(". Nothing has changed yet."),
                ]))
            for effect in view.effects where effect.action.rawValue == proposed {
                try tell(effect, on: console)
            }
            try next(view, on: console)
        case .withdraw:
            try console.say("Exception \(view.record.id) is open again: the proposal is withdrawn.")
        case .confirm:
            try console.say(
                Line([
                    Piece("Exception \(view.record.id) is resolved: "),
                    Piece(view.steps.last?.action ?? "", .good), Piece("."),
                ]))
            guard let done = view.done else { return }
            for line in lines(of: done) { try console.say("  \(line)") }
        case .assign, .comment, nil: break
        }
    }

    private static func next(_ view: ExceptionView, on console: Console) throws {
        let id = view.record.id
        if let proposal = view.proposal, let action = proposal.action {
            return try console.say(
                Line(
                    "  \(proposal.by) proposed \(action); somebody else confirms: refundry exceptions resolve \(id) --by NAME --action "
                        + "\(action)", .faint))
        }
        guard let action = view.effects.first(where: \.isAllowed)?.action else { return }
        try console.say(
            Line(
                "  Next: refundry exceptions resolve \(id) --by NAME --action \(action.rawValue) --note TEXT, then the same by another "
                    + "person", .faint))
    }
}
