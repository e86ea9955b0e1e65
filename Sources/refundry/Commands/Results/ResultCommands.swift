import ArgumentParser

struct ResultCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "What the banks answer.", subcommands: [ResultsImport.self])
}
