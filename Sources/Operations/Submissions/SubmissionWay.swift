import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// The way of a submission: sealed → written and synced in staging → recorded as staged → renamed into the outbox → recorded as emitted. A stop at any point is
/// gone on from: absence from staging proves that a staged file was published (`architecture.md`, the way of a submission).
struct SubmissionWay {
    let workspace: Workspace

    private var home: HomeFolder { workspace.home }
    private var outbox: Outbox { Outbox(home) }

    /// Finishes what an earlier stop left. What can't go on is remembered, and stops nothing else.
    func finishUnfinished() throws {
        let unfinished = try workspace.ledger.read { try $0.unfinishedSubmissions() }
        let evidence = unfinished.isEmpty ? nil : try SentEvidence(home)
        for submission in unfinished {
            _ = try stuck.trying { try workspace.translating { try finish(submission, evidence) } }
        }
        try finishRedeliveries()
        try finishAdoptions()
        try removeStranded()
    }

    private var stuck: StuckSubmissions { workspace.stuck }

    private func finish(_ submission: SubmissionRecord, _ evidence: SentEvidence?) throws {
        switch submission.state {
        case .sealed:
            // A number is written down only once its file was recorded as staged: this ledger has forgotten that.
            guard (evidence?.last(submission.channel) ?? 0) < submission.sequence else {
                throw Failure(
                    .alarm,
                    "\(submission.name) is sealed in the ledger, but number \(submission.sequence) of \(submission.channel) has been "
                        + "sent: the ledger is an old one; restore the newest, or say with submissions adopt what was sent",
                    "\(submission.name) 在账本中仅为已封入，但 \(submission.channel) 第 \(submission.sequence) 号已发送：账本过旧；"
                        + "请恢复最新账本，或用 submissions adopt 认领已发送的文件")
            }
            _ = try emit([try publish(try stage(submission))])
        case .staged:
            if try FileStatus.of(outbox.stagedPath(file: submission.name)) != nil {
                try demandBytes(of: submission, at: outbox.stagedPath(file: submission.name))
            }
            _ = try emit([try publish(submission)])
        case .emitted, .void: break
        }
    }

    /// What waited in staging while nobody watched leaves only as the bytes that were recorded.
    func demandBytes(of record: SubmissionRecord, at path: String) throws {
        guard try FileDigest.of(path) != record.digest else { return }
        let bytes = record.digest?.hex ?? ""
        throw Failure(
            .alarm,
            "\(path): this is not the file of submission \(record.id) any more: somebody changed it; copy archive/\(bytes) over it, which "
                + "holds the bytes that were recorded, and run again; don't remove it, for what is gone from there counts as sent",
            "\(path)：已不是提交 \(record.id) 的文件，内容被改动；请用 archive/\(bytes) 覆盖它后重新运行；请勿删除，缺失即视为已发送")
    }

    /// A group that leaves, with its channel's settings.
    struct Departure {
        var group: WaitingGroup
        var settings: ChannelSettings
        var layout: ChannelLayout
        var terms = SealTerms()
    }

    /// Seals the groups' refunds and brings them out: sealed together, written and published one by one, recorded as emitted together.
    func send(_ departures: [Departure]) throws -> [SubmissionRecord] {
        guard !departures.isEmpty else { return [] }
        let published = try sealAll(departures).compactMap { record in
            try stuck.trying { try workspace.translating { try publish(try stage(record)) } }
        }
        return try emit(published)
    }

    /// All together; but a channel with a schema by itself, for what its schema refuses is not sealed and must stop no other.
    private func sealAll(_ departures: [Departure]) throws -> [SubmissionRecord] {
        func orders(_ some: [Departure]) -> [SealOrder] {
            some.map { order($0.group, layout: $0.layout, timeZone: $0.settings.timeZone, terms: $0.terms) }
        }
        let free = departures.filter { $0.settings.schema == nil }
        var records = free.isEmpty ? [] : try seal(orders(free))
        var channels: [String] = []
        for departure in departures where departure.settings.schema != nil {
            let channel = departure.group.channel
            if channels.contains(channel) { continue }
            channels.append(channel)
            do {
                records += try seal(
                    orders(departures.filter { $0.group.channel == channel }), fitting: departure.settings)
            } catch let failure as Failure where failure.kind == .configuration {
                stuck.remember(failure)
            }
        }
        return records
    }

    /// How the group's file is to be made and called.
    func order(
        _ group: WaitingGroup, layout: ChannelLayout, timeZone: String, terms: SealTerms = SealTerms()
    ) -> SealOrder {
        let suffix = "\(group.currency.text).\(layout.writer.fileExtension)"
        var order = SealOrder(group: group, layout: layout.word, timeZone: timeZone, terms: terms) {
            "\(group.channel)-\(Self.sixDigits($0))-\(suffix)"
        }
        order.keepsCreditors = layout.writer.namesCreditors
        return order
    }

