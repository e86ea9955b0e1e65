import ArgumentParser

struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "What came, what left, and whether it ties out.",
        subcommands: [
            ReportsBatch.self, ReportsDaily.self, ReportsAgeing.self, ReportsExceptions.self,
            ReportsFees.self,
            ReportsRefunds.self, ReportsNotifications.self,
        ])
}
