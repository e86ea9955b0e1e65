import ArgumentParser
import Operations

struct BatchesCheck: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Make the decisions that import would make, and keep nothing: the preview before anything moves.",
        discussion: """
              refundry batches check batch.csv --account 995378
            """)

    @Argument(help: "CSV or XML files, plain or gzip.")
    var file: [String]
    @Option(help: ArgumentHelp("Whose batches they are, where the files don't say.", valueName: "account"))
    var account: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try door.reading { workspace in
            try door.each(file) { file in
                let answer = try ImportBatch(workspace: workspace).check(file, account: account)
                return FileAnswer(file: answer.file, json: answer.json, refusal: answer.refusal) {
                    try BatchText(answer).tell(on: $0)
                }
            }
        }
    }
}
