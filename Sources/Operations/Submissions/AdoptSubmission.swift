import Bytes
import Formats
import Glibc
import Home
import Ledger
import Refunds
import Rules

/// Takes a person's word that they sent a submission's file by hand: it is recognised by its bytes, recorded, and never sent again
/// (`cli.md`, `submissions adopt`).
///
/// The one verb that looks at what a stop left before recovery goes on from it: a file that waits in staging would be published else.
package struct AdoptSubmission {
    private let workspace: Workspace
    private let note: String

    private var home: HomeFolder { workspace.home }
    private var way: SubmissionWay { SubmissionWay(workspace: workspace) }

    package init(workspace: Workspace, note: String) {
        self.workspace = workspace
        self.note = note
    }

    package func adopt(_ path: String) throws -> SubmissionView {
        try workspace.adopting { doubt in
            try ShowSubmissions(workspace: workspace).show(try adopt(path, doubt))
        }
    }

    /// Answers the submission's number.
    private func adopt(_ path: String, _ doubt: StagingDoubt) throws -> Int {
        let digest = try Intake.digest(of: path)
        if let known = try unfinished(digest) {
            try adoptUnfinished(known, isCertain: !doubt.isThere)
            try doubt.settle()
            if !doubt.isThere { try Recovery(workspace: workspace).finish() }
            return known.id
        }
        if !doubt.isThere { try Recovery(workspace: workspace).finish() }
        let sent = try workspace.ledger.read { try $0.submissions() }.first { $0.digest == digest }
        if let sent {
            try adoptSent(sent)
            try doubt.settle()
            return sent.id
        }
        let forgotten = try adoptForgotten(path, as: digest)
        try doubt.settle()
        return forgotten
    }

    // MARK: - What the ledger knows

    /// A submission with these bytes that has not been recorded as emitted; a sealed one's are made for the purpose.
    private func unfinished(_ digest: Digest) throws -> SubmissionRecord? {
        try workspace.ledger.read { try $0.unfinishedSubmissions() }.first { record in
            if let staged = record.digest { return staged == digest }
            let stream = SHA256Stream()
            _ = try SubmissionFile(workspace: workspace, record: record).write { stream.update($0) }
            return stream.finish() == digest
        }
    }

    /// Nothing of it is published any more. When between its seal and now the person sent it nobody knows: as far as funds go it leaves now, which
    /// promises too little rather than too much until the next balance. Where staging can't be trusted, its file may lie in the outbox already.
    private func adoptUnfinished(_ known: SubmissionRecord, isCertain: Bool) throws {
        let record = known.state == .sealed ? try way.stage(known) : known
        let staged = Outbox(home).stagedPath(file: record.name)
        if isCertain, try FileStatus.of(staged) == nil {
            // Published before the stop.
            _ = try way.emit([record])
            return try adoptSent(record)
        }
        try way.announce(record)
        if !isCertain { try way.takeBack(SubmissionWay.Place(record), record.digest) }
        try workspace.ledger.write { writer, _ in
            try append(record, writer)
            try way.emit([record], writer)
        }
        try Durably.removeIfThere(staged)
        try way.dropTakenBack(SubmissionWay.Place(record))
    }

    /// It was published: what still lies in the outbox is taken away, so that no transfer sends it again.
    private func adoptSent(_ record: SubmissionRecord) throws {
        guard record.state != .void else {
            throw Failure(
                .notAllowed,
                "submission \(record.id) (\(record.name)) is void: its refunds are pending again or left in another file; tell the bank not "
                    + "to carry this one out",
                "提交 \(record.id)（\(record.name)）已作废：其退款已退回待发送或已在其他文件中发出；请通知银行不要执行此文件")
        }
        let wasThere = try way.takeBack(SubmissionWay.Place(record), record.digest)
        // Said again, it is recorded again only where it changes something.
        if try wasThere || !workspace.ledger.read({ try $0.isByHand(record.id) }) {
            try workspace.ledger.write { writer, _ in try append(record, writer) }
        }
        try way.dropTakenBack(SubmissionWay.Place(record))
    }

    private func append(_ record: SubmissionRecord, _ writer: any LedgerWriter) throws {
        let adoption = Adoption(
            by: workspace.actor.name, osUser: workspace.actor.osUser, note: note, at: workspace.now)
        try writer.append(
            JournalDraft(
                kind: "adoption", at: workspace.now, by: workspace.actor.name, changeDigest: record.digest,
                body: JournalBodies.adoption(of: record.id, adoption)))
    }

    // MARK: - What the ledger has forgotten

    /// A file that was sent before the ledger was put back to an older state. Its refunds are sealed once more as they were then: when that
    /// gives the same bytes, it is the same submission.
    /// The file says when it was made: by then its money had left, and a balance that was counted since knows of it. The day's flow goes by the
    /// moment at which it is recorded all the same: the reports of the days between are written, and each day begins where the one before ended.
    /// - Parameter goesByFile: false for what a version recorded that took the moment of the record for everything.
    func adoptForgotten(_ path: String, as digest: Digest, goesByFile: Bool = true) throws -> Int {
        guard case .staged(let file) = try Intake(workspace: workspace).take(IncomingFile(path: path)),
            file.survey.digest == digest
        else { throw unknown(path) }
        defer { unsafe _ = unlink(file.path) }
        guard let head = try ForgottenSubmission(file, workspace),
            let settings = workspace.configuration.channel(named: head.channel)
        else { throw unknown(path) }
        try demandNext(head)
        let order = order(head, settings.timeZone)
        let place = SubmissionWay.Place(id: head.id, channel: head.channel, file: order.name(head.sequence))
        let wasArchived = try FileStatus.of(workspace.home.archived(sha256: digest.hex)) != nil
        do {
            try way.archive(file.path, digest)
            // A copy of what still waits in the outbox was sent: that one must not be sent as well.
            if try !way.isPublished(place, as: path) { try way.takeBack(place, digest) }
            try workspace.ledger.write { writer, _ in
                let record = try seal(order, head, digest, goesByFile, writer)
                let staged = try way.stageAdopted(record, as: digest, writer)
                try append(staged, writer)
                try way.announce(staged)
                try way.emit([staged], writer)
            }
        } catch let failure as Failure where [.notAllowed, .alarm].contains(failure.kind) {
            // After any other trouble the ledger alone knows whether it was recorded: recovery asks it.
            try way.putBack(place)
            if !wasArchived { try Durably.removeIfThere(workspace.home.archived(sha256: digest.hex)) }
            throw failure
        }
        try way.dropTakenBack(place)
        return head.id
    }

    private func order(_ head: ForgottenSubmission, _ timeZone: String) -> SealOrder {
        let group = WaitingGroup(
            channel: head.channel, currency: head.currency,
            exponent: workspace.exponent(of: head.currency, inChannel: head.channel) ?? 0,
            count: head.serials.count)
        return way.order(group, layout: head.layout, timeZone: timeZone)
    }

    private func seal(
        _ order: SealOrder, _ head: ForgottenSubmission, _ digest: Digest, _ goesByFile: Bool,
        _ writer: any LedgerWriter
    ) throws -> SubmissionRecord {
        // A clock may be set back.
        let leftAt = goesByFile ? min(head.created, workspace.now) : nil
        let covered = try writer.coverLeft(head.serials, at: workspace.now)
        let record = try writer.seal(order, refunds: head.serials, at: head.created, leftAt: leftAt)
        try writer.append(
            JournalDraft(
                kind: "seal", at: workspace.now, by: workspace.actor.name,
                body: JournalBodies.seal(
                    record, totals: try writer.laneTotals(ofSubmission: record.id), adopted: digest,
                    leftAt: leftAt, covered: covered,
                    creditors: try writer.creditors(ofSubmission: record.id))))
        return record
    }

    /// What was sent must be taken in in the order in which it was sent: numbers have no gaps.
    private func demandNext(_ head: ForgottenSubmission) throws {
        let (last, next) = try workspace.ledger.read {
            (try $0.lastSequence(ofChannel: head.channel), try $0.nextSubmission())
        }
        guard head.sequence > last, head.id >= next else {
            throw Failure(
                .notAllowed,
                "submission \(head.id), number \(head.sequence) of \(head.channel), is another file in this ledger: two files "
                    + "have gone out under one number; ask the bank which it has, and restore the ledger that made it",
                "提交 \(head.id)（\(head.channel) 第 \(head.sequence) 号）在账本中是另一个文件：同一编号发出了两个文件；"
                    + "请向银行确认其收到的是哪一个，并恢复生成该文件的账本")
        }
        guard head.sequence == last + 1, head.id == next else {
            throw Failure(
                .notAllowed,
                "this is submission \(head.id), number \(head.sequence) of \(head.channel); the ledger's next are \(next) and "
                    + "\(last + 1): adopt the files that were sent before it first",
                "此文件为提交 \(head.id)（\(head.channel) 第 \(head.sequence) 号），账本的下一个为提交 \(next)、第 \(last + 1) 号："
                    + "请先认领之前发出的文件")
        }
    }

    private func unknown(_ path: String) -> Failure {
        Failure(
            .notAllowed,
            "\(path): no submission of this home has these bytes: name the very file that was sent (submissions list tells "
                + "them with their SHA-256); nothing was changed",
            "\(path)：没有内容与之相同的提交：请指定实际发出的文件（submissions list 列出其 SHA-256）；未作任何更改")
    }
}
