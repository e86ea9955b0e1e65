import Home
import Ledger
import Refunds
package import Rules

/// Says for every waiting refund when it will leave and why (`controls.md`, calendars and cut-offs). Refund by refund in order of refund_id: memory does not
/// grow with what waits.
package struct PlanSubmissions {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package struct Totals: Sendable {
        package var holds = HoldTotals()
        /// Channels whose calendar lacks a year that the plan needs.
        package var failures: [Failure] = []
    }

    /// Visits the waiting refunds. An unknown channel is a failure of kind notAllowed.
    package func plan(channel: String?, _ visit: (PlanLine) throws -> Void) throws -> Totals {
        try workspace.ledger.read { reader in
            if let channel { try demandKnown(channel, reader) }
            var totals = Totals()
            var forecast = try Forecast(Holds(workspace, reader))
            try reader.waitingRefunds(channel: channel) { record in
                let (hold, leaves, why) = try forecast.of(record)
                try totals.holds.add(hold, record.lane, record.amount)
                try visit(
                    PlanLine(
                        id: workspace.refundID(record.serial), record: record, hold: hold,
                        readyAt: workspace.text(record.readyAt), leavesAt: leaves.map(workspace.text),
                        why: why))
            }
            totals.failures = forecast.failures
            // What the build would say before anything else.
            do {
                try SentEvidence(workspace.home).demandNewest(reader, workspace.home)
            } catch let failure as Failure where failure.kind == .alarm {
                totals.failures.insert(failure, at: 0)
            }
            return totals
        }
    }

    private func demandKnown(_ channel: String, _ reader: any LedgerReader) throws {
        if workspace.configuration.channel(named: channel) != nil { return }
        if try reader.channel(named: channel) != nil { return }
        throw Failure(
            .notAllowed, "channel \(channel) is not in refundry.yaml: add it, or name one that is",
            "refundry.yaml 中没有通道 \(channel)：请添加或更正")
    }
}
