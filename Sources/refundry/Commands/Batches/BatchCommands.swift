import ArgumentParser

struct BatchCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "Refund batches: check, take in, review.",
        subcommands: [
            BatchesImport.self, BatchesCheck.self, BatchesList.self, BatchesShow.self, BatchesApprove.self,
            BatchesDecline.self,
        ])
}
