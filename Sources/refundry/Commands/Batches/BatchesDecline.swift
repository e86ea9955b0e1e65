import ArgumentParser
import Operations

struct BatchesDecline: Verb {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract:
            "Decline a batch: its refunds that haven't left fail as declined, and their money is free again.",
        discussion: """
              refundry batches decline 12 --by "Chen Yu" --why "sent twice"

            Until it is sealed an approved batch can be declined too. Where only refunds with a warning wait, only they are declined.
            """)

    @Argument(help: "The batch's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who declines.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("The reason; the merchant is told it.", valueName: "text"))
    var why: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let batch = try door.writing(by: by) {
            try ReviewBatch(workspace: $0).decline(id, why: ActorName.note(why ?? ""))
        }
        try door.answer(batch.json) { try ReviewText.reviewed(batch, on: $0) }
        return .done
    }
}
