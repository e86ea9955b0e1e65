import Bytes

/// What people read about batches in review.
enum ReviewText {
    static func list(_ batches: [JSON], on console: Console) throws {
        var table = Table([
            Table.Column("batch", .right), Table.Column("file"), Table.Column("account"), Table.Column("by"),
            Table.Column("state"), Table.Column("records", .right), Table.Column("accepted", .right),
            Table.Column("rejected", .right), Table.Column("totals"),
        ])
        for batch in batches.map(Facts.init) {
            table.add([
                Piece(batch.text("batch")), Piece(batch.text("file")), Piece(batch.text("account")),
                Piece(batch.text("by")), state(batch.text("state")),
                Piece(Figures.grouped(batch.number("records"))),
                Piece(Figures.grouped(batch.number("accepted"))),
                Piece(Figures.grouped(batch.number("rejected"))), Piece(batch.money("totals")),
            ])
        }
        if !batches.isEmpty { try console.say(table) }
        try console.say(Line(Figures.counted(batches.count, "batch", "batches"), .faint))
    }

    static func show(_ json: JSON, on console: Console) throws {
        let batch = Facts(json)
        let lists = ["codes", "approvals", "voided", "held"]
        try Outline.values(batch.members.filter { !lists.contains($0.name) }, on: console)
        try codes(batch.object("codes"), on: console)
        for approval in batch.objects("approvals") {
            try console.say(
                "approved by \(approval.text("by")) (\(approval.text("os_user"))) \(approval.text("at"))")
        }
        for voided in batch.objects("voided") {
            try console.say(
                Line(
                    "void: the approval by \(voided.text("by")) of \(voided.text("at")), since \(voided.text("voided_at")): "
                        + voided.text("why"), .caution))
        }
        let held = batch.list("held")
        if !held.isEmpty {
            let named = held.prefix(5).map(Facts.text).joined(separator: ", ")
            let rest = held.count > 5 ? " and \(Figures.grouped(held.count - 5)) more" : ""
            try console.say(Line("held: \(named)\(rest): their orders don't cover them any more", .caution))
        }
        if batch.text("state") == "approval" {
            let id = batch.text("batch")
            try console.say(Line(missing(batch), .caution))
            try console.say(
                Line(
                    "Next: refundry batches approve \(id) --by NAME --digest \(batch.text("digest"))", .faint)
            )
            try console.say(Line("  or: refundry batches decline \(id) --by NAME --why TEXT", .faint))
        }
    }

    /// What an approval is missing from.
    private static func missing(_ batch: Facts) -> String {
        let id = batch.text("batch")
        if batch.number("approvals_needed") == 0 {
            return
                "Only its refunds with a warning wait for an approval: reports/batches/\(id)/accepted.csv names them."
        }
        let missing = batch.number("approvals_missing")
        let persons = missing == 1 ? "another person" : "\(missing) other persons"
        return "It still needs the approval of \(persons)."
    }

    private static func codes(_ codes: Facts, on console: Console) throws {
        guard !codes.members.isEmpty else { return }
        var table = Table(
            [Table.Column("code"), Table.Column("rows", .right), Table.Column("money")], indent: 2)
        for code in codes.members {
            let figure = Facts(code.value)
            table.add([code.name, Figures.grouped(figure.number("rows")), figure.money("totals")])
        }
        try console.say(table)
    }

    /// After an approval or a decline.
    static func reviewed(_ json: JSON, on console: Console) throws {
        let batch = Facts(json)
        try console.say(Line([Piece("Batch \(batch.text("batch")): "), state(batch.text("state"))]))
        switch batch.text("state") {
        case "approval": try console.say("  \(missing(batch))")
        case "approved":
            let until = batch.text("cooling_until")
            try console.say(
                until.isEmpty
                    ? "  Next: refundry submissions build"
                    : "  It rests until \(until); until then: refundry batches decline \(batch.text("batch")) --by NAME"
            )
        case "declined": try console.say("  The money of its refunds can be refunded again.")
        default: break
        }
    }

    private static func state(_ state: String) -> Piece {
        switch state {
        case "approval": Piece(state, .caution)
        case "refused", "declined": Piece(state, .bad)
        case "done": Piece(state, .good)
        default: Piece(state)
        }
    }
}
