import Operations
import Refunds
import Rules

/// What people read about a batch that was decided.
struct BatchText {
    private let answer: BatchAnswer

    init(_ answer: BatchAnswer) { self.answer = answer }

    func tell(on console: Console) throws {
        try head(on: console)
        try figures(on: console)
        if !answer.totals.isEmpty {
            let money = Piece(answer.totals.map(\.text).joined(separator: ", "), .strong)
            try console.say("  accepted: \(money)", "  受理金额：\(money)")
        }
        for note in answer.notes { try console.say(note: note) }
        if !answer.codes.isEmpty { try console.say(CodeTable.of(answer.codes)) }
        try RejectedRows.tell(
            answer.examples.map { RejectedRows.Row(line: $0.line, codes: $0.codes, message: $0.message) },
            of: answer.rejected, on: console)
        try next(on: console)
    }

    private func head(on console: Console) throws {
        let file = Piece(answer.file, .strong)
        let account = answer.account ?? ""
        if let batch = answer.batch {
            try console.say(
                "\(file) → batch \(batch), account \(account)", "\(file) → 批次 \(batch)，账户 \(account)")
        } else {
            try console.say(
                "\(file): a preview, account \(account)", "\(file)：预览，账户 \(account)")
        }
    }

    private func figures(on console: Console) throws {
        let accepted = Figures.grouped(answer.accepted)
        let good: Style = answer.accepted > 0 ? .good : .plain
        let rejected = Figures.grouped(answer.rejected)
        let bad: Style = answer.rejected > 0 ? .bad : .plain
        let warned = Figures.grouped(answer.warnings)
        let (english, chinese): (Line, Line) =
            answer.warnings > 0
            ? (", \("\(warned) with a warning", .caution)", "，\("\(warned) 条有警告", .caution)") : ("", "")
        try console.say(
            "  \(Figures.count(answer.records, "record")): \("\(accepted) accepted", good), \("\(rejected) rejected", bad)\(english)",
            "  \(Figures.grouped(answer.records)) 条记录：\("受理 \(accepted)", good)，\("拒绝 \(rejected)", bad)\(chinese)"
        )
    }

    private func next(on console: Console) throws {
        guard let batch = answer.batch, let reports = answer.reports else {
            return try console.say(
                "  Nothing was kept. Next: refundry batches import",
                "  未保存任何内容。下一步：refundry batches import", .faint)
        }
        if answer.rejected > 0 {
            try console.say(
                "  Rejected rows to correct and send again: \(reports)/rejected.csv",
                "  被拒绝的行，请更正后重新发送：\(reports)/rejected.csv")
        }
        guard answer.accepted > 0 else { return }
        let next = next(after: batch)
        try console.say("  Next: \(next.english)", "  下一步：\(next.chinese)")
    }

    private func next(after batch: Int) -> BilingualText {
        let build = "refundry submissions build"
        let plan = "refundry submissions plan"
        let approve = "refundry batches approve \(batch) --by NAME"
        let (needed, minutes) = (answer.approvalsNeeded, answer.coolingMinutes)
        switch (needed, answer.warningsWait) {
        case (0, false) where minutes > 0:
            return BilingualText(
                "they rest for \(Figures.count(minutes, "minute")), then leave with the next \(build)",
                "冷静期 \(Figures.grouped(minutes)) 分钟，之后随下一次 \(build) 提交")
        case (0, false):
            return BilingualText(
                "what is due leaves with \(build); \(plan) says when each does",
                "到期的随 \(build) 提交；\(plan) 说明各笔何时发出")
        case (0, true):
            return BilingualText(
                "those with a warning wait for approval, the others leave: \(approve)",
                "有警告的等待审批，其余直接提交：\(approve)")
        case (1, _):
            return BilingualText("they wait for approval: \(approve)", "等待审批：\(approve)")
        default:
            return BilingualText(
                "they wait for the approvals of \(needed) persons: \(approve)", "等待 \(needed) 人审批：\(approve)")
        }
    }
}

/// Rows and money by rejection code.
enum CodeTable {
    static func of(_ codes: [BatchAnswer.CodeFigure]) -> Table {
        var table = Table(
            [
                Table.Column("code", "代码"), Table.Column("rows", "行数", .right),
                Table.Column("money", "金额"),
            ], indent: 2)
        for figure in codes {
            table.add([
                figure.code.rawValue, Figures.grouped(figure.rows),
                figure.totals.map(\.text).joined(separator: ", "),
            ])
        }
        return table
    }
}
