import Home
import Ledger
import Refunds
import Rules

/// An exception with the refund and the order that it means, as they stand: what each resolution would do, and whether it may.
struct ResolutionCase {
    let exception: ExceptionRecord
    let refund: AnsweredRefund?
    let record: RefundRecord?
    let order: OrderRecord?
    /// Nil where it is about one refund, or none.
    let listed: ListedRefunds?
    let matter: ExceptionMatter
    private let workspace: Workspace
    /// Refunds of an order without cover that are pending or submitted: as long as there are any it can't be dismissed.
    private let underWay: [RefundRecord]
    /// Whether its dismissal lifts the refund's hold as paid by hand.
    let liftsHold: Bool

    init(_ exception: ExceptionRecord, _ workspace: Workspace, _ reader: any LedgerReader) throws {
        self.exception = exception
        self.workspace = workspace
        let id = Array((exception.refundID ?? "").utf8)
        let serial = RefundID.serial(of: id.span, home: workspace.configuration.homeNumber)
        refund = try serial.flatMap { try reader.answered([$0])[0] }
        record = try refund.flatMap { try reader.refund($0.serial) }
        order = try record.flatMap { try reader.order(paymentID: $0.paymentID, account: nil) }
        listed = exception.listsRefunds ? try ListedRefunds(exception, reader) : nil
        matter = Self.matter(exception, exponent: refund?.exponent)
        liftsHold = try Self.liftsHold(exception, record, reader)
        underWay =
            matter.kind == .orderOverdrawn
            ? try OverdrawnOrder(paymentID: exception.paymentID ?? "").underWay(reader) : []
    }

    private static func matter(_ exception: ExceptionRecord, exponent: Int?) -> ExceptionMatter {
        let result = exception.theirs("result")?.lowercased()
        let status = exception.ours("status").flatMap(RefundStatus.init(rawValue:))
        let written = Array((exception.theirs("refund_amount") ?? "").utf8)
        let number = exception.theirs("query_number") ?? ""
        return ExceptionMatter(
            kind: ExceptionMatter.kind(
                exception.code, status: status, result: result, queryNumber: number,
                knownNumber: exception.ours("query_number") ?? ""),
            status: status, submission: exception.ours("submission").flatMap { Int($0) },
            isSuccess: result == "success",
            paid: exponent.flatMap {
                WrittenAmount(written.span, allowingZero: true)?.minorUnits(exponent: $0)
            }, queryNumber: number)
    }

    /// It set the hold, and no other open one did as well (details 24).
    private static func liftsHold(
        _ exception: ExceptionRecord, _ refund: RefundRecord?, _ reader: any LedgerReader
    ) throws -> Bool {
        guard exception.setsHold, let refund, refund.status == .pending, refund.submission == nil else {
            return false
        }
        guard let refundID = exception.refundID else { return true }
        return try !reader.openExceptions(aboutRefund: refundID).contains {
            $0.id != exception.id && $0.setsHold
        }
    }

    func verdict(_ action: ResolutionAction) -> ResolutionVerdict {
        if action == .dismiss, !underWay.isEmpty { return .notAllowed }
        if let listed { return ResolutionRule(matter).judge(action, stillPaid: listed.stillPaid.count) }
        return ResolutionRule(matter).judge(action, about: refund)
    }

    func effects() throws -> [ResolutionEffect] { try ResolutionAction.allCases.map(effect) }

    func effect(_ action: ResolutionAction) throws -> ResolutionEffect {
        var effect = ResolutionEffect(action: action)
        switch verdict(action) {
        case .nothing:
            if liftsHold { effect.liftsHold = true }
        case .effect(let answer, let paid):
            if let listed { effect.describe(listed) } else { try describe(answer, paid, &effect) }
        case .notAllowed: effect.refusal = notAllowed(action).text
        case .moved: effect.refusal = moved(action).text
        }
        return effect
    }

