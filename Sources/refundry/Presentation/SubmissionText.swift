import Ledger
import Operations
import Refunds
import Rules

/// What people read about submissions.
enum SubmissionText {
    static func built(_ submissions: [SubmissionView], on console: Console) throws {
        guard !submissions.isEmpty else {
            return try console.say("Nothing leaves now.", "目前没有可提交的退款。")
        }
        try console.say(table(submissions) { _ in [] })
        try console.say(
            "Take the files from the outbox to the bank.", "请将发件箱中的文件送交银行。", .faint)
    }

    static func list(_ submissions: [SubmissionView], on console: Console) throws {
        if !submissions.isEmpty {
            let columns = [
                Table.Column("state", "状态"), Table.Column("created", "生成时间"), Table.Column("left", "发出时间"),
            ]
            try console.say(
                table(submissions, columns) {
                    let state = $0.record.state
                    return [
                        console.code(state.rawValue, state.chinese), Piece($0.created),
                        Piece($0.emitted ?? ""),
                    ]
                })
        }
        try console.count(
            Figures.count(submissions.count, "submission"), "\(Figures.grouped(submissions.count)) 个提交文件")
    }

    static func show(_ submission: SubmissionView, on console: Console) throws {
        try Outline.tell(submission.detailed, on: console)
        let id = submission.record.id
        if submission.record.state == .void {
            let rebuild = "refundry submissions rebuild \(id)"
            try console.say(
                "Its refunds are pending again, or went on in later submissions; its file: \(rebuild)",
                "其退款已恢复为 pending（待审核），或已随后续提交发出；其文件：\(rebuild)", .faint)
        } else {
            let find = "refundry refunds find --submission \(id)"
            try console.say("Its refunds: \(find)", "其退款：\(find)", .faint)
        }
    }

    /// What was done, and who has to do what now.
    static func voided(_ submission: SubmissionView, on console: Console) throws {
        let id = submission.record.id
        switch submission.voidSteps.last?.step.kind {
        case .propose:
            try console.say(
                "Proposed: submission \(id) of \(content(submission).english) is to be void. Nothing has changed yet.",
                "已提议：作废提交 \(id)（\(content(submission).chinese)）。目前没有任何变化。")
            let void = "refundry submissions void \(id) --by NAME"
            try console.say("  Somebody else confirms: \(void)", "  由另一人确认：\(void)", .faint)
        case .withdraw:
            try console.say(
                "Submission \(id) stands: the proposal is withdrawn.", "提交 \(id) 仍然有效：提议已撤回。")
        case .confirm: try confirmed(submission, on: console)
        case nil: break
        }
    }

    private static func confirmed(_ submission: SubmissionView, on console: Console) throws {
        let id = submission.record.id
        let content = content(submission)
        try console.say(
            "Submission \(id) is \("void", .strong): its \(content.english) wait again. When each leaves, in a new file, or why it doesn't: refundry submissions plan",
            "提交 \(id) \("已作废", .strong)：其 \(content.chinese) 重新等待。各笔何时在新文件中发出或为何不能发出：refundry submissions plan"
        )
        try console.say(
            "  \(submission.path) is not in the outbox any more. Tell the bank, if it has the file, not to carry it out.",
            "  \(submission.path) 已不在发件箱中。如银行已收到该文件，请通知其不要执行。", .caution)
    }

    /// How many refunds it holds, and their money.
    private static func content(_ submission: SubmissionView) -> BilingualText {
        let (count, total) = (submission.record.count, submission.total.text)
        return BilingualText(
            "\(Figures.count(count, "refund")), \(total),", "\(Figures.grouped(count)) 笔退款，\(total)")
    }

    private static func table(
        _ submissions: [SubmissionView], _ more: [Table.Column] = [], _ cells: (SubmissionView) -> [Piece]
    ) -> Table {
        var table = Table(
            [
                Table.Column("submission", "提交编号", .right), Table.Column("file", "文件"),
                Table.Column("refunds", "笔数", .right), Table.Column("total", "合计", .right),
            ] + more)
        for submission in submissions {
            table.add(
                [
                    Piece(String(submission.record.id)), Piece(submission.path),
                    Piece(Figures.grouped(submission.record.count)), Piece(submission.total.text),
                ] + cells(submission))
        }
        return table
    }
}
