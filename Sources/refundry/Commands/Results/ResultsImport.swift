import ArgumentParser
import Operations

struct ResultsImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in bank result files: statuses move, what doesn't fit becomes an exception.",
        discussion: """
              refundry results import result.csv --channel default
            """)

    @Argument(help: "CSV or XML files, plain or gzip.")
    var file: [String]
    @Option(help: ArgumentHelp("Whose answers they are, where the files don't say.", valueName: "channel"))
    var channel: String?
    @Option(help: ArgumentHelp("Who brings them in; else the login of the system's user.", valueName: "name"))
    var by: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try door.writing(by: by) { workspace in
            try door.each(file) { file in
                let answer = try ImportResults(workspace: workspace).take(file, channel: channel)
                return FileAnswer(file: file.name, json: answer.json, refusal: answer.refusal) {
                    try ResultText.imported(answer, on: $0)
                }
            }
        }
    }
}
