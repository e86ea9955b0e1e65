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
        package var failure: Failure? { failures.first }
    }

    /// Call inside `Workspace.writing`. An unknown channel is a failure of kind notAllowed.
    package func build(channel: String?) throws -> Outcome {
        if let channel, workspace.configuration.channel(named: channel) == nil {
            throw unknown(channel, .notAllowed)
        }
        var outcome = Outcome()
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
        return outcome
    }

    private func departures(_ channel: String?, _ outcome: inout Outcome) throws -> [SubmissionWay.Departure]
    {
        var departures: [SubmissionWay.Departure] = []
        let groups = try workspace.ledger.read { try $0.waitingGroups(channel: channel, at: workspace.now) }
        for group in groups {
            guard let settings = workspace.configuration.channel(named: group.channel),
                let layout = BankLayout(rawValue: settings.layout.rawValue)
            else {
                outcome.failures.append(unknown(group.channel, .configuration))
                continue
            }
            departures.append(SubmissionWay.Departure(group: group, settings: settings, layout: layout))
        }
        return departures
    }

    private func unknown(_ channel: String, _ kind: Failure.Kind) -> Failure {
        Failure(
            kind, "channel \(channel) is not in refundry.yaml: add it, or name one that is",
            "refundry.yaml 中没有通道 \(channel)：请添加或更正")
    }
}
