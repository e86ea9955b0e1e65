import ArgumentParser
import Operations

struct ReportsExceptions: Verb {
    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "Tell which exceptions are open, by kind, age and money; the most money first.",
        discussion: """
              refundry reports exceptions
              refundry reports exceptions --format csv --out exceptions.csv
            """)

    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try report.give(door) { ExceptionsReport(workspace: $0) }
    }
}
