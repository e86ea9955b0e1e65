import ArgumentParser
import Bytes
import Operations
import Rules

struct OrdersShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an order: what was paid, what is refundable and why, and its refunds.",
        discussion: """
              refundry orders show --payment 210302013510456786
              refundry orders show --order S-1007 --account 995378
            """)

    @Option(help: ArgumentHelp("The payment's id.", valueName: "id"))
    var payment: String?
    @Option(help: ArgumentHelp("The merchant's order number; needs --account.", valueName: "no"))
    var order: String?
    @Option(help: ArgumentHelp("The merchant's account.", valueName: "account"))
    var account: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        guard (payment == nil) != (order == nil), order == nil || account != nil else {
            throw Failure(
                .usage, "name the order: --payment ID, or --order NO with --account A",
                "请指定订单：--payment ID，或 --order NO 加 --account A")
        }
        let orders = try door.reading {
            try ShowOrder(workspace: $0).show(payment: payment, order: order, account: account)
        }.map(\.json)
        // Several payments may share one order number: a failed try, then a successful one.
        try door.answer(orders.count == 1 ? orders[0] : .object([("orders", .array(orders))])) { console in
            for order in orders { try OrderText.show(order, on: console) }
        }
        return .done
    }
}
