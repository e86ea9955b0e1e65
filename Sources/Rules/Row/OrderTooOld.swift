import Refunds

/// ORDER_TOO_OLD: Paid longer ago than the channel allows. Exactly the limit is not too old.
enum OrderTooOld {
    static func applies(to row: RowInQuestion) -> Bool {
        guard let order = row.order else { return false }
        return row.now.seconds - order.paidAt.seconds > Int64(row.channel.maxAgeDays) * 86_400
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "paid on \(facts.paidAt), more than \(facts.maxAgeDays) days ago",
            "支付时间为 \(facts.paidAt)，已超过 \(facts.maxAgeDays) 天")
    }
}
