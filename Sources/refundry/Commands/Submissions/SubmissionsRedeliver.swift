import ArgumentParser
import Operations
import Rules

struct SubmissionsRedeliver: Verb {
    static let configuration = CommandConfiguration(
        commandName: "redeliver",
        abstract: "Put the same bytes under the same name into the outbox again; recorded with name and note."
    )

    @Argument(help: "The submission's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who redelivers.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("Why, for whoever asks later.", valueName: "text"))
    var note: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let note = ActorName.note(note)
        guard !note.isEmpty else {
            throw Failure(.usage, "--note is empty: say why the file goes out again", "--note 为空：请说明重发原因")
        }
        let submission = try door.writing(by: by) {
            try ShowSubmissions(workspace: $0).redeliver(id, note: note)
        }
        try door.answer(submission.detailed) { console in
            let path = Piece(submission.path, .strong)
            try console.say(
                "Submission \(id) lies in the outbox again: \(path). The bank must know that it is the same file.",
                "提交 \(id) 已重新放入发件箱：\(path)。请告知银行这是同一文件。")
        }
        return .done
    }
}