    private func describe(_ answer: AnswerEffect, _ paid: Int64?, _ effect: inout ResolutionEffect) throws {
        guard let refund, let record, let order else { throw missing }
        let after = answer.event.flatMap { refund.status.after($0) } ?? refund.status
        effect.refund = ResolutionEffect.Move(
            id: workspace.refundID(refund.serial), from: refund.status, failureBefore: refund.failure,
            to: after, failure: failure(answer, refund))
        let used = held(refund, refund.status, refund.paid)
        let uses = held(refund, after, after == .succeeded ? paid : nil)
        effect.reservation = ResolutionEffect.Reservation(order: order, before: used, after: uses)
        // Funds go by the refunds' amounts: another figure of the bank's shows in the next balance.
        let change = (refund.status.holdsAmount ? 1 : 0) - (after.holdsAmount ? 1 : 0)
        effect.funds = Money(
            minor: Int64(change) * refund.amount, currency: refund.currency, exponent: refund.exponent)
        let number = exception.theirs("query_number") ?? ""
        if !number.isEmpty, number != refund.queryNumber {
            effect.queryNumber = (record.queryNumber, number)
        }
        if after == .succeeded, let paid, paid != refund.amount {
            effect.paid = Money(minor: paid, currency: refund.currency, exponent: refund.exponent)
        }
        if effect.reservation?.isTooMuch == true { effect.refusal = tooMuch(record, order, uses - used).text }
    }

    private func failure(_ answer: AnswerEffect, _ refund: AnsweredRefund) -> RefundFailure? {
        switch answer {
        case .refused, .resolvedRefused: .bank
        case .reversed: .reversed
        case .paid, .resolvedPaid, .reapplied: nil
        case .acknowledged, .queryNumber, .amended: refund.failure
        }
    }

    /// What a refund uses of its order: the greater of its amount and what the bank paid.
    private func held(_ refund: AnsweredRefund, _ status: RefundStatus, _ paid: Int64?) -> Int64 {
        status.holdsAmount ? max(refund.amount, paid ?? refund.amount) : 0
    }
}

// MARK: - What is said when it may not be

extension ResolutionCase {
    func notAllowed(_ action: ResolutionAction) -> Failure {
        let (id, code) = (exception.id, exception.code.rawValue)
        if action == .dismiss, !underWay.isEmpty { return stillUnderWay }
        let allowed = matter.actions.map(\.rawValue)
        return Failure(
            .notAllowed,
            "exception \(id) is \(code)\(about): it can't be resolved by \(action.rawValue), only by "
                + allowed.joined(separator: " or "),
            "异常 \(id) 为 \(code)：不能用 \(action.rawValue) 处理，只能用 \(allowed.joined(separator: " 或 "))")
    }

    /// Who and what to do: most of them are named.
    private var stillUnderWay: Failure {
        let pending = names(underWay.filter { $0.status == .pending })
        let submitted = names(underWay.filter { $0.status == .submitted })
        let payment = exception.paymentID ?? ""
        let ways = [
            pending.map { ("pending \($0): cancel or decline", "待审核 \($0)：请撤销或拒绝") },
            submitted.map {
                (
                    "submitted \($0): wait for the bank's answer, or void the submission",
                    "已提交 \($0)：请等待银行答复，或作废该提交"
                )
            },
        ].compactMap { $0 }
        return Failure(
            .notAllowed,
            "exception \(exception.id) is \(exception.code.rawValue): it can't be dismissed while refunds of order \(payment) are under "
                + "way: \(ways.map(\.0).joined(separator: "; ")); it closes by itself once the order is covered again, by corrected "
                + "facts too",
            "异常 \(exception.id) 为 \(exception.code.rawValue)：订单 \(payment) 仍有进行中的退款，不能驳回："
                + "\(ways.map(\.1).joined(separator: "；"))；订单恢复覆盖（包括导入更正后的订单）后自动关闭")
    }

