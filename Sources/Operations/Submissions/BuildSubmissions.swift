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
                let layout = ChannelLayout(settings)
            else {
                outcome.failures.append(unknown(group.channel, .configuration))
                continue
            }
            let before = departures.filter { $0.group.channel == group.channel }.count
            if let failure = try unwritable(group, settings, layout, before: (departures.count, before)) {
                outcome.failures.append(failure)
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

    /// What a profile's header or trailer has no room for, before anything is sealed: a sealed file that can't be written would stop its channel.
    private func unwritable(
        _ group: WaitingGroup, _ settings: ChannelSettings, _ layout: ChannelLayout,
        before: (files: Int, ofChannel: Int)
    ) throws -> Failure? {
        guard let writer = layout.writer as? ProfileSubmission, let zone = ZoneClock(settings.timeZone) else {
            return nil
        }
        return try workspace.ledger.read { reader in
            var amount: Int64 = 0
            let holds = DataHolds(workspace, reader)
            try reader.waiting { refund in
                guard GroupKey(refund.lane) == GroupKey(group), refund.hold(at: workspace.now) == nil,
                    try holds.fault(refund.serial, channel: group.channel) == nil
                else { return }
                amount = amount.addingReportingOverflow(refund.amount).partialValue
            }
            let files = settings.maxRows > 0 ? group.count / settings.maxRows : 0
            var header = SubmissionHeader(
                id: try reader.nextSubmission() + before.files + files, channel: group.channel,
                sequence: try reader.lastSequence(ofChannel: group.channel) + 1 + before.ofChannel + files,
                now: workspace.now,
                zone: zone, currency: group.currency, exponent: group.exponent,
                homeNumber: workspace.configuration.homeNumber)
            header.count = settings.maxRows > 0 ? min(settings.maxRows, group.count) : group.count
            header.amount = amount
            do throws(SubmissionFault) {
                try writer.demandRoom(for: header)
                return nil
            } catch {
                return Failure(
                    .configuration,
                    "channel \(group.channel): \(error.field) \(error.english): make room for it in the profile; nothing of this channel was sent",
                    "通道 \(group.channel)：\(error.field) \(error.chinese)：请在配置中加长该字段；该通道未发送任何文件")
            }
        }
    }

    private func unknown(_ channel: String, _ kind: Failure.Kind) -> Failure {
        Failure(
            kind, "channel \(channel) is not in refundry.yaml: add it, or name one that is",
            "refundry.yaml 中没有通道 \(channel)：请添加或更正")
    }
}
