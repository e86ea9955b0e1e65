import ArgumentParser
import Ledger
import Refunds
import Rules

/// Which refunds are meant; every condition given must hold.
struct RefundConditions: ParsableArguments {
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

    func filter() throws -> RefundFilter {
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
}
