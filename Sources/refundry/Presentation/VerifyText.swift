import Bytes

/// What people read about the proof of a home.
enum VerifyText {
    static func tell(_ json: JSON, on console: Console) throws {
        let answer = Facts(json)
        try tellChecks(answer, on: console)
        try console.say(
            answer.flag("ok")
                ? Line("All that must hold holds.", .good)
                : Line(
                    "Something that must hold doesn't: stop, keep this home as it is, and restore a backup.",
                    .bad))
    }

    /// What people read about a replay.
    static func tellReplay(_ json: JSON, on console: Console) throws {
        let answer = Facts(json)
        try tellChecks(answer, on: console)
        if answer.has("into") {
            let folder = answer.text("into")
            try console.say(Line([Piece("The rebuilt home stands in "), Piece(folder, .strong), Piece(".")]))
        }
        try console.say(
            answer.flag("ok")
                ? Line("Archive and journal give the same home.", .good)
                : Line(
                    "They don't give this home: keep it as it is, and find out what was changed.", .bad))
    }

    private static func tellChecks(_ answer: Facts, on console: Console) throws {
        var table = Table([Table.Column("check"), Table.Column("examined", .right), Table.Column("")])
        for check in answer.objects("checks") {
            table.add([
                Piece(check.text("check")), Piece(Figures.grouped(check.number("examined"))),
                check.flag("ok") ? Piece("ok", .good) : Piece("FAULT", .bad),
            ])
        }
        try console.say(table)
        for check in answer.objects("checks") {
            for fault in check.list("faults") {
                try console.say(Line([Piece("\(check.text("check")): "), Piece(Facts.text(fault), .bad)]))
            }
            for warning in check.list("warnings") {
                try console.say(
                    Line([Piece("\(check.text("check")): "), Piece(Facts.text(warning), .caution)]))
            }
        }
        for note in answer.list("notes") + answer.list("warnings") {
            try console.say(Line(Facts.text(note), .caution))
        }
    }
}
