import Refunds

/// TOO_MANY_REFUNDS: The order has as many refunds that are not failed as the channel allows.
enum TooManyRefunds {
    static func applies(to row: RowInQuestion) -> Bool {
        guard row.order != nil, let standing = row.standing else { return false }
        return standing.refunds >= row.channel.maxRefunds
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "the order already has \(facts.maxRefunds) refunds, the most that its channel allows",
            "该订单已有 \(facts.maxRefunds) 笔退款，达到通道上限")
    }
}
