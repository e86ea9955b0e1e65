import ArgumentParser
import Operations

struct BackupCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Make a consistent copy of the home while others work on it, synced and verified.")

    @Option(
        help: ArgumentHelp("The folder that the copy becomes; it must not be there yet.", valueName: "dir"))
    var to: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let answer = try door.reading { try Backup(workspace: $0).backup(to: to) }
        try door.answer(answer.json) { console in
            try console.say(Line([Piece("The copy stands in "), Piece(to, .strong), Piece(".")]))
            try Outline.tell(answer.json, on: console)
        }
        return .done
    }
}
