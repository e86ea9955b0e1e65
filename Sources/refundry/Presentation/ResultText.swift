import Bytes

/// What people read about a bank's answers.
enum ResultText {
    static func imported(_ json: JSON, on console: Console) throws {
        let answer = Facts(json)
        if answer.text("status") == "already known" {
            return try console.say(
                Line([Piece(answer.text("file"), .strong), Piece(": this file came before, nothing changes")])
            )
        }
        try console.say(Line([Piece(answer.text("file"), .strong), Piece(": results taken in")]))
        let exceptions = answer.number("exceptions")
        try console.say(
            Line([
                Piece("  \(Figures.count(answer.number("records"), "record")): "),
                Piece("\(Figures.grouped(answer.number("applied"))) applied, "),
                Piece("\(Figures.grouped(answer.number("already_known"))) already known, "),
                Piece(Figures.count(exceptions, "exception"), exceptions > 0 ? .bad : .plain),
            ]))
        for note in answer.list("notes") { try console.say(Line("  note: \(Facts.text(note))", .caution)) }
        if exceptions > 0 { try console.say("  Next: refundry exceptions list") }
    }
}
