import ArgumentParser

struct RefundCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refunds", abstract: "Single refunds: create by hand, find, show, cancel.",
        subcommands: [RefundsCreate.self, RefundsFind.self, RefundsShow.self, RefundsCancel.self])
}
