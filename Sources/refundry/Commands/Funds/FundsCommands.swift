import ArgumentParser

struct FundsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funds", abstract: "What accounts have to pay refunds with.",
        subcommands: [FundsImport.self, FundsShow.self])
}
