import ArgumentParser
import Operations

struct ReportsFees: Verb {
    static let configuration = CommandConfiguration(
        commandName: "fees",
        abstract: "Tell what the channels charge by contract, by account, day and batch.",
        discussion: """
              refundry reports fees
              refundry reports fees --from 2026-09-01 --to 2026-09-30 --format csv --out september.csv
            """)

    @Option(
        help: ArgumentHelp(
            "The first day in the home's time zone; else the first of the last day's month.",
            valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("The last day; else today.", valueName: "date"))
    var to: String?
    @Option(help: "Only this account's.")
    var account: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let first = try from.map { try GivenTime.date($0, option: "--from") }
        let last = try to.map { try GivenTime.date($0, option: "--to") }
        return try report.give(door) {
            try FeesReport(workspace: $0, from: first, to: last, account: account)
        }
    }
}
