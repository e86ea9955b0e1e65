import Refunds

/// TERMINAL_CONFLICT: The terminal isn't the order's.
enum TerminalConflict {
    static func applies(to row: RowInQuestion) -> Bool {
        !row.terminalAgrees
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "terminal \(facts.terminal) is not the order's, which is \(facts.orderTerminal)",
            "终端号 \(facts.terminal) 与订单的终端号 \(facts.orderTerminal) 不符")
    }
}
