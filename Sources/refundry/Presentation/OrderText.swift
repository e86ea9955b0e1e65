import Bytes
import Operations

/// What people read about orders.
enum OrderText {
    static func imported(_ answer: OrdersAnswer, on console: Console) throws {
        try console.say(Line([Piece(answer.file, .strong), Piece(": orders taken in")]))
        let figures = [
            "\(Figures.grouped(answer.inserted)) new", "\(Figures.grouped(answer.updated)) updated",
            "\(Figures.grouped(answer.unchanged)) unchanged", "\(Figures.grouped(answer.rejected)) rejected",
        ].joined(separator: ", ")
        try console.say("  \(Figures.count(answer.records, "record")): \(figures)")
        for note in answer.notes { try console.say(Line("  note: \(note)", .caution)) }
        try RejectedRows.tell(
            answer.examples.map { RejectedRows.Row(line: $0.line, codes: $0.codes, message: $0.message) },
            of: answer.rejected, on: console)
        if let reports = answer.reports {
            try console.say("  All rejected rows with their reasons: \(reports)/rejected.csv")
        }
        for warning in answer.warnings { try console.say(Line("  \(warning)", .bad)) }
        for order in answer.overdrawn {
            try console.say(Line("  \(order.text)", .bad))
        }
    }

    static func show(_ order: JSON, on console: Console) throws {
        try Outline.tell(order, on: console)
        try console.say("")
    }
}
