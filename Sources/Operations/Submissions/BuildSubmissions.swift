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
        package var failure: Failure?
    }

    /// Call inside `Workspace.writing`. An unknown channel is a failure of kind notAllowed.
    package func build(channel: String?) throws -> Outcome {
        if let channel, workspace.configuration.channel(named: channel) == nil {
            throw unknown(channel, .notAllowed)
        }
        try demandNewestLedger()
        var outcome = Outcome()
        var departures: [SubmissionWay.Departure] = []
        for group in try workspace.ledger.read({ try $0.waitingGroups(channel: channel) }) {
            guard let settings = workspace.configuration.channel(named: group.channel),
                let layout = BankLayout(rawValue: settings.layout.rawValue)
            else {
                outcome.failure = outcome.failure ?? unknown(group.channel, .configuration)
                continue
            }
            departures.append(SubmissionWay.Departure(group: group, settings: settings, layout: layout))
        }
        let way = SubmissionWay(workspace: workspace)
        outcome.submissions = try way.send(departures).map { SubmissionView($0, workspace) }
        return outcome
    }

    /// A higher sequence in staging than in the ledger shows that the ledger is an old one: whatever it would build, the bank may have.
    private func demandNewestLedger() throws {
        let sequences = Sequences(workspace.home)
        for channel in try sequences.channels() {
            let sent = try sequences.last(channel: channel) ?? 0
            let known = try workspace.ledger.read { try $0.lastSequence(ofChannel: channel) }
            guard sent > Int64(known) else { continue }
            throw Failure(
                .alarm,
                "channel \(channel): the ledger knows \(known) files, but number \(sent) has been sent: the ledger is an old "
                    + "one; restore the newest, or take in with submissions adopt what was sent since; nothing was built",
                "通道 \(channel)：账本只记录到第 \(known) 个文件，但第 \(sent) 个已发送：账本过旧；请恢复最新账本，"
                    + "或用 submissions adopt 认领此后发出的文件；未生成任何文件")
        }
    }

    private func unknown(_ channel: String, _ kind: Failure.Kind) -> Failure {
        Failure(
            kind, "channel \(channel) is not in refundry.yaml: add it, or name one that is",
            "refundry.yaml 中没有通道 \(channel)：请添加或更正")
    }
}
