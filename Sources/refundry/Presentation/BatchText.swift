import Operations
import Refunds
import Rules

/// What people read about a batch that was decided.
struct BatchText {
    private let answer: BatchAnswer

    init(_ answer: BatchAnswer) { self.answer = answer }

    func tell(on console: Console) throws {
        let account = answer.account ?? ""
        let head =
            answer.batch.map { " → batch \($0), account \(account)" } ?? ": a preview, account \(account)"
        try console.say(Line([Piece(answer.file, .strong), Piece(head)]))
        try console.say(figures)
        if !answer.totals.isEmpty {
            let money = answer.totals.map(\.text).joined(separator: ", ")
            try console.say(Line([Piece("  accepted: "), Piece(money, .strong)]))
        }
        for note in answer.notes { try console.say(Line("  note: \(note)", .caution)) }
        if !answer.codes.isEmpty { try console.say(Self.table(answer.codes)) }
        try RejectedRows.tell(
            answer.examples.map { RejectedRows.Row(line: $0.line, codes: $0.codes, message: $0.message) },
            of: answer.rejected, on: console)
        try next(on: console)
    }

    private var figures: Line {
        var pieces = [
            Piece("  \(Figures.count(answer.records, "record")): "),
            Piece("\(Figures.grouped(answer.accepted)) accepted", answer.accepted > 0 ? .good : .plain),
            Piece(", "),
            Piece("\(Figures.grouped(answer.rejected)) rejected", answer.rejected > 0 ? .bad : .plain),
        ]
        if answer.warnings > 0 {
            pieces += [Piece(", "), Piece("\(Figures.grouped(answer.warnings)) with a warning", .caution)]
        }
        return Line(pieces)
    }

    private static func table(_ codes: [BatchAnswer.CodeFigure]) -> Table {
        var table = Table(
            [Table.Column("code"), Table.Column("rows", .right), Table.Column("money")], indent: 2)
        for figure in codes {
            table.add([
                figure.code.rawValue, Figures.grouped(figure.rows),
                figure.totals.map(\.text).joined(separator: ", "),
            ])
        }
        return table
    }

    private func next(on console: Console) throws {
        guard let batch = answer.batch, let reports = answer.reports else {
            return try console.say(Line("  Nothing was kept. Next: refundry batches import", .faint))
        }
        if answer.rejected > 0 {
            try console.say("  Rejected rows to correct and send again: \(reports)/rejected.csv")
        }
        guard answer.accepted > 0 else { return }
        let approve = "refundry batches approve \(batch) --by NAME"
        let next =
            switch (answer.approvalsNeeded, answer.warningsWait) {
            case (0, false) where answer.coolingMinutes > 0:
                "they rest for \(Figures.count(answer.coolingMinutes, "minute")), then leave with the next refundry submissions build"
            case (0, false): "they leave with the next refundry submissions build"
            case (0, true): "those with a warning wait for approval, the others leave: \(approve)"
            case (1, _): "they wait for approval: \(approve)"
            default: "they wait for the approvals of \(answer.approvalsNeeded) persons: \(approve)"
            }
        try console.say("  Next: \(next)")
    }
}
