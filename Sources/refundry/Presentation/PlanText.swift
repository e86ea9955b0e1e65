import Ledger
import Operations
import Refunds
import Rules

/// What people read about refunds that wait: when they leave, what holds them back, what was halted.
enum PlanText {
    static let columns = [
        Table.Column("refund id"), Table.Column("number"), Table.Column("account"), Table.Column("channel"),
        Table.Column("amount", .right), Table.Column("currency"), Table.Column("waits for"),
        Table.Column("when, and why"),
    ]

    static func row(_ line: PlanLine) -> [Piece] {
        let record = line.record
        return [
            Piece(line.id), Piece(record.number), Piece(record.lane.account), Piece(record.lane.channel),
            Piece(record.money.amountText), Piece(record.lane.currency.text),
            Piece(line.hold?.rawValue ?? "", .caution), Piece(line.why.english),
        ]
    }

    /// After a build: what stayed, and what for.
    static func held(_ held: HeldBack, namingAll: Bool = true, on console: Console) throws {
        guard !held.holds.held.isEmpty else { return }
        try console.say(Line("Held back:", .caution))
        try totals(held.holds.held, on: console)
        if namingAll { for line in held.attention { try console.say(Line("  \(line)")) } }
        try console.say(Line("When each of them leaves, and why: refundry submissions plan", .faint))
    }

    static func totals(_ parts: [HoldTotals.Part], on console: Console) throws {
        let isChineseTold = console.language != .en
        var table = Table(
            [
                Table.Column("waits for"), Table.Column(""), Table.Column("refunds", .right),
                Table.Column("money"),
            ], indent: 2)
        for part in parts {
            table.add([
                Piece(part.hold?.rawValue ?? "next build", .caution),
                Piece(isChineseTold ? part.hold?.chinese ?? "下一次生成" : ""),
                Piece(Figures.grouped(part.count)),
                Piece(part.totals.map(\.text).joined(separator: ", ")),
            ])
        }
        try console.say(table)
    }

    static func set(_ view: SetHalt.View, on console: Console) throws {
        let event = view.event
        let name = "\(event.subject.kind.rawValue) \(event.subject.name)"
        switch event.action {
        case .halt:
            try console.say(
                Line([
                    Piece("The "), Piece(name, .strong),
                    Piece(" is halted: none of its refunds leaves. What is sealed already goes its way."),
                ]))
            try console.say(
                Line(
                    "Next: refundry \(event.subject.kind.rawValue)s resume \(event.subject.name) --by NAME --note TEXT",
                    .faint))
        case .resume:
            try console.say(
                Line([
                    Piece("The "), Piece(name, .strong),
                    Piece(" goes on: its refunds leave with the next build."),
                ]))
        }
    }
}
