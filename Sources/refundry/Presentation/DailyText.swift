import Bytes

/// What people read of the day's tie-out.
enum DailyText {
    static func tell(_ json: JSON, on console: Console) throws {
        let report = Facts(json)
        try console.say(
            Line([
                Piece("\(report.text("date")): ", .strong),
                report.flag("ties") ? Piece("everything ties out", .good) : Piece("DOES NOT TIE OUT", .bad),
            ]))
        try Outline.values(report.members.filter { ["as_of", "journal"].contains($0.name) }, on: console)
        try sections(["unsent_successes"], of: report, on: console)
        try lines(report.objects("lines"), on: console)
        try sections(["files", "drills", "card_numbers", "attention"], of: report, on: console)
    }

    /// Money that may have been paid by hand stands at the top; what only explains stands below.
    private static func sections(_ names: [String], of report: Facts, on console: Console) throws {
        for member in report.members where names.contains(member.name) {
            try Outline.section(member, on: console)
        }
    }

    private static func lines(_ lines: [Facts], on console: Console) throws {
        var table = Table([
            Table.Column("account"), Table.Column("channel"), Table.Column("currency"), Table.Column("tie"),
            Table.Column("line"), Table.Column("left", .right), Table.Column("right", .right),
            Table.Column("difference", .right),
        ])
        for line in lines {
            let names = ["account", "channel", "currency", "tie", "line", "left", "right"]
            let differs = line.text("difference").contains { ("1"..."9").contains($0) }
            table.add(
                names.map { Piece(line.text($0)) } + [Piece(line.text("difference"), differs ? .bad : .plain)]
            )
        }
        try console.say("")
        if !lines.isEmpty { try console.say(table) }
        for line in lines where !line.list("refunds").isEmpty {
            let refunds = line.list("refunds").prefix(20).map(Facts.text).joined(separator: ", ")
            try console.say(Line("\(line.text("tie")), \(line.text("line")): \(refunds)", .bad))
        }
    }
}
