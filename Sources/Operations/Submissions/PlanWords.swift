import Formats
import Ledger
import Refunds
import Rules

/// Why a refund leaves when it does, in words.
enum PlanWords {
    static let nextBuild = BilingualText("leaves with the next build", "将随下一次生成发出")

    static func noChannel(_ channel: String) -> BilingualText {
        BilingualText(
            "waits: channel \(channel) is not in refundry.yaml any more: add it",
            "等待：refundry.yaml 中已没有通道 \(channel)：请添加")
    }

    static func passed(_ cutoff: BilingualText) -> BilingualText {
        BilingualText(
            "leaves with the next build: its cut-off, \(cutoff.english), has passed",
            "将随下一次生成发出：其截止时间 \(cutoff.chinese) 已过")
    }

    static func farAway(_ days: Int, _ channel: String) -> BilingualText {
        BilingualText(
            "waits: max_money_day of channel \(channel) is used up on the next \(days) days on which it sends: raise the limit",
            "等待：通道 \(channel) 此后 \(days) 个发送日的单日限额（max_money_day）均已占满：请提高限额")
    }

    /// What leaves this year goes; when the rest leaves depends on a year that the calendar doesn't hold.
    static func unknown(_ year: UnknownYear, _ channel: String) -> BilingualText {
        let file = "calendars/\(year.calendar).yaml"
        return BilingualText(
            "channel \(channel): when this leaves can't be said, for the calendar \(year.calendar) doesn't hold \(year.year): write that year with "
                + "its source into \(file) before it begins",
            "通道 \(channel)：日历 \(year.calendar) 没有 \(year.year) 年，无法确定发出时间：请在该年开始前将其及来源写入 \(file)")
    }

    /// `leaves Thu 8 Oct 2026 16:00 CST: cut-off passed on Wed 30 Sep, 1–7 Oct off`
    static func leaves(
        _ leaves: Instant, readyOn: CalendarDate, _ clock: ChannelClock
    ) throws(UnknownYear) -> BilingualText {
        let when = DateWords.moment(leaves, clock.zone)
        let leavesOn = clock.date(of: leaves)
        var reasons: [BilingualText] = []
        if leavesOn <= readyOn {
            let why =
                clock.cutoffs.isEmpty ? ("when it has rested", "冷静期结束") : ("the next cut-off", "下一个截止时间")
            reasons = [BilingualText(why.0, why.1)]
        } else {
            if try clock.calendar.isBusinessDay(readyOn) {
                let day = DateWords.day(readyOn)
                reasons.append(
                    BilingualText("cut-off passed on \(day.english)", "\(day.chinese)的截止时间已过"))
            }
            for (first, last) in try off(from: readyOn, to: leavesOn, clock.calendar) {
                let span = DateWords.span(first, last)
                reasons.append(BilingualText("\(span.english) off", "\(span.chinese)休"))
            }
        }
        let chinese = reasons.map(\.chinese).joined(separator: "，")
        return BilingualText(
            "leaves \(when.english): \(reasons.map(\.english).joined(separator: ", "))",
            "\(when.chinese) 发出：\(chinese)")
    }

    /// The stretches of days off from a day up to another, which isn't in it.
    private static func off(
        from start: CalendarDate, to end: CalendarDate, _ calendar: BusinessCalendar
    ) throws(UnknownYear) -> [(CalendarDate, CalendarDate)] {
        var spans: [(CalendarDate, CalendarDate)] = []
        var first: CalendarDate?
        var date = start
        while date < end {
            if try calendar.isBusinessDay(date) {
                if let first { spans.append((first, date.adding(days: -1))) }
                first = nil
            } else if first == nil {
                first = date
            }
            date = date.adding(days: 1)
        }
        if let first { spans.append((first, end.adding(days: -1))) }
        return spans
    }

    static func usedUp(_ when: BilingualText, _ most: Money, _ channel: String) -> BilingualText {
        BilingualText(
            "leaves \(when.english): max_money_day \(most.text) of channel \(channel) is used up until then",
            "\(when.chinese) 发出：此前通道 \(channel) 的单日限额 \(most.text)（max_money_day）已占满")
    }

    static func never(
        _ refund: RefundRecord, _ setting: String, _ most: Int64, _ channel: String
    ) -> BilingualText {
        let limit = Money(minor: most, currency: refund.lane.currency, exponent: refund.lane.exponent)
        return BilingualText(
            "never fits: \(refund.money.text) is more than \(setting) \(limit.text) of channel \(channel): raise the limit, or cancel the refund",
            "永远无法发出：\(refund.money.text) 超过通道 \(channel) 的 \(setting) \(limit.text)：请提高限额，或撤销该退款")
    }

    static func halted(_ halt: HaltEvent?, _ workspace: Workspace) -> BilingualText {
        guard let halt else { return nextBuild }
        let (kind, name) = (halt.subject.kind, halt.subject.name)
        let at = workspace.text(halt.at)
        return BilingualText(
            "waits: \(kind.rawValue) \(name) was halted by \(halt.by) on \(at) (\(halt.note)); it leaves after \(kind.noun) resume \(name)",
            "等待：\(kind.chinese) \(name) 已由 \(halt.by) 于 \(at) 暂停（\(halt.note)）；执行 \(kind.noun) resume \(name) 后发出"
        )
    }

    /// What the channel's layout can't write, or its schema doesn't take.
    static func unfit(_ fault: SubmissionFault, _ refund: RefundRecord) -> BilingualText {
        let channel = refund.lane.channel
        return switch fault.source {
        case .order:
            BilingualText(
                "waits: \(fault.field) \(fault.english): bring order \(refund.paymentID) in again with it (orders import), or cancel the refund",
                "等待：\(fault.field) \(fault.chinese)：请补正后重新导入订单 \(refund.paymentID)（orders import），或撤销该退款")
        case .layout:
            BilingualText(
                "waits: \(fault.field) \(fault.english): correct the profile of channel \(channel), or cancel the refund",
                "等待：\(fault.field) \(fault.chinese)：请更正通道 \(channel) 的配置，或撤销该退款")
        case .schema:
            BilingualText(
                "waits: \(fault.field) \(fault.english): bring order \(refund.paymentID) in again with what it takes (orders import), correct the "
                    + "settings of channel \(channel) or its schema, or cancel the refund",
                "等待：\(fault.field) \(fault.chinese)：请补正后重新导入订单 \(refund.paymentID)（orders import）、更正通道 \(channel) 的设置或其 "
                    + "schema，或撤销该退款")
        }
    }

    /// What waits for people, facts or money.
    static func waiting(_ hold: RefundHold?, _ refund: RefundRecord) -> BilingualText {
        switch hold {
        case .order:
            BilingualText(
                "waits: its order doesn't cover it any more, or it may have been paid by hand; see orders show --payment \(refund.paymentID) "
                    + "and exceptions list",
                "等待：订单余额不足，或可能已人工退款；请查看 orders show --payment \(refund.paymentID) 和 exceptions list")
        case .approval:
            BilingualText(
                "waits for an approval: batches approve \(refund.batch) --by NAME",
                "等待审批：batches approve \(refund.batch) --by NAME")
        case .data:
            BilingualText(
                "waits for the payee's details: they are missing or not fit for the channel",
                "等待收款资料：资料缺失或不符合通道要求")
        case .funds: BilingualText("waits for money: see funds show", "等待资金：请查看 funds show")
        case .cooling, .halt, .limit, .cutoff, nil: nextBuild
        }
    }
}
