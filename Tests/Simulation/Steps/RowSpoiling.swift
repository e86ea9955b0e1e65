/// Makes rows of a refund batch wrong, in every way that the table of `decisions.md` knows.
enum RowSpoiling {
    static func spoil(_ fields: inout [String: String], _ world: World, _ chance: inout Chance) {
        for _ in 0..<chance.pick([1, 1, 2]) {
            let (name, value) = fault(world, &chance)
            fields[name] = value
        }
    }

    private static func fault(_ world: World, _ chance: inout Chance) -> (String, String) {
        let orders = world.model.orders.values.sorted { $0.paymentID < $1.paymentID }
        let order = chance.pickAny(orders)
        let card = chance.pick([
            "4111 1111 1111 1111", "card 5500005555555559 x", "4111-1111-1111-1112", "6200000000000005",
        ])
        let faults: [(String, String)] = [
            ("refund_number", ""), ("payment_id", ""), ("order_number", ""), ("refund_amount", ""),
            ("refund_number", "R 1"), ("refund_number", String(repeating: "7", count: 65)),
            ("payment_id", "P/1"), ("terminal", "t t"), ("refund_type", "half"), ("refund_type", "full"),
            ("refund_description", String(repeating: "长", count: 256)), ("refund_description", "a\u{7}b"),
            ("refund_number", "1.2E+9"), ("payment_id", "2.61002E+20"), ("order_number", "1E+14"),
            ("terminal", "9.95E+7"), ("refund_description", card), ("refund_amount", "1,000"),
            ("refund_amount", "0.00"), ("refund_amount", "-5"), ("refund_amount", "5."),
            ("refund_amount", "1234567890123"), ("refund_amount", "1.2345"), ("refund_amount", "1.00"),
            ("refund_amount", "999999999"), ("refund_currency", "XAU"), ("refund_currency", "dem"),
            ("refund_currency", chance.pick(Universe.currencies)),
            ("terminal", chance.pick(Universe.terminals)),
            ("payment_id", "unknown-1"), ("order_number", "unknown-2"),
            ("payment_id", order?.paymentID ?? "none"), ("order_number", order?.orderNumber ?? "none"),
            ("order_number", chance.pick(Universe.orderNumbers)),
        ]
        return chance.pick(faults)
    }
}
