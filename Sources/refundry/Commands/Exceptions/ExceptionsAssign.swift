import ArgumentParser
import Operations
import Rules

struct ExceptionsAssign: Verb {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Say whose an exception is from now on; recorded.")

    @Argument(help: "The exception's number.")
    var id: Int
    @Option(help: ArgumentHelp("Whose it is from now on.", valueName: "name"))
    var to: String
    @Option(help: ArgumentHelp("Who assigns it; else the system's user.", valueName: "name"))
    var by: String?
    @Option(help: ArgumentHelp("Anything to say with it.", valueName: "text"))
    var note: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let name = try ActorName.name(to, login: "", option: "--to")
        let exception = try door.writing(by: by) {
            try ResolveException(workspace: $0).assign(id, to: name, note: ActorName.note(note ?? ""))
        }
        try door.answer(exception.json) { console in
            try console.say("Exception \(id) is \(name, .strong)'s now.", "异常 \(id) 现由 \(name, .strong) 负责。")
        }
        return .done
    }
}
