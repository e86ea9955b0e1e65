import Bytes

/// What people read about funds.
enum FundsText {
    static func imported(_ json: JSON, on console: Console) throws {
        let answer = Facts(json)
        if answer.text("status") == "already known" {
            try console.say(
                Line([Piece(answer.text("file"), .strong), Piece(": this file came before, nothing changes")])
            )
        } else {
            try console.say(
                Line([
                    Piece(answer.text("file"), .strong),
                    Piece(": \(Figures.count(answer.number("records"), "balance")) taken in"),
                ]))
        }
        for note in answer.list("notes") { try console.say(Line("  note: \(Facts.text(note))", .caution)) }
        try show(answer.list("balances"), on: console)
    }

    static func show(_ funds: [JSON], on console: Console) throws {
        guard !funds.isEmpty else {
            return try console.say(
                "No funds are known. Next: funds: {USD: on} in refundry.yaml, refundry funds import")
        }
        var table = Table([
            Table.Column("account"), Table.Column("currency"), Table.Column("balance", .right),
            Table.Column("as of"), Table.Column("left", .right), Table.Column("came back", .right),
            Table.Column("reserved", .right), Table.Column("available", .right),
            Table.Column("wait", .right), Table.Column("missing", .right),
        ])
        for entry in funds.map(Facts.init) {
            let isShort = entry.number("waiting") > 0
            table.add([
                Piece(entry.text("account")), Piece(entry.text("currency")),
                Piece(entry.has("balance") ? entry.text("balance") : "unknown"), Piece(entry.text("as_of")),
                Piece(entry.text("left")), Piece(entry.text("returned")), Piece(entry.text("reserved")),
                Piece(entry.text("available"), .strong), Piece(entry.text("waiting")),
                Piece(entry.text("missing"), isShort ? .bad : .plain),
            ])
        }
        try console.say(table)
        for entry in funds.map(Facts.init) where entry.number("waiting") > 0 {
            try waiting(entry, on: console)
        }
    }

    private static func isNothing(_ amount: String) -> Bool { amount.allSatisfy { $0 == "0" || $0 == "." } }

    private static func waiting(_ entry: Facts, on console: Console) throws {
        let count = entry.number("waiting")
        let who = "\(entry.text("account")) \(entry.text("currency"))"
        let what = "\(Figures.count(count, "refund")) (\(entry.text("uncovered"))) without cover"
        let look = entry.has("next_look") ? ", next look \(entry.text("next_look"))" : ""
        let lost =
            entry.number("lost_cover") > 0
            ? ", \(Figures.counted(entry.number("lost_cover"), "of them", "of them")) had it before" : ""
        let days = "the oldest fails in \(Figures.count(entry.number("days_left"), "day"))"
        try console.say(Line("\(who): \(what)\(lost)\(look); \(days)", .caution))
        if entry.text("control") == "off" {
            try console.say("  The control is off: they are let go at the next look.")
        } else if Self.isNothing(entry.text("missing")) {
            try console.say("  There is enough for all of them: the next look covers them.")
        } else if entry.has("balance") {
            try console.say(
                "  To cover all: \(entry.text("missing")) more, then refundry funds import with the new balance"
            )
        } else {
            try console.say("  No balance is known. Next: refundry funds import FILE")
        }
    }
}
