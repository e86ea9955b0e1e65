import ArgumentParser
import Ledger
import Operations
import Rules

struct SubmissionsVoid: Verb {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Make a submission void: one person proposes, another confirms with the same command.",
        discussion: """
            Only while none of its refunds has an answer. They are pending again and leave, in a new file, when nothing holds them;
            the number and the file of the void one stay used and kept. Make sure that the bank does not carry the file out: what still lies in the
            outbox is taken away, what the bank has already it must discard.
            """)

    @Argument(help: "The submission's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who proposes, or confirms.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("Why; of a proposal.", valueName: "text"))
    var note: String?
    @Flag(help: "Take the proposal back instead.")
    var withdraw = false
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let note = ActorName.note(note ?? "")
        let submission = try door.writing(by: by) { workspace in
            let verb = VoidSubmission(workspace: workspace)
            return try withdraw ? verb.withdraw(id, note: note) : verb.void(id, note: note)
        }
        try door.answer(submission.detailed) { try SubmissionText.voided(submission, on: $0) }
        return .done
    }
}
