import ArgumentParser
import Operations

struct BatchesApprove: Verb {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve a batch, so that its refunds leave; never by the person who brought it in.",
        discussion: """
              refundry batches show 12
              refundry batches approve 12 --by "Chen Yu" --digest 6f1c…

            With --digest the approval is refused when what `batches show` tells has changed since.
            """)

    @Argument(help: "The batch's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who approves.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("What `batches show` told.", valueName: "digest"))
    var digest: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let batch = try door.writing(by: by) { try ReviewBatch(workspace: $0).approve(id, digest: digest) }
            .json
        try door.answer(batch) { try ReviewText.reviewed(batch, on: $0) }
        return .done
    }
}
