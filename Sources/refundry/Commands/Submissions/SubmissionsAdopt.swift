import ArgumentParser
import Ledger
import Operations
import Rules

struct SubmissionsAdopt: Verb {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract:
            "Say that a submission's file was sent by hand: recognised by its bytes, recorded, never sent again.",
        discussion: """
            Also after an older ledger was put back: adopt what was sent since, in the order in which it was sent, and building goes on.
            And where staging/ was lost: adopt each file that was on its way and was sent.
            """)

    @Argument(help: ArgumentHelp("The file that was sent, byte for byte.", valueName: "file"))
    var file: String
    @Option(help: ArgumentHelp("Who sent it.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("How and why, for whoever asks later.", valueName: "text"))
    var note: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let note = ActorName.note(note)
        guard !note.isEmpty else {
            throw Failure(
                .usage, "--note is empty: say how and why the file was sent", "--note 为空：请说明发送方式和原因")
        }
        let submission = try AdoptSubmission(workspace: try door.workspace(by: by), note: note).adopt(file)
        try door.answer(submission.detailed) { console in
            let (id, file) = (submission.record.id, Piece(submission.record.name, .strong))
            let by = submission.adoption?.by ?? by
            try console.say(
                "Submission \(id), \(file), counts as sent by \(by). It won't be sent again by itself.",
                "提交 \(id)（\(file)）已登记为由 \(by) 人工发送，程序不会再次自动发送。")
        }
        return .done
    }
}
