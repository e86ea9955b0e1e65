import Home
import Ledger
import Refunds
package import Rules

/// What still waits after a build, and what for: so that finance understands why a file is smaller than they expect.
package struct HeldBack: Sendable {
    package private(set) var holds = HoldTotals()
    /// A line for each refund that can never leave, and for each halt that keeps something.
    package private(set) var attention: [BilingualText] = []

    /// How many refunds that never fit are named one by one.
    private static let mostNamed = 100

    package init() {}

    /// Only batches with something waiting are looked at.
    init(_ workspace: Workspace, _ reader: any LedgerReader, channel: String? = nil) throws {
        let holds = try Holds(workspace, reader)
        var never = 0
        var halts: Set<HaltSubject> = []
        try reader.waiting { refund in
            guard channel == nil || refund.lane.channel == channel else { return }
            let hold = try holds.of(refund)
            try self.holds.add(hold, refund.lane, refund.amount)
            if hold == .halt, let halt = holds.departures.halt(of: refund.lane) {
                if halts.insert(halt.subject).inserted { attention.append(Self.line(halt, workspace)) }
            }
            if hold == .limit, let line = try Self.never(refund, holds.departures, workspace) {
                never += 1
                if never <= Self.mostNamed { attention.append(line) }
            }
        }
        if never > Self.mostNamed {
            attention.append(
                BilingualText(
                    "\(never - Self.mostNamed) further refunds never fit: see submissions plan",
                    "另有 \(never - Self.mostNamed) 笔退款永远无法提交：请查看 submissions plan"))
        }
    }

    private static func never(
        _ refund: WaitingRefund, _ departures: Departures, _ workspace: Workspace
    ) throws -> BilingualText? {
        let lane = refund.lane
        guard let limit = try departures.group(GroupKey(lane))?.limits.neverFits(refund.amount) else {
            return nil
        }
        let money = Money(minor: refund.amount, currency: lane.currency, exponent: lane.exponent)
        let most = Money(minor: limit.most, currency: lane.currency, exponent: lane.exponent)
        let id = workspace.refundID(refund.serial)
        return BilingualText(
            "refund \(id) never fits: \(money.text) is more than \(limit.setting) \(most.text) of channel "
                + "\(lane.channel): raise the limit, or cancel the refund",
            "退款 \(id) 永远无法提交：\(money.text) 超过通道 \(lane.channel) 的 \(limit.setting) \(most.text)：请提高限额，或撤销退款")
    }

    private static func line(_ halt: HaltEvent, _ workspace: Workspace) -> BilingualText {
        let (kind, name) = (halt.subject.kind, halt.subject.name)
        let since = workspace.text(halt.at)
        return BilingualText(
            "\(kind.rawValue) \(name) is halted by \(halt.by) since \(since): \(halt.note); "
                + "\(kind.noun) resume \(name) lets its refunds go",
            "\(kind.chinese) \(name) 由 \(halt.by) 自 \(since) 起暂停：\(halt.note)；恢复请用 \(kind.noun) resume \(name)"
        )
    }

    /// `held back (cutoff): 2, USD 12.30` for programs, one for each hold; people get a table.
    package var notes: [String] {
        holds.held.map { part in
            let money = part.totals.map(\.text).joined(separator: ", ")
            return "held back (\(part.hold?.rawValue ?? "")): \(part.count), \(money)"
        }
    }
}
