import ArgumentParser
import Operations

struct ReportsDaily: Verb {
    static let configuration = CommandConfiguration(
        commandName: "daily",
        abstract: "Tie a day out: for each account, channel and currency, count and money from two sides.",
        discussion: """
              refundry reports daily
              refundry reports daily --date 2026-10-08 --format csv --out day.csv
            """)

    @Option(help: ArgumentHelp("The day in the home's time zone; else today.", valueName: "date"))
    var date: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let day = try date.map { try GivenTime.date($0) }
        return try report.give(door) { DailyReport(workspace: $0, date: day) }
    }
}
