import Ledger
import Operations
import Refunds

/// What people read about submissions.
enum SubmissionText {
    static func built(_ submissions: [SubmissionView], on console: Console) throws {
        guard !submissions.isEmpty else { return try console.say("Nothing leaves now.") }
        try console.say(table(submissions) { _ in [] })
        try console.say(Line("Take the files from the outbox to the bank.", .faint))
    }

    static func list(_ submissions: [SubmissionView], on console: Console) throws {
        if !submissions.isEmpty {
            let columns = [Table.Column("state"), Table.Column("created"), Table.Column("left")]
            try console.say(
                table(submissions, columns) { [$0.record.state.rawValue, $0.created, $0.emitted ?? ""] })
        }
        try console.say(Line(Figures.count(submissions.count, "submission"), .faint))
    }

    /// What was done, and who has to do what now.
    static func voided(_ submission: SubmissionView, on console: Console) throws {
        let id = submission.record.id
        let refunds = Figures.count(submission.record.count, "refund")
        switch submission.voidSteps.last?.step.kind {
        case .propose:
            try console.say(
                "Proposed: submission \(id) of \(refunds), \(submission.total.text), is to be void. Nothing has changed yet."
            )
            try console.say(
                Line("  Somebody else confirms: refundry submissions void \(id) --by NAME", .faint))
        case .withdraw: try console.say("Submission \(id) stands: the proposal is withdrawn.")
        case .confirm:
            try console.say(
                Line([
                    Piece("Submission \(id) is "), Piece("void", .strong),
                    Piece(
                        ": its \(refunds), \(submission.total.text), wait again and leave in a new file with the next build."
                    ),
                ]))
            try console.say(
                Line(
                    "  \(submission.path) is not in the outbox any more. Tell the bank, if it has the file, not to carry it out.",
                    .caution))
        case nil: break
        }
    }

    private static func table(
        _ submissions: [SubmissionView], _ more: [Table.Column] = [], _ cells: (SubmissionView) -> [String]
    ) -> Table {
        var table = Table(
            [
                Table.Column("submission", .right), Table.Column("file"), Table.Column("refunds", .right),
                Table.Column("total", .right),
            ] + more)
        for submission in submissions {
            table.add(
                [
                    String(submission.record.id), submission.path, Figures.grouped(submission.record.count),
                    submission.total.text,
                ] + cells(submission))
        }
        return table
    }
}
