/// A file on its way to the home, and all that is needed to send it again.
struct SentFile {
    var sheet: Sheet
    var envelope = Envelope()
    var damage: Damage?
    /// The account that the command line or the drop folder names, for a batch.
    var account: String?
    /// The channel that they name, for a result.
    var channel: String?
    var by = "Chen Jing"
    var name = ""

    var written: Envelope.Written {
        if let damage {
            let bytes = damage.applied(to: sheet)
            return Envelope.Written(bytes: bytes, inflated: bytes, lines: [])
        }
        return envelope.write(sheet)
    }

    /// For a reader of the story.
    var told: String {
        let place = [account.map { "for \($0)" }, channel.map { "for channel \($0)" }].compactMap { $0 }
        let head = "\(name) \(damage?.rawValue ?? envelope.told) \(place.joined())"
        let directives = sheet.directives.map { "#\($0.key)=\($0.value)" }
        let rows = sheet.rows.map { row in
            let cells = zip(sheet.columns, row.cells).filter { !$0.1.isEmpty }.map {
                "\($0)=\($1.debugDescription)"
            }
            return (row.isHeader ? ["the header again"] : cells + (row.beyond.map { ["beyond=\($0)"] } ?? []))
                .joined(separator: " ")
        }
        return ([head, sheet.columns.joined(separator: ",")] + directives + rows).joined(
            separator: "\n      ")
    }
}
