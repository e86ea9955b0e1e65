import ArgumentParser

struct OrderCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders", abstract: "What was paid: take order files in, look an order up.",
        subcommands: [OrdersImport.self, OrdersShow.self])
}
