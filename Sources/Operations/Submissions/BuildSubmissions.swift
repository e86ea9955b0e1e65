import Formats
import Home
import Ledger
import Refunds
package import Rules

/// Puts every approved, covered, due refund in submission files, in the outbox; one file for each channel and currency.
package struct BuildSubmissions {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What was built, and what couldn't be: one channel's trouble doesn't stop the others.
    package struct Outcome: Sendable {
        package var submissions: [SubmissionView] = []
        package var failures: [Failure] = []
        /// What waits still.
        package var heldBack = HeldBack()
        /// What lost its cover before anything was sealed.
        package var uncovered: [SettleCover.Answer] = []
        package var failure: Failure? { failures.first }
    }

    /// Call inside `Workspace.writing`. An unknown channel is a failure of kind notAllowed.
    package func build(channel: String?) throws -> Outcome {
        if let channel, workspace.configuration.channel(named: channel) == nil {
            throw unknown(channel, .notAllowed)
        }
        var outcome = Outcome()
        outcome.uncovered = try SettleCover(workspace: workspace).settle()
        let stuck = workspace.stuck
        let isNewest: Void? = try stuck.trying {
            let evidence = try SentEvidence(workspace.home)
            try workspace.ledger.read { try evidence.demandNewest($0, workspace.home) }
        }
        if isNewest != nil {
            let departures = try departures(channel, &outcome)
            outcome.submissions = try SubmissionWay(workspace: workspace).send(departures)
                .map { SubmissionView($0, workspace) }
        }
        outcome.failures = stuck.takeAll() + outcome.failures
        outcome.heldBack = try workspace.ledger.read { try HeldBack(workspace, $0, channel: channel) }
        return outcome
    }

    private func departures(_ channel: String?, _ outcome: inout Outcome) throws -> [SubmissionWay.Departure]
    {
        var departures: [SubmissionWay.Departure] = []
        for (group, terms) in try workspace.ledger.read({ try groups(channel, $0, &outcome) }) {
            guard let settings = workspace.configuration.channel(named: group.channel),
                let layout = BankLayout(rawValue: settings.layout.rawValue)
            else {
                outcome.failures.append(unknown(group.channel, .configuration))
                continue
            }
            departures.append(
                SubmissionWay.Departure(group: group, settings: settings, layout: layout, terms: terms))
        }
        return departures
    }

    /// What waits, and on which terms it leaves. A channel whose calendar lacks the year stays, and the others go on.
    private func groups(
        _ channel: String?, _ reader: any LedgerReader, _ outcome: inout Outcome
    ) throws -> [(WaitingGroup, SealTerms)] {
        let departures = try Departures(workspace, reader)
        var groups: [(WaitingGroup, SealTerms)] = []
        var isStopped: Set<String> = []
        let waiting = try reader.waitingGroups(channel: channel, at: workspace.now)
        for group in waiting where !isStopped.contains(group.channel) {
            do {
                groups.append((group, try departures.terms(GroupKey(group))))
            } catch let failure as Failure where failure.kind == .configuration {
                isStopped.insert(group.channel)
                outcome.failures.append(failure)
            }
        }
        return groups
    }

    private func unknown(_ channel: String, _ kind: Failure.Kind) -> Failure {
        Failure(
            kind, "channel \(channel) is not in refundry.yaml: add it, or name one that is",
            "refundry.yaml 中没有通道 \(channel)：请添加或更正")
    }
}
