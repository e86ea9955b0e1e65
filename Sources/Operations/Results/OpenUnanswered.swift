import Home
import Ledger
import Refunds
import Rules

/// Opens the exception UNANSWERED for submitted refunds that have become overdue (`lifecycle.md`), once for each refund and submission. It closes by itself when the
/// bank answers.
struct OpenUnanswered {
    let workspace: Workspace

    /// What was found, for `run`.
    struct Outcome {
        var attention: [BilingualText] = []
        /// A channel whose days can't be counted.
        var failures: [Failure] = []
    }

    /// Every channel with something outstanding, by name; one that has left the configuration has the settings of one without an entry.
    func run() throws -> Outcome {
        var outcome = Outcome()
        for name in try workspace.ledger.read({ try $0.outstandingChannels() }) {
            switch try workspace.clock(of: name, workspace.settings(ofChannel: name)).overdue(
                at: workspace.now)
            {
            case .before(let moment): outcome.attention += try open(name, submittedBefore: moment)
            case .unknown(let year, let start, let surely):
                if let surely { outcome.attention += try open(name, submittedBefore: surely) }
                let isOutstanding = try workspace.ledger.read {
                    try $0.hasOutstanding(channel: name, submittedBefore: start)
                }
                if isOutstanding { outcome.failures.append(workspace.failure(year, channel: name)) }
            }
        }
        return outcome
    }

    /// Opens what is overdue of one channel, in one transaction; answers a line for each.
    func open(_ channel: String, submittedBefore: Instant) throws -> [BilingualText] {
        let hasAny = try workspace.ledger.read {
            try $0.hasOutstanding(channel: channel, submittedBefore: submittedBefore)
        }
        guard hasAny else { return [] }
        return try workspace.ledger.write { writer, _ in
            var opened = RowSum()
            var attention: [BilingualText] = []
            try writer.unanswered(
                channel: channel, submittedBefore: submittedBefore,
                homeNumber: workspace.configuration.homeNumber
            ) { refund in
                var exception = exception(refund)
                exception.id = try writer.open(exception)
                opened.add(exception)
                if attention.count < Self.mostNamed { attention.append(line(refund, exception.id)) }
            }
            guard opened.count > 0 else { return [] }
            if opened.count > Self.mostNamed {
                let more = opened.count - Self.mostNamed
                attention.append(
                    BilingualText(
                        "\(more) further refunds of channel \(channel) are overdue: see exceptions list",
                        "通道 \(channel) 另有 \(more) 笔退款逾期：请查看 exceptions list"))
            }
            try writer.append(
                JournalDraft(
                    kind: "exception", at: workspace.now, by: workspace.actor.name,
                    body: JournalBodies.unanswered(
                        channel: channel, submittedBefore: submittedBefore, opened: opened)))
            return attention
        }
    }

    /// How many newly overdue refunds of a channel are named one by one.
    private static let mostNamed = 100

    private func exception(_ refund: RefundRecord) -> ExceptionRecord {
        typealias Fact = ExceptionRecord.Fact
        let id = workspace.refundID(refund.serial)
        return ExceptionRecord(
            code: .unanswered, refundID: id, paymentID: refund.paymentID, file: nil, line: nil,
            ours: [
                Fact("refund_id", id), Fact("account", refund.lane.account),
                Fact("payment_id", refund.paymentID), Fact("order_number", refund.orderNumber),
                Fact("channel", refund.lane.channel), Fact("status", refund.status.rawValue),
                Fact("refund_amount", refund.money.amountText),
                Fact("refund_currency", refund.lane.currency.text),
                Fact("submission", refund.submission.map(String.init)),
                Fact("submitted_at", refund.submittedAt.map(workspace.text)),
            ], theirs: [], openedAt: workspace.now)
    }

    private func line(_ refund: RefundRecord, _ exception: Int) -> BilingualText {
        let (id, channel) = (workspace.refundID(refund.serial), refund.lane.channel)
        let submitted = refund.submittedAt.map(workspace.text) ?? ""
        return BilingualText(
            "exception \(exception): UNANSWERED refund \(id) is overdue: \(refund.money.text), submitted "
                + "to \(channel) \(submitted), no answer: ask the bank",
            "异常 \(exception)：UNANSWERED 退款 \(id) 逾期：\(refund.money.text)，于 \(submitted) 提交至通道 \(channel)，未答复：请询问银行"
        )
    }
}
