import ArgumentParser
import Ledger
import Operations
import Refunds

struct RefundsCancel: Verb {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Take a pending refund back before it is sealed in a submission; its money is free again.")

    @Argument(help: ArgumentHelp("Its 14 digits.", valueName: "refund-id"))
    var refundID: String
    @Option(help: ArgumentHelp("Who cancels.", valueName: "name"))
    var by: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let refund = try door.writing(by: by) { try CancelRefund(workspace: $0).cancel(refundID) }
        try door.answer(refund.json) { console in
            let money = refund.record.money.text
            try console.say(
                "Refund \(refund.id) is cancelled, \(money) can be refunded again.",
                "退款 \(refund.id) 已撤销，\(money) 可重新退款。")
        }
        return .done
    }
}
