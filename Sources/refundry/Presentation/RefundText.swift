import Ledger
import Operations
import Refunds
import Rules

/// What people read about refunds.
enum RefundText {
    static let columns = [
        Table.Column("refund id", "退款编号"), Table.Column("number", "退款单号"),
        Table.Column("account", "账户号"), Table.Column("order", "订单号"),
        Table.Column("amount", "金额", .right), Table.Column("currency", "币种"),
        Table.Column("status", "状态"), Table.Column("waits for", "等待原因"),
        Table.Column("accepted", "受理时间"),
    ]

    static func row(_ refund: RefundView, on console: Console) -> [Piece] {
        let record = refund.record
        return [
            Piece(refund.id), Piece(record.number), Piece(record.lane.account), Piece(record.orderNumber),
            Piece(record.money.amountText), Piece(record.lane.currency.text),
            status(record.status, on: console), hold(refund.hold, on: console), Piece(refund.acceptedAt),
        ]
    }

    /// What a refund waits for; empty where it doesn't.
    static func hold(_ hold: RefundHold?, on console: Console) -> Piece {
        console.code(hold?.rawValue ?? "", hold?.chinese, .caution)
    }

    static func show(_ refund: RefundView, on console: Console) throws {
        let record = refund.record
        var head = [
            Piece(refund.id, .strong), Piece(" \(record.money.text) "), status(record.status, on: console),
        ]
        if let failure = record.failure {
            head += [Piece(": "), console.code(failure.rawValue, failure.chinese)]
        }
        try console.say(Line(head))
        let shown = Set([
            "refund_id", "status", "failure", "events", "hold_reason", "暂缓原因", "reason_meaning", "原因码含义",
        ])
        try Outline.values(Facts(refund.json).members.filter { !shown.contains($0.name) }, on: console)
        if let unfit = refund.unfit { try console.say(unfit, .caution) }
        if let meaning = refund.reasonMeaning {
            let code = record.reasonCode
            try console.say(
                BilingualText("\(code): \(meaning.english)", "\(code)：\(meaning.chinese)"), .caution)
        }
        guard let events = refund.events, !events.isEmpty else { return }
        try console.say("")
        var table = Table([
            Table.Column("at", "时间"), Table.Column("event", "事件"), Table.Column("by", "经办人"),
            Table.Column("file", "文件"), Table.Column("line", "行号", .right), Table.Column("note", "备注"),
        ])
        for event in events {
            let what = console.code(event.event, Labels.meaning(of: event.event, as: "event"))
            table.add([
                Piece(event.at), what, Piece(event.by ?? ""), Piece(event.file ?? ""),
                Piece(event.line.map(String.init) ?? ""),
                Piece(event.note?.told(in: console.read, apart: " ") ?? ""),
            ])
        }
        try console.say(table.withoutEmptyColumns)
    }

    static func created(_ refund: RefundView, on console: Console) throws {
        let id = Piece(refund.id, .strong)
        let money = refund.record.money.text
        try console.say("Refund \(id) of \(money) is accepted.", "退款 \(id)（\(money)）已受理。")
        let next = next(refund)
        try console.say("  Next: \(next.english)", "  下一步：\(next.chinese)")
    }

    private static func next(_ refund: RefundView) -> BilingualText {
        switch refund.hold {
        case nil:
            return BilingualText(
                "it leaves with the next refundry submissions build", "随下一次 refundry submissions build 提交")
        case .approval:
            let approve = "refundry batches approve \(refund.record.batch) --by NAME"
            return BilingualText("it waits for approval: \(approve)", "等待审批：\(approve)")
        case .order?, .data?, .cooling?, .funds?, .halt?, .limit?, .cutoff?:
            let (hold, chinese) = (refund.hold?.rawValue ?? "", refund.hold?.chinese ?? "")
            return BilingualText(
                "it waits (\(hold)): refundry submissions plan says until when",
                "暂缓（\(hold) \(chinese)）：refundry submissions plan 说明到何时")
        }
    }

    private static func status(_ status: RefundStatus, on console: Console) -> Piece {
        console.code(status.rawValue, status.chinese, style(of: status))
    }

    private static func style(of status: RefundStatus) -> Style {
        switch status {
        case .pending: .plain
        case .submitted: .caution
        case .succeeded: .good
        case .failed: .bad
        }
    }
}
