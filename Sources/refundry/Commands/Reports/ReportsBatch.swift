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
        _ = try report.chosen(door)
        let answer = try door.reading { try BatchReportView(workspace: $0).report(id) }
        try report.give(door, json: answer.json, csv: { answer.csv }) {
            try Outline.tell(answer.json, on: $0)
        }
        return .done
    }
}
