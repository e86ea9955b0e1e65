import ArgumentParser
import Operations

struct FundsImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in balance files: what each account has of a currency, and as of when.",
        discussion: """
            The columns are account, currency, balance, as_of. Refunds that left after as_of are subtracted.

              refundry funds import balances.csv --by "Chen Jing"
            """)

    @Argument(help: "CSV or XML files, plain or gzip.")
    var file: [String]
    @Option(help: ArgumentHelp("Who brings them in; else the login of the system's user.", valueName: "name"))
    var by: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try door.writing(by: by) { workspace in
            try door.each(file) { file in
                let answer = try ImportFunds(workspace: workspace).bringIn(file)
                return FileAnswer(file: file.name, json: answer.json, refusal: answer.refusal) {
                    try FundsText.imported(answer, on: $0)
                }
            }
        }
    }
}
