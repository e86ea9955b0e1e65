import ArgumentParser
import Operations

struct RefundsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show a refund's whole life: order, file and line, approval, submission, result, query number.")

    @Argument(help: ArgumentHelp("Its 14 digits.", valueName: "refund-id"))
    var refundID: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let refund = try door.reading { try FindRefunds(workspace: $0).show(refundID) }
        try door.answer(refund.json) { try RefundText.show(refund, on: $0) }
        return .done
    }
}
