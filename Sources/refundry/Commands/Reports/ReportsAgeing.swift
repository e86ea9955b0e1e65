import ArgumentParser
import Operations

struct ReportsAgeing: Verb {
    static let configuration = CommandConfiguration(
        commandName: "ageing",
        abstract:
            "Tell what waits for the bank's answer, by age in business days, overdue first; and what is late.",
        discussion: """
              refundry reports ageing
              refundry reports ageing --format csv --out ageing.csv
            """)

    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try report.give(door) { AgeingReport(workspace: $0) }
    }
}
