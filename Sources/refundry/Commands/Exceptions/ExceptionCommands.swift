import ArgumentParser

struct ExceptionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions", abstract: "What was not applied by itself: list, show.",
        subcommands: [ExceptionsList.self, ExceptionsShow.self])
}
