import ArgumentParser
import Operations

struct BatchesImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Take in refund batches: refuse the file, or decide every row and reserve what is accepted.",
        discussion: """
              refundry batches import batch.csv --account 995378 --by "Li Wei"

            The rejected rows stand with their reasons in reports/batches/<id>/rejected.csv: correct that file and \
            send it again.
            """)

    @Argument(help: "CSV or XML files, plain or gzip.")
    var file: [String]
    @Option(help: ArgumentHelp("Whose batches they are, where the files don't say.", valueName: "account"))
    var account: String?
    @Option(help: ArgumentHelp("Who brings them in; else the login of the system's user.", valueName: "name"))
    var by: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try door.writing(by: by) { workspace in
            try door.each(file) { file in
                let answer = try ImportBatch(workspace: workspace).take(file, account: account)
                return FileAnswer(file: answer.file, json: answer.json, refusal: answer.refusal) {
                    try BatchText(answer).tell(on: $0)
                }
            }
        }
    }
}
