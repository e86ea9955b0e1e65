import Ledger
import Operations
import Refunds
import Rules

/// What people read about refunds that wait: when they leave, what holds them back, what was halted.
enum PlanText {
    static let columns = [
        Table.Column("refund id", "退款编号"), Table.Column("number", "退款单号"),
        Table.Column("account", "账户号"), Table.Column("channel", "通道"),
        Table.Column("amount", "金额", .right), Table.Column("currency", "币种"),
        Table.Column("waits for", "等待原因"), Table.Column("when, and why", "何时提交及原因"),
    ]

    /// A row for each refund; in both languages the Chinese reason stands below the English.
    static func rows(_ line: PlanLine, on console: Console) -> [[Piece]] {
        let record = line.record
        let row = [
            Piece(line.id), Piece(record.number), Piece(record.lane.account), Piece(record.lane.channel),
            Piece(record.money.amountText), Piece(record.lane.currency.text),
            RefundText.hold(line.hold, on: console),
        ]
        let blank = [Piece](repeating: Piece(""), count: row.count)
        return switch console.read {
        case .en: [row + [Piece(line.why.english)]]
        case .zh: [row + [Piece(line.why.chinese)]]
        case .both: [row + [Piece(line.why.english)], blank + [Piece(line.why.chinese, .faint)]]
        }
    }

    /// After a build: what stayed, and what for.
    static func held(_ held: HeldBack, namingAll: Bool = true, on console: Console) throws {
        guard !held.holds.held.isEmpty else { return }
        try console.say("Held back:", "暂缓：", .caution)
        try totals(held.holds.held, on: console)
        if namingAll { for text in held.attention { try console.say(text, indent: "  ") } }
        try console.say(
            "When each of them leaves, and why: refundry submissions plan",
            "各笔何时提交及原因：refundry submissions plan", .faint)
    }

    static func totals(_ parts: [HoldTotals.Part], on console: Console) throws {
        var table = Table(
            [
                Table.Column("waits for", "等待原因"), Table.Column("refunds", "笔数", .right),
                Table.Column("money", "金额"),
            ], indent: 2)
        for part in parts {
            table.add([
                part.hold.map { RefundText.hold($0, on: console) }
                    ?? Piece(console.told("next build", "下一次生成"), .caution),
                Piece(Figures.grouped(part.count)),
                Piece(part.totals.map(\.text).joined(separator: ", ")),
            ])
        }
        try console.say(table)
    }

    static func set(_ view: SetHalt.View, on console: Console) throws {
        let subject = view.event.subject
        let english: Line = "The \("\(subject.kind.rawValue) \(subject.name)", .strong)"
        let chinese: Line = "\("\(subject.kind.chinese) \(subject.name)", .strong)"
        switch view.event.action {
        case .halt:
            try console.say(
                "\(english) is halted: none of its refunds leaves. What is sealed already goes its way.",
                "\(chinese) 已暂停：其退款不再提交；已封存的照常发出。")
            let resume = "refundry \(subject.kind.noun) resume \(subject.name) --by NAME --note TEXT"
            try console.say("Next: \(resume)", "下一步：\(resume)", .faint)
        case .resume:
            try console.say(
                "\(english) goes on. When each of its refunds leaves, or what else it waits for: refundry submissions plan",
                "\(chinese) 已恢复。其各笔退款何时发出或仍在等待什么：refundry submissions plan")
        }
    }
}
