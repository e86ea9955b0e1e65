import Bytes
import Ledger
import Operations
import Refunds

/// What people read about a pass over the home: under a screen.
enum RunText {
    private static let most = 6

    static func tell(_ answer: RunOnce.Answer, on console: Console) throws {
        try taken(answer, on: console)
        try refused(answer, on: console)
        if let look = answer.look {
            let money = look.totals.map(\.text).joined(separator: ", ")
            try console.say(
                "Looked at funds (\(look.due)): \(Figures.count(look.covered, "refund")) covered\(money.isEmpty ? "" : ", \(money)")."
            )
        }
        if !answer.submissions.isEmpty {
            try lines(
                answer.submissions.map {
                    "\($0.path): \(Figures.count($0.record.count, "refund")), \($0.total.text)"
                },
                "Left:", .good, on: console)
        }
        try PlanText.held(answer.heldBack, namingAll: false, on: console)
        try lines(answer.attention, "Needs attention:", .caution, on: console)
        if answer.waiting > 0 {
            try console.say("\(Figures.count(answer.waiting, "file")) not whole yet, left for the next pass.")
        }
        if !answer.daily.isEmpty { try console.say("The day's reports: \(answer.daily)") }
    }

    private static func taken(_ answer: RunOnce.Answer, on console: Console) throws {
        var table = Table([
            Table.Column(""), Table.Column("files", .right), Table.Column("refused", .right),
            Table.Column("records", .right), Table.Column("taken", .right), Table.Column("not taken", .right),
        ])
        add("orders", answer.orders.map(\.json), ["inserted", "updated", "unchanged"], ["rejected"], &table)
        add("results", answer.results.map(\.json), ["applied", "already_known"], ["exceptions"], &table)
        add("refunds", answer.refunds.map(\.json), ["accepted"], ["rejected"], &table)
        if table.rows.isEmpty { return try console.say("No new files.") }
        try console.say(table)
    }

    private static func add(
        _ name: String, _ answers: [JSON], _ good: [String], _ bad: [String], _ table: inout Table
    ) {
        guard !answers.isEmpty else { return }
        let files = answers.map(Facts.init)
        func sum(_ names: [String]) -> Int {
            files.reduce(0) { sum, file in names.reduce(sum) { $0 + file.number($1) } }
        }
        let refused = files.count { $0.has("refusal") }
        table.add([
            Piece(name), Piece(Figures.grouped(files.count)),
            Piece(Figures.grouped(refused), refused > 0 ? .bad : .plain),
            Piece(Figures.grouped(sum(["records"]))), Piece(Figures.grouped(sum(good))),
            Piece(Figures.grouped(sum(bad)), sum(bad) > 0 ? .bad : .plain),
        ])
    }

    /// Refusals of dropped files stand on standard error, as those of named ones do.
    private static func refused(_ answer: RunOnce.Answer, on console: Console) throws {
        let refused =
            answer.orders.map { ($0.refusal, $0.json) } + answer.results.map { ($0.refusal, $0.json) }
            + answer.refunds.map { ($0.refusal, $0.json) }
        for case (let refusal?, let file) in refused {
            try console.explain(refusal, of: Facts(file).text("file"))
        }
    }

    private static func lines(_ texts: [String], _ title: String, _ style: Style, on console: Console) throws
    {
        guard !texts.isEmpty else { return }
        try console.say(Line(title, style))
        for text in texts.prefix(most) { try console.say(Line("  \(text)")) }
        if texts.count > most {
            try console.say(
                Line("  … and \(Figures.grouped(texts.count - most)) more: --json lists all", .faint))
        }
    }
}
