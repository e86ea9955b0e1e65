import ArgumentParser
import Operations

struct OrdersImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in order files: new payments are stored, changed ones updated, row by row.",
        discussion: """
              refundry orders import orders.csv more-orders.xml.gz

            Rows that can't be stored stand with their reasons in reports/orders/<id>/rejected.csv.
            """)

    @Argument(help: "CSV or XML files, plain or gzip.")
    var file: [String]
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try door.writing { workspace in
            try door.each(file) { file in
                let answer = try ImportOrders(workspace: workspace).take(file)
                return FileAnswer(file: answer.file, json: answer.json, refusal: answer.refusal) {
                    try OrderText.imported(answer, on: $0)
                }
            }
        }
    }
}
