import Ledger
import Operations
import Refunds
import Rules

/// What people read about what a resolution would do, or did.
enum EffectText {
    static func tell(_ effect: ResolutionEffect, on console: Console) throws {
        let action = effect.action.rawValue
        if let refusal = effect.refusal {
            return try console.say(
                "  \("\(action): not now: ", .faint)\(refusal.english)",
                "  \("\(action)：目前不可：", .faint)\(refusal.chinese)")
        }
        let lines = lines(of: effect)
        try console.say(
            "  \("\(action): ", .strong)\(lines[0].english)", "  \("\(action)：", .strong)\(lines[0].chinese)")
        for line in lines.dropFirst() { try console.say(line, indent: "    ") }
    }

    static func done(_ effect: ResolutionEffect, on console: Console) throws {
        for line in lines(of: effect) { try console.say(line, indent: "  ") }
    }

    /// One line each for refund, reservation, funds, and what else changes.
    private static func lines(of effect: ResolutionEffect) -> [BilingualText] {
        if let moves = effect.refunds { return lines(of: moves) }
        guard let move = effect.refund else {
            return [
                effect.liftsHold
                    ? BilingualText(
                        "the refund is held no more as perhaps paid by hand, and leaves when nothing else holds it; approvals of its batch become void",
                        "退款不再因可能已人工支付而暂缓，无其他暂缓原因时提交；其批次的审批随之失效")
                    : BilingualText("changes nothing", "没有任何变化")
            ]
        }
        var lines = [
            BilingualText("refund \(move.id) \(move.text.english)", "退款 \(move.id) \(move.text.chinese)")
        ]
        if let paid = effect.paid {
            lines.append(
                BilingualText("the bank's figure \(paid.text) stands beside it", "另记银行所付金额 \(paid.text)"))
        }
        if let number = effect.queryNumber {
            lines.append(
                number.from.isEmpty
                    ? BilingualText("query number \(number.to)", "查询号 \(number.to)")
                    : BilingualText(
                        "query number \(number.from) → \(number.to), both are kept",
                        "查询号 \(number.from) → \(number.to)，两者均保留"))
        }
        if let order = effect.reservation { lines.append(line(of: order)) }
        if let funds = effect.funds, funds.minor != 0 {
            let change = "\(ResolutionEffect.signed(funds)) \(funds.currency.text)"
            lines.append(BilingualText("funds \(change), where they are kept", "余额 \(change)（已启用余额控制时）"))
        }
        return lines
    }

    private static func lines(of moves: ResolutionEffect.ManyMoves) -> [BilingualText] {
        let (count, listed) = (Figures.grouped(moves.count), Figures.grouped(moves.listed))
        var lines = [
            BilingualText(
                "\(Figures.count(moves.count, "refund")) of \(moves.amount.text) in all succeeded → failed (reversed), each order gets its amount back",
                "\(count) 笔退款（共 \(moves.amount.text)）succeeded → failed (reversed)，各订单释放相应金额")
        ]
        if moves.count < moves.listed {
            lines.append(
                BilingualText(
                    "the other refunds of the \(listed) listed have moved since and stay as they are",
                    "所列 \(listed) 笔中的其余退款此后状态已变，保持不变"))
        }
        let change = "\(ResolutionEffect.signed(moves.amount)) \(moves.amount.currency.text)"
        return lines + [BilingualText("funds \(change), where they are kept", "余额 \(change)（已启用余额控制时）")]
    }

    private static func line(of reservation: ResolutionEffect.Reservation) -> BilingualText {
        let (before, after) = (reservation.order.held, reservation.heldAfter)
        let held = "\(reservation.text(before)) → \(reservation.text(after))"
        let refundable =
            "\(reservation.text(reservation.refundable(before))) → \(reservation.text(reservation.refundable(after)))"
        let (id, amount) = (reservation.order.paymentID, reservation.order.amount.text)
        return BilingualText(
            "order \(id) of \(amount): held \(held), refundable \(refundable)",
            "订单 \(id)（\(amount)）：占用 \(held)，可退金额 \(refundable)")
    }
}
