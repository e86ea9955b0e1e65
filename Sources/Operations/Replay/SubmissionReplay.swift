import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Replays what happened to submissions. Nothing is published: what left once must not leave again from a copy.
struct SubmissionReplay {
    let workspace: Workspace

    private var way: SubmissionWay { SubmissionWay(workspace: workspace) }

    /// - Parameter run: the entry with those behind it that are alike: seals of one transaction, emissions of one moment.
    func play(_ run: [JournalEntry], _ entry: JournalEntry, _ facts: JournalFacts) throws {
        if facts.submission != nil {
            try seal(run)
        } else if let step = facts.stage {
            _ = try way.stage(try record(step, entry))
        } else if facts.emission != nil {
            try emit(run)
        } else if let step = facts.redelivery {
            try way.recordRedelivery(of: try record(step, entry), note: step.note ?? "")
        } else if let step = facts.adoption {
            try adopt(step, entry)
        } else {
            throw ReplayFault(entry, "nothing is known by which it could be replayed", "没有可据以重放的内容")
        }
    }

    private func seal(_ run: [JournalEntry]) throws {
        var orders: [SealOrder] = []
        // A group of which not everything fits into one file has several seals, one after the other.
        var names: [String: String] = [:]
        for entry in run {
            let facts = try JournalFacts(of: entry)
            guard let sealed = facts.submission, let currency = CurrencyCode(sealed.currency) else {
                throw ReplayFault(entry, "its facts can't be read", "其内容无法读取")
            }
            let channel = sealed.channel
            names["\(channel) \(sealed.sequence)"] = sealed.name
            let group = WaitingGroup(
                channel: channel, currency: currency, exponent: sealed.exponent, count: 0)
            if orders.contains(where: { $0.group.isSame(as: group) }) { continue }
            var order = SealOrder(
                group: group, layout: sealed.layout, timeZone: sealed.timeZone,
                terms: facts.terms?.sealTerms ?? SealTerms(), name: { _ in "" })
            order.keepsCreditors = try workspace.ledger.read { reader in
                try ChannelLayout(sealed: sealed.layout, reader)?.writer.namesCreditors ?? false
            }
            orders.append(order)
        }
        for place in orders.indices {
            let channel = orders[place].group.channel
            orders[place].name = { [names] in names["\(channel) \($0)"] ?? "" }
        }
        _ = try way.seal(orders)
    }

    private func adopt(_ step: JournalFacts.Step, _ entry: JournalEntry) throws {
        let adoption = Adoption(
            by: entry.draft.by, osUser: entry.osUser, note: step.note ?? "", at: entry.draft.at)
        _ = try workspace.ledger.write { writer, _ in
            try writer.append(
                JournalDraft(
                    kind: "adoption", at: entry.draft.at, by: entry.draft.by,
                    changeDigest: try record(step, entry).digest,
                    body: JournalBodies.adoption(of: step.submission, adoption)))
        }
    }

    private func emit(_ run: [JournalEntry]) throws {
        let records = try run.map { entry in
            guard let step = try JournalFacts(of: entry).emission else {
                throw ReplayFault(entry, "its facts can't be read", "其内容无法读取")
            }
            return try record(step, entry)
        }
        for record in records { try way.announce(record) }
        _ = try way.emit(records)
        for record in records {
            try Durably.removeIfThere(Outbox(workspace.home).stagedPath(file: record.name))
        }
    }

    private func record(_ step: JournalFacts.Step, _ entry: JournalEntry) throws -> SubmissionRecord {
        guard let record = try workspace.ledger.read({ try $0.submission(step.submission) }) else {
            throw ReplayFault(entry, "there is no submission \(step.submission)", "没有提交 \(step.submission)")
        }
        return record
    }
}
