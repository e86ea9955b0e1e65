import ArgumentParser
import Bytes
import Ledger
import Operations
import Refunds
import Rules

struct RefundsFind: Verb {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find refunds; every condition given must hold.",
        discussion: """
              refundry refunds find --account 995378 --status pending
              refundry refunds find --query-number 74537604221431003300083 --json
            """)

    @Option(help: ArgumentHelp("The merchant's account.", valueName: "account"))
    var account: String?
    @Option(help: ArgumentHelp("The merchant's order number.", valueName: "no"))
    var order: String?
    @Option(help: ArgumentHelp("The payment's id.", valueName: "id"))
    var payment: String?
    @Option(help: ArgumentHelp("The merchant's number of the refund.", valueName: "number"))
    var number: String?
    @Option(help: ArgumentHelp("pending, submitted, succeeded or failed.", valueName: "status"))
    var status: String?
    @Option(help: ArgumentHelp("The bank's query number (查询号).", valueName: "number"))
    var queryNumber: String?
    @Option(help: ArgumentHelp("The batch it came in.", valueName: "id"))
    var batch: Int?
    @Option(help: ArgumentHelp("The submission it left in.", valueName: "id"))
    var submission: Int?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let filter = try filter()
        try door.reading { workspace in
            let verb = FindRefunds(workspace: workspace)
            if door.isJSON {
                try stream(verb, filter, door.console)
            } else {
                try list(verb, filter, door.console)
            }
        }
        return .done
    }

    private func filter() throws -> RefundFilter {
        var filter = RefundFilter()
        filter.account = account
        filter.orderNumber = order
        filter.paymentID = payment
        filter.number = number
        filter.queryNumber = queryNumber
        filter.batch = batch
        filter.submission = submission
        guard let status else { return filter }
        guard let known = RefundStatus(rawValue: status) else {
            let names = RefundStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "--status \(status): there is no such status: write one of \(names)",
                "--status \(status)：没有此状态：可用 \(names)")
        }
        filter.status = known
        return filter
    }

    /// Writes the array as the refunds come: there may be millions.
    private func stream(_ verb: FindRefunds, _ filter: RefundFilter, _ console: Console) throws {
        try console.put(Array(#"{"refunds":["#.utf8))
        var isFirst = true
        var line: [UInt8] = []
        try verb.find(filter) { refund in
            line.removeAll(keepingCapacity: true)
            if !isFirst { line.append(UInt8(ascii: ",")) }
            isFirst = false
            refund.json.append(to: &line)
            try console.put(line)
        }
        try console.put(Array("]}\n".utf8))
    }

    private func list(_ verb: FindRefunds, _ filter: RefundFilter, _ console: Console) throws {
        var table = StreamedTable(RefundText.columns, on: console)
        try verb.find(filter) { try table.add(RefundText.row($0)) }
        try table.finish()
        try console.say(Line(Figures.count(table.count, "refund"), .faint))
    }
}
