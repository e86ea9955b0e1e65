import ArgumentParser
import Operations

struct ReportsBatch: Verb {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Tell what came in a batch, what was accepted and why the rest wasn't, and where it is now."
    )

    @Argument(help: "The batch's number.")
    var id: Int
    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try report.give(door) { BatchReport(workspace: $0, batch: id) }
    }
}
