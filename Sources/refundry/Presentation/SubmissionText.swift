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