    private func names(_ refunds: [RefundRecord]) -> String? {
        guard !refunds.isEmpty else { return nil }
        let named = refunds.prefix(Self.mostNamed).map { workspace.refundID($0.serial) }
        let more = refunds.count > named.count ? " … (\(refunds.count))" : ""
        return named.joined(separator: " ") + more
    }

    /// How many refunds are named one by one.
    private static let mostNamed = 10

    private var about: String {
        switch matter.kind {
        case .successAfterFailure: " (success after failure)"
        case .failureAfterSuccess: " (failure after success)"
        case .otherQueryNumber: " (another query number)"
        case .returnDiffers: " (a return of another amount)"
        case .unanswered, .amountDiffers, .orderOverdrawn, .other: ""
        }
    }

    func moved(_ action: ResolutionAction) -> Failure {
        if let listed { return allMoved(listed, action) }
        guard let record else { return missing }
        let id = workspace.refundID(record.serial)
        let before = exception.ours("status") ?? ""
        let failure = record.failure.map { " (\($0.rawValue))" } ?? ""
        let sent = record.submission.map { " in submission \($0)" } ?? ""
        return Failure(
            .notAllowed,
            "exception \(exception.id): refund \(id) of \(record.money.text) was \(before) when it was opened and is "
                + "\(record.status.rawValue)\(failure)\(sent) now, so there is nothing that \(action.rawValue) could do: dismiss it",
            "异常 \(exception.id)：退款 \(id)（\(record.money.text)）登记时状态为 \(before)，现为 \(record.status.rawValue)\(failure)，"
                + "\(action.rawValue) 已不适用：请用 dismiss 处理")
    }

    private func allMoved(_ listed: ListedRefunds, _ action: ResolutionAction) -> Failure {
        let count = listed.serials.count
        return Failure(
            .notAllowed,
            "exception \(exception.id): none of the \(count) refunds that it lists is succeeded any more, so there is nothing that "
                + "\(action.rawValue) could do: dismiss it",
            "异常 \(exception.id)：所列 \(count) 笔退款均已不是 succeeded，\(action.rawValue) 已不适用：请用 dismiss 处理")
    }

    private var missing: Failure {
        Failure(
            .notAllowed, "exception \(exception.id): the refund that it means is not here: dismiss it",
            "异常 \(exception.id)：没有对应的退款：请用 dismiss 处理")
    }

    /// Invariant 1, with the figures.
    func tooMuch(_ refund: RefundRecord, _ order: OrderRecord, _ needed: Int64) -> Failure {
        func text(_ minor: Int64) -> String { Money.text(minor: minor, exponent: order.amount.exponent) }
        let left = order.amount.minor - order.chargeback - order.refundedElsewhere - order.held
        let id = workspace.refundID(refund.serial)
        return Failure(
            .notAllowed,
            "exception \(exception.id): refund \(id) would use \(text(needed)) more of order \(order.paymentID), but only "
                + "\(text(max(0, left))) are left: paid \(order.amount.text), held by refunds \(text(order.held)), chargebacks "
                + "\(text(order.chargeback)), refunded elsewhere \(text(order.refundedElsewhere)); cancel another refund of the "
                + "order first, or dismiss the exception",
            "异常 \(exception.id)：退款 \(id) 需再占用订单 \(order.paymentID) 的 \(text(needed))，但只剩 \(text(max(0, left)))："
                + "已付 \(order.amount.text)，退款占用 \(text(order.held))，拒付 \(text(order.chargeback))，"
                + "其他渠道已退 \(text(order.refundedElsewhere))；请先撤销该订单的其他退款，或用 dismiss 处理")
    }
}

extension ExceptionRecord {
    /// Whether it held its refund: a success for one that was still pending.
    fileprivate var setsHold: Bool {
        code == .notSubmitted && ours("status") == RefundStatus.pending.rawValue
            && theirs("result")?.lowercased() == "success"
    }
}
