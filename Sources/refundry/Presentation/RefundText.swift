import Ledger
import Operations
import Refunds
import Rules

/// What people read about refunds.
enum RefundText {
    static let columns = [
        Table.Column("refund id"), Table.Column("number"), Table.Column("account"), Table.Column("order"),
        Table.Column("amount", .right), Table.Column("currency"), Table.Column("status"),
        Table.Column("waits for"),
        Table.Column("accepted"),
    ]

    static func row(_ refund: RefundView) -> [Piece] {
        let record = refund.record
        return [
            Piece(refund.id), Piece(record.number), Piece(record.lane.account), Piece(record.orderNumber),
            Piece(record.money.amountText), Piece(record.lane.currency.text), status(record.status),
            Piece(refund.hold?.rawValue ?? "", .caution), Piece(refund.acceptedAt),
        ]
    }

    static func show(_ refund: RefundView, on console: Console) throws {
        let record = refund.record
        var head = [Piece(refund.id, .strong), Piece(" \(record.money.text) "), status(record.status)]
        let isChineseTold = console.language != .en
        if isChineseTold { head.append(Piece(" \(record.status.chinese)")) }
        if let failure = record.failure {
            head.append(Piece(": \(failure.rawValue)" + (isChineseTold ? " \(failure.chinese)" : "")))
        }
        try console.say(Line(head))
        let shown = Set(["refund_id", "status", "failure", "events"])
        try Outline.values(Facts(refund.json).members.filter { !shown.contains($0.name) }, on: console)
        guard let events = refund.events, !events.isEmpty else { return }
        try console.say("")
        var table = Table([
            Table.Column("at"), Table.Column("event"), Table.Column("by"), Table.Column("file"),
            Table.Column("line", .right), Table.Column("note"),
        ])
        for event in events {
            table.add([
                event.at, event.event, event.by ?? "", event.file ?? "", event.line.map(String.init) ?? "",
                event.note ?? "",
            ])
        }
        try console.say(table)
    }

    static func created(_ refund: RefundView, on console: Console) throws {
        try console.say(
            Line([
                Piece("Refund "), Piece(refund.id, .strong),
                Piece(" of \(refund.record.money.text) is accepted."),
            ]))
        let next =
            switch refund.hold {
            case nil: "it leaves with the next refundry submissions build"
            case .approval: "it waits for approval: refundry batches approve \(refund.record.batch) --by NAME"
            case .order, .data, .cooling, .funds, .halt, .limit, .cutoff:
                "it waits (\(refund.hold?.rawValue ?? "")): refundry submissions plan says until when"
            }
        try console.say("  Next: \(next)")
    }

    private static func status(_ status: RefundStatus) -> Piece {
        switch status {
        case .pending: Piece(status.rawValue)
        case .submitted: Piece(status.rawValue, .caution)
        case .succeeded: Piece(status.rawValue, .good)
        case .failed: Piece(status.rawValue, .bad)
        }
    }
}
