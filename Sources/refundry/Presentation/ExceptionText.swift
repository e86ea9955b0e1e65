import Bytes

/// What people read about exceptions.
enum ExceptionText {
    static func list(_ exceptions: [JSON], on console: Console) throws {
        var table = Table([
            Table.Column("exception", .right), Table.Column("code"), Table.Column("refund id"),
            Table.Column("file"),
            Table.Column("line", .right), Table.Column("state"),
        ])
        for exception in exceptions.map(Facts.init) {
            table.add([
                Piece(exception.text("exception")), Piece(exception.text("code"), .bad),
                Piece(exception.text("refund_id")), Piece(exception.text("file")),
                Piece(exception.text("line")),
                Piece(exception.text("state")),
            ])
        }
        if !exceptions.isEmpty { try console.say(table) }
        try console.say(Line(Figures.count(exceptions.count, "exception"), .faint))
    }

    /// Both sets of facts beside one another.
    static func show(_ json: JSON, on console: Console) throws {
        let exception = Facts(json)
        try Outline.values(exception.members.filter { $0.name != "ours" && $0.name != "theirs" }, on: console)
        let ours = exception.object("ours")
        let theirs = exception.object("theirs")
        var names = ours.members.map(\.name)
        names += theirs.members.map(\.name).filter { !names.contains($0) }
        guard !names.isEmpty else { return }
        try console.say("")
        var table = Table([Table.Column(""), Table.Column("ours"), Table.Column("theirs")])
        for name in names where ours.has(name) || theirs.has(name) {
            let differs = ours.has(name) && theirs.has(name) && ours.text(name) != theirs.text(name)
            table.add([
                Piece(Outline.title(name), .faint), Piece(ours.text(name)),
                Piece(theirs.text(name), differs ? .bad : .plain),
            ])
        }
        try console.say(table)
    }
}
