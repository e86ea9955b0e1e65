import Ledger
import Operations
import Refunds
import Rules

/// What people read about batches in review.
enum ReviewText {
    private static let columns = [
        Table.Column("batch", "批次", .right), Table.Column("file", "文件"), Table.Column("account", "账户号"),
        Table.Column("by", "经办人"), Table.Column("state", "状态"), Table.Column("records", "记录数", .right),
        Table.Column("accepted", "受理", .right), Table.Column("rejected", "拒绝", .right),
        Table.Column("totals", "合计"),
    ]

    static func list(_ batches: [BatchView], on console: Console) throws {
        var table = Table(columns)
        for batch in batches {
            let record = batch.record
            table.add([
                Piece(record.id == 0 ? "" : String(record.id)), Piece(record.file.name),
                Piece(record.account), Piece(record.by), state(record.state, on: console),
                Piece(Figures.grouped(record.records)), Piece(Figures.grouped(record.accepted)),
                Piece(Figures.grouped(record.rejected)),
                Piece(batch.totals.map(\.text).joined(separator: ", ")),
            ])
        }
        if !batches.isEmpty { try console.say(table) }
        try console.count(
            Figures.counted(batches.count, "batch", "batches"), "\(Figures.grouped(batches.count)) 个批次")
    }

    static func show(_ batch: BatchView, on console: Console) throws {
        let lists = ["codes", "approvals", "voided", "held"]
        try Outline.values(Facts(batch.json).members.filter { !lists.contains($0.name) }, on: console)
        if !batch.codes.isEmpty { try console.say(CodeTable.of(batch.codes)) }
        for approval in batch.approvals {
            let (by, login, at) = (approval.by, approval.osUser, approval.at)
            try console.say("approved by \(by) (\(login)) \(at)", "审批人：\(by)（\(login)）\(at)")
        }
        for voided in batch.voided {
            try console.say(
                "void: the approval by \(voided.by) of \(voided.at), since \(voided.voidedAt): \(voided.why.english)",
                "已失效：\(voided.by) 于 \(voided.at) 的审批，自 \(voided.voidedAt) 起：\(voided.why.chinese)", .caution)
        }
        try held(batch.held, on: console)
        if batch.record.accepted > 0 {
            let report = "refundry reports batch \(batch.record.id)"
            try console.say("Where its refunds are now: \(report)", "退款现状：\(report)", .faint)
        }
        if batch.record.state == .approval { try next(batch, on: console) }
    }

    private static func held(_ held: [String], on console: Console) throws {
        guard !held.isEmpty else { return }
        let named = held.prefix(5).joined(separator: ", ")
        let (english, chinese) =
            held.count > 5
            ? (" and \(Figures.grouped(held.count - 5)) more", " 等 \(Figures.grouped(held.count)) 笔")
            : ("", "")
        try console.say(
            "held: \(named)\(english): their orders don't cover them any more",
            "暂缓：\(named)\(chinese)：其订单可退金额已不足", .caution)
    }

    private static func next(_ batch: BatchView, on console: Console) throws {
        let id = batch.record.id
        try console.say(missing(batch), .caution)
        let approve = "refundry batches approve \(id) --by NAME --digest \(batch.digest ?? "")"
        let decline = "refundry batches decline \(id) --by NAME --why TEXT"
        try console.say("Next: \(approve)", "下一步：\(approve)", .faint)
        try console.say("  or: \(decline)", "  或：\(decline)", .faint)
    }

    /// What an approval is missing from.
    private static func missing(_ batch: BatchView) -> BilingualText {
        if batch.record.approvalsNeeded == 0 {
            let file = "reports/batches/\(batch.record.id)/accepted.csv"
            return BilingualText(
                "Only its refunds with a warning wait for an approval: \(file) names them.",
                "仅有警告的退款等待审批：详见 \(file)。")
        }
        let missing = batch.record.approvalsMissing
        let persons = missing == 1 ? "another person" : "\(missing) other persons"
        return BilingualText("It still needs the approval of \(persons).", "仍需另外 \(missing) 人审批。")
    }

    /// After an approval or a decline.
    static func reviewed(_ batch: BatchView, on console: Console) throws {
        let record = batch.record
        let state = state(record.state, on: console)
        switch console.read {
        case .en, .both: try console.say("Batch \(record.id): \(state)")
        case .zh: try console.say("批次 \(record.id)：\(state)")
        }
        switch record.state {
        case .approval: try console.say(missing(batch), indent: "  ")
        case .approved: try approved(batch, on: console)
        case .declined:
            try console.say("  The money of its refunds can be refunded again.", "  其退款金额可重新退款。")
        case .refused, .done: break
        }
    }

    private static func approved(_ batch: BatchView, on console: Console) throws {
        guard let until = batch.coolingUntil else {
            return try console.say(
                "  Next: refundry submissions build sends what is due; refundry submissions plan says when each leaves",
                "  下一步：refundry submissions build 提交到期的退款；refundry submissions plan 说明各笔何时发出")
        }
        let decline = "refundry batches decline \(batch.record.id) --by NAME"
        try console.say(
            "  It rests until \(until); until then: \(decline)", "  冷静期至 \(until)；此前可：\(decline)")
    }

    private static func state(_ state: BatchState, on console: Console) -> Piece {
        console.code(state.rawValue, state.chinese, style(of: state))
    }

    private static func style(of state: BatchState) -> Style {
        switch state {
        case .approval: .caution
        case .refused, .declined: .bad
        case .done: .good
        case .approved: .plain
        }
    }
}
