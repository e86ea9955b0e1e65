import ArgumentParser
import Operations
import Rules

struct ExceptionsComment: Verb {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Keep a note with an exception, for whoever looks at it later.")

    @Argument(help: "The exception's number.")
    var id: Int
    @Option(help: ArgumentHelp("What is known.", valueName: "text"))
    var note: String
    @Option(help: ArgumentHelp("Who says so; else the system's user.", valueName: "name"))
    var by: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let note = ActorName.note(note)
        guard !note.isEmpty else {
            throw Failure(.usage, "--note is empty: write what is to be kept", "--note 为空：请填写备注内容")
        }
        let exception = try door.writing(by: by) {
            try ResolveException(workspace: $0).comment(id, note: note)
        }
        try door.answer(exception.json) {
            try $0.say("Kept with exception \(id).", "备注已记入异常 \(id)。")
        }
        return .done
    }
}
