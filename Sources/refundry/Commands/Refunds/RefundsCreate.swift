import ArgumentParser
import Bytes
import Operations
import Rules

struct RefundsCreate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create one refund by hand, under the same rules and approval as a batch.",
        discussion: """
              refundry refunds create --account 995378 --payment 210302013510456786 --number R-1 --amount 12.30
              refundry refunds create --account 995378 --order S-1007 --number R-2 --yes

            Without --amount the whole order is refunded: on a terminal the figure is shown and asked for, in a pipe \
            --yes is needed.
            """)

    @Option(help: ArgumentHelp("The merchant's account.", valueName: "account"))
    var account: String
    @Option(help: ArgumentHelp("The payment's id.", valueName: "id"))
    var payment: String?
    @Option(help: ArgumentHelp("The merchant's order number.", valueName: "no"))
    var order: String?
    @Option(help: ArgumentHelp("The merchant's own number of this refund, used once.", valueName: "number"))
    var number: String
    @Option(help: ArgumentHelp("What is refunded; without it the whole order.", valueName: "amount"))
    var amount: String?
    @Option(help: ArgumentHelp("The reason, at most 255 characters.", valueName: "text"))
    var reason: String?
    @Option(help: ArgumentHelp("Who asks; else the login of the system's user.", valueName: "name"))
    var by: String?
    @Flag(help: "Refund the whole order without asking.")
    var yes = false
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        guard payment != nil || order != nil else {
            throw Failure(
                .usage, "name the order: --payment ID or --order NO", "请指定订单：--payment ID 或 --order NO")
        }
        let request = CreateRefund.Request(
            account: account, paymentID: payment, orderNumber: order, number: number, amount: amount,
            reason: reason)
        if amount == nil, !yes { try confirm(request, door) }
        switch try door.writing(by: by, { try CreateRefund(workspace: $0).create(request) }) {
        case .created(let refund):
            try door.answer(refund.json) { try RefundText.created(refund, on: $0) }
            return .done
        case .rejected(let codes, let message):
            try tell(codes, message, door)
            return .refused
        }
    }

    /// Asks for the figure of a full refund. Where nobody can be asked, `--yes` must stand.
    private func confirm(_ request: CreateRefund.Request, _ door: Door) throws {
        guard door.terminal.canAsk else {
            throw Failure(
                .usage,
                "without --amount the whole order is refunded: give --amount, or --yes if that is meant",
                "未指定 --amount 即全额退款：请给出 --amount，或以 --yes 确认")
        }
        // Where no order is found there is no figure: the rules then say why.
        guard let figure = try door.reading({ try CreateRefund(workspace: $0).figure(request) }) else {
            return
        }
        let what =
            payment.map { BilingualText("payment \($0)", "支付 \($0)") }
            ?? BilingualText("order \(order ?? "")", "订单 \(order ?? "")")
        try door.console.warn(
            "Refund \(figure, .strong), all of \(what.english)? Type yes: it is refunded in full.",
            "退款 \(figure, .strong)，即\(what.chinese) 的全部金额？确认全额退款请输入 yes")
        guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
            throw Failure(.usage, "not confirmed: nothing was refunded", "未确认：没有创建退款")
        }
    }

    private func tell(_ codes: [String], _ message: BilingualText, _ door: Door) throws {
        if door.isJSON {
            try door.console.object(
                .object([
                    ("codes", .array(codes.map(JSON.string))), ("message", .string(message.english)),
                    ("说明", .string(message.chinese)),
                ]))
        } else {
            let head = codes.joined(separator: " ")
            try door.console.explain(
                BilingualText("\(head): \(message.english)", "\(head)：\(message.chinese)"))
        }
    }
}
