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
            try console.say("The copy stands in \(to, .strong).", "副本位于 \(to, .strong)。")
            try Outline.values(Facts(answer.json).members.filter { $0.name != "notes" }, on: console)
            for note in answer.notes { try console.say(note: note) }
        }
        return .done
    }
}
