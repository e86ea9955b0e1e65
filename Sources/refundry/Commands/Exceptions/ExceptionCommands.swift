import ArgumentParser

struct ExceptionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "What was not applied by itself: list, show, assign, comment, resolve.",
        subcommands: [
            ExceptionsList.self, ExceptionsShow.self, ExceptionsAssign.self, ExceptionsComment.self,
            ExceptionsResolve.self,
        ])
}
