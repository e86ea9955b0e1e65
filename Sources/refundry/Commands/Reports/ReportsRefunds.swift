import ArgumentParser
import Operations

struct ReportsRefunds: Verb {
    static let configuration = CommandConfiguration(
        commandName: "refunds",
        abstract: "Export refunds, one line each with its whole life; every condition given must hold.",
        discussion: """
              refundry reports refunds --status failed --format xlsx --out failed.xlsx
              refundry reports refunds --account 995378 --format csv
            """)

    @OptionGroup var conditions: RefundConditions
    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let filter = try conditions.filter()
        return try report.give(door) { RefundsReport(workspace: $0, filter: filter) }
    }
}