    /// Seals the groups' refunds: from now on they can't be cancelled.
    /// - Parameter settings: of the channel by whose schema the files must be valid, or nothing is sealed; nil: nobody asks.
    func seal(_ orders: [SealOrder], fitting settings: ChannelSettings? = nil) throws -> [SubmissionRecord] {
        try workspace.ledger.write { writer, _ in
            let records = try writer.seal(orders, at: workspace.now)
            for record in records {
                let order = orders.first { $0.group.isSame(as: record) }
                try writer.append(
                    JournalDraft(
                        kind: "seal", at: workspace.now, by: workspace.actor.name,
                        body: JournalBodies.seal(
                            record, totals: try writer.laneTotals(ofSubmission: record.id),
                            terms: order?.terms ?? SealTerms(),
                            creditors: try writer.creditors(ofSubmission: record.id))))
                if let settings { try demandValid(record, settings, writer) }
            }
            return records
        }
    }

    private static func sixDigits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 6 - text.count)) + text
    }

    /// Writes a sealed submission's file into staging and the archive, syncs it, and records it as staged.
    func stage(_ record: SubmissionRecord) throws -> SubmissionRecord {
        let path = outbox.stagedPath(file: record.name)
        try Durably.removeIfThere(path)
        let file = try OutputFile(path: path, hashing: true)
        let totals = try SubmissionFile(workspace: workspace, record: record).write { try file.append($0) }
        let (digest, size) = try file.finish(sync: true)
        guard let digest else { throw Failure(.inputOutput, "\(path): no digest was made", "\(path)：未生成摘要") }
        try Durably.syncFolder(home.staging)
        try archive(path, digest)
        return try workspace.ledger.write { writer, _ in
            try recordStaged(record, totals, digest, size, writer)
        }
    }

    /// Records a sealed submission as staged whose file was sent already: made again from the ledger it must be that file.
    func stageAdopted(
        _ record: SubmissionRecord, as sent: Digest, _ writer: any LedgerWriter
    ) throws -> SubmissionRecord {
        let stream = SHA256Stream()
        var size = 0
        let totals = try SubmissionFile(workspace: workspace, record: record).write(from: writer) { bytes in
            stream.update(bytes)
            size += bytes.count
        }
        guard stream.finish() == sent else {
            throw Failure(
                .notAllowed,
                "\(record.name): made from this ledger it is not the file that was sent: the orders or the channel's settings are "
                    + "not those of that time; put them back, or restore a newer ledger; nothing was changed",
                "\(record.name)：由当前账本生成的文件与已发送的不同：订单或通道设置与当时不一致；请改回，或恢复更新的账本；未作任何更改")
        }
        return try recordStaged(record, totals, sent, size, writer)
    }

    private func recordStaged(
        _ record: SubmissionRecord, _ totals: ControlTotals, _ digest: Digest, _ size: Int,
        _ writer: any LedgerWriter
    ) throws -> SubmissionRecord {
        try writer.stage(
            record.id, count: totals.count, amount: totals.amount, hashTotal: totals.hashTotal,
            digest: digest, size: size)
        try writer.append(
            JournalDraft(
                kind: "stage", at: workspace.now, by: workspace.actor.name, changeDigest: digest,
                body: JournalBodies.stage(
                    record.id, count: totals.count, amount: totals.amount, hashTotal: totals.hashTotal,
                    digest: digest, size: size)))
        var staged = record
        staged.count = totals.count
        staged.amount = totals.amount
        staged.hashTotal = totals.hashTotal
        staged.digest = digest
        staged.size = size
        staged.state = .staged
        return staged
    }

    /// The archive keeps every file that was sent.
    func archive(_ path: String, _ digest: Digest) throws {
        let target = home.archived(sha256: digest.hex)
        // One that a stopped process left there may not be durable yet.
        guard try FileStatus.of(target) == nil else { return try Durably.syncFolder(home.archive) }
        try Durably.copy(path, to: target, staging: home.staging, mode: 0o400)
    }

    /// Moves a staged file into the outbox, once.
    private func publish(_ record: SubmissionRecord) throws -> SubmissionRecord {
        if try FileStatus.of(outbox.stagedPath(file: record.name)) != nil {
            try announce(record)
            try outbox.publish(channel: record.channel, file: record.name)
        } else {
            try outbox.confirm(channel: record.channel)
        }
        return record
    }

    /// What must be known before a file is published: its own report, and its channel's sequence.
    func announce(_ record: SubmissionRecord) throws {
        try writeReport(record)
        try Sequences(home).record(Int64(record.sequence), channel: record.channel)
    }

    /// Records that the files stand in the outbox.
    func emit(_ records: [SubmissionRecord]) throws -> [SubmissionRecord] {
        guard !records.isEmpty else { return [] }
        try workspace.ledger.write { writer, _ in try emit(records, writer) }
        return records.map { record in
            var emitted = record
            emitted.state = .emitted
            emitted.emittedAt = workspace.now
            return emitted
        }
    }

    func emit(_ records: [SubmissionRecord], _ writer: any LedgerWriter) throws {
        try writer.emit(records.map(\.id), at: workspace.now)
        for record in records {
            try writer.append(
                JournalDraft(
                    kind: "emission", at: workspace.now, by: workspace.actor.name,
                    changeDigest: record.digest,
                    body: JournalBodies.emission(record.id, at: workspace.now)))
        }
    }

    /// `reports/submissions/<file>.json`: what left, and the journal's head, so that cutting the journal's tail shows too.
    ///
    /// A report that tells of another file under this name stays: it is evidence that the ledger is an old one.
    private func writeReport(_ record: SubmissionRecord) throws {
        let path = home.submissionReport(file: record.name)
        let facts = JSON.object(SubmissionView(record, workspace).members).line.dropLast()
        if let known = try Durably.readWhole(path, limit: 1 << 20), !known.starts(with: facts) {
            throw Failure(
                .alarm,
                "\(home.relative(path)) tells of another file that was sent under this name: the ledger is an old one, or was "
                    + "changed by hand; ask the bank what it has, and restore the newest ledger; nothing was sent",
                "\(home.relative(path)) 记录了以此名称发送的另一个文件：账本过旧或被改动；请向银行确认并恢复最新账本；未发送任何文件")
        }
        let head = try workspace.ledger.read { try $0.journalHead() }
        var members = SubmissionView(record, workspace).members
        members.append(
            (
                "journal",
                .object([
                    ("entry", JSON(head?.number)), ("digest", JSON(head?.digest.hex)),
                ])
            ))
        try Durably.writeWhole(JSON.object(members).line, to: path, staging: home.staging)
    }

    // MARK: - Redelivery

    /// Puts the same bytes under the same name into the outbox again. Recorded first; the file waits in staging under the redelivery's number.
    func redeliver(_ record: SubmissionRecord, note: String) throws {
        let number = try workspace.ledger.read { try $0.redeliveries(of: record.id) } + 1
        let path = redeliveryPath(record.id, number)
        try Durably.removeIfThere(path)
        let file = try OutputFile(path: path, hashing: true)
        _ = try SubmissionFile(workspace: workspace, record: record).write { try file.append($0) }
        let digest = try file.finish(sync: true).digest
        guard digest == record.digest else {
            try Durably.removeIfThere(path)
            throw SubmissionFile.differs(record)
        }
        try Durably.syncFolder(home.staging)
        try recordRedelivery(of: record, note: note)
        try release(path, record)
    }

    func recordRedelivery(of record: SubmissionRecord, note: String) throws {
        try workspace.ledger.write { writer, _ in
            try writer.recordRedelivery(
                of: record.id, by: workspace.actor.name, osUser: workspace.actor.osUser, note: note,
                at: workspace.now)
            try writer.append(
                JournalDraft(
                    kind: "redelivery", at: workspace.now, by: workspace.actor.name,
                    changeDigest: record.digest,
                    body: JournalBodies.redelivery(
                        of: record.id, by: workspace.actor.name, osUser: workspace.actor.osUser, note: note,
                        at: workspace.now)))
        }
    }

    private func redeliveryPath(_ id: Int, _ number: Int) -> String {
        "\(home.staging)/\(StagingNames.redeliveryPrefix)\(id)-\(number)"
    }

    private func release(_ path: String, _ record: SubmissionRecord) throws {
        try Durably.demandFolder(home.absolute("outbox/\(record.channel)"))
        let target = home.absolute(outbox.relativePath(channel: record.channel, file: record.name))
        try Durably.rename(path, to: target, replace: false)
    }

    private func finishRedeliveries() throws {
        for name in try StagingNames.of(home) {
            guard let (id, number) = StagingNames.redelivery(name),
                let submission = try workspace.ledger.read({ try $0.submission(id) })
            else { continue }
            let path = "\(home.staging)/\(name)"
            let isRecorded = try workspace.ledger.read { try $0.redeliveries(of: id) } >= number
            if try isRecorded && submission.state == .emitted
                && !outbox.holds(channel: submission.channel, file: submission.name)
            {
                _ = try stuck.trying {
                    try demandBytes(of: submission, at: path)
                    try workspace.translating { try release(path, submission) }
                }
            } else {
                try Durably.removeIfThere(path)
            }
        }
    }
}
