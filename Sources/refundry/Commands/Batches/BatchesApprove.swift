import ArgumentParser
import Operations
import Rules

struct BatchesApprove: Verb {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve a batch, so that its refunds leave; never by the person who brought it in.",
        discussion: """
              refundry batches show 12
              refundry batches approve 12 --by "Chen Yu" --digest 6f1c…
              refundry batches approve 12 --by "Chen Yu" --except 41700000000011 41700000000020

            With --digest the approval is refused when what `batches show` tells has changed since. The refunds named behind --except are declined \
            at once, the rest is approved. Where only refunds with a warning wait, only they are approved.
            """)

    @Argument(help: "The batch's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who approves.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("What `batches show` told.", valueName: "digest"))
    var digest: String?
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Refunds that are declined, by refund_id.", valueName: "refund-id"))
    var except: [String] = []
    @Option(help: ArgumentHelp("Why they are declined; the merchant is told it.", valueName: "text"))
    var why: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        guard why == nil || !except.isEmpty else {
            throw Failure(
                .usage, "--why tells why refunds are declined: name them with --except, or leave it out",
                "--why 说明拒绝的原因：请用 --except 指定退款，或去掉 --why")
        }
        let batch = try door.writing(by: by) {
            try ReviewBatch(workspace: $0)
                .approve(id, digest: digest, except: except, why: ActorName.note(why ?? ""))
        }
        try door.answer(batch.json) { try ReviewText.reviewed(batch, on: $0) }
        return .done
    }
}
