import Ledger
import Operations
import Refunds
import Rules

/// What people read about a pass over the home: under a screen.
enum RunText {
    private static let most = 6

    static func tell(_ answer: RunOnce.Answer, on console: Console) throws {
        try taken(answer, on: console)
        try refused(answer, on: console)
        if let look = answer.look { try tell(look, on: console) }
        try left(answer.submissions, on: console)
        try PlanText.held(answer.heldBack, namingAll: false, on: console)
        try attention(answer.attention, on: console)
        if answer.waiting > 0 {
            try console.say(
                "\(Figures.count(answer.waiting, "file")) not whole yet, left for the next pass.",
                "\(Figures.grouped(answer.waiting)) 个文件尚不完整，留待下一次运行。")
        }
        if !answer.daily.isEmpty {
            try console.say("The day's reports: \(answer.daily)", "当日报告：\(answer.daily)")
        }
    }

    private static func tell(_ look: LookAtFunds.Answer, on console: Console) throws {
        let money = look.totals.map(\.text).joined(separator: ", ")
        try console.say(
            "Looked at funds (\(look.due)): \(Figures.count(look.covered, "refund")) covered\(money.isEmpty ? "" : ", \(money)").",
            "已检查余额（\(look.due)）：\(Figures.grouped(look.covered)) 笔退款已占用余额\(money.isEmpty ? "" : "，\(money)")。"
        )
    }

    // MARK: - What came in

    /// A kind of file in one line of the table.
    private struct Taken {
        var name: BilingualText
        var files = 0
        var refused = 0
        var records = 0
        var good = 0
        var bad = 0
    }

    private static func taken(_ answer: RunOnce.Answer, on console: Console) throws {
        let kinds = [
            Taken(
                name: BilingualText("orders", "订单"), files: answer.orders.count,
                refused: answer.orders.count { $0.refusal != nil },
                records: sum(answer.orders, \.records), good: sum(answer.orders, \.taken),
                bad: sum(answer.orders, \.rejected)),
            Taken(
                name: BilingualText("results", "结果"), files: answer.results.count,
                refused: answer.results.count { $0.refusal != nil },
                records: sum(answer.results, \.counts.records),
                good: sum(answer.results, \.counts.applied) + sum(answer.results, \.counts.alreadyKnown),
                bad: sum(answer.results, \.counts.exceptions)),
            Taken(
                name: BilingualText("refunds", "退款"), files: answer.refunds.count,
                refused: answer.refunds.count { $0.refusal != nil },
                records: sum(answer.refunds, \.records), good: sum(answer.refunds, \.accepted),
                bad: sum(answer.refunds, \.rejected)),
        ].filter { $0.files > 0 }
        if kinds.isEmpty { return try console.say("No new files.", "没有新文件。") }
        try console.say(table(kinds, on: console))
    }

    private static func sum<Answer>(_ answers: [Answer], _ figure: (Answer) -> Int) -> Int {
        answers.reduce(0) { $0 + figure($1) }
    }

    private static func table(_ kinds: [Taken], on console: Console) -> Table {
        var table = Table([
            Table.Column(""), Table.Column("files", "文件", .right), Table.Column("refused", "拒收", .right),
            Table.Column("records", "记录数", .right), Table.Column("taken", "已导入", .right),
            Table.Column("not taken", "未导入", .right),
        ])
        for kind in kinds {
            table.add([
                Piece(console.told(kind.name)), Piece(Figures.grouped(kind.files)),
                Piece(Figures.grouped(kind.refused), kind.refused > 0 ? .bad : .plain),
                Piece(Figures.grouped(kind.records)), Piece(Figures.grouped(kind.good)),
                Piece(Figures.grouped(kind.bad), kind.bad > 0 ? .bad : .plain),
            ])
        }
        return table
    }

    /// Refusals of dropped files stand on standard error, as those of named ones do.
    private static func refused(_ answer: RunOnce.Answer, on console: Console) throws {
        let refused =
            answer.orders.map { ($0.refusal, $0.file) } + answer.results.map { ($0.refusal, $0.file) }
            + answer.refunds.map { ($0.refusal, $0.file) }
        for case (let refusal?, let file) in refused { try console.explain(refusal, of: file) }
    }

    // MARK: - What left, and what to look at

    private static func left(_ submissions: [SubmissionView], on console: Console) throws {
        guard !submissions.isEmpty else { return }
        try console.say("Left:", "已提交：", .good)
        for submission in submissions.prefix(most) {
            let (count, total) = (submission.record.count, submission.total.text)
            try console.say(
                "  \(submission.path): \(Figures.count(count, "refund")), \(total)",
                "  \(submission.path)：\(Figures.grouped(count)) 笔退款，\(total)")
        }
        try more(submissions.count, on: console)
    }

    private static func attention(_ texts: [BilingualText], on console: Console) throws {
        guard !texts.isEmpty else { return }
        try console.say("Needs attention:", "需关注：", .caution)
        for text in texts.prefix(most) { try console.say(text, indent: "  ") }
        try more(texts.count, on: console)
    }

    private static func more(_ count: Int, on console: Console) throws {
        guard count > most else { return }
        let figure = Figures.grouped(count - most)
        try console.say(
            "  … and \(figure) more: --json lists all", "  … 另有 \(figure) 项：--json 列出全部", .faint)
    }
}

extension OrdersAnswer {
    fileprivate var taken: Int { inserted + updated + unchanged }
}
