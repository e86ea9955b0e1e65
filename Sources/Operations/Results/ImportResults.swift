import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Takes in bank result files: refuses the file, or applies each record, finds it known, or opens an exception (`lifecycle.md`, exceptions).
package struct ImportResults {
    private let workspace: Workspace
    private let intake: Intake
    private let gathers: Bool

    /// - Parameter gathers: whether what is said of a whole submission is one exception for all that it contradicts. Older versions opened one
    ///   each; their replay does so again.
    package init(workspace: Workspace, gathers: Bool = true) {
        self.workspace = workspace
        self.gathers = gathers
        intake = Intake(workspace: workspace)
    }

    /// Takes one file. Call inside `Workspace.writing`. `channel` is what the command line says; a dropped file's is its folder's.
    /// An unknown channel is a failure of kind notAllowed.
    package func take(_ file: IncomingFile, channel: String?) throws -> ResultAnswer {
        let channel = try known(channel ?? Self.channel(ofDropped: file))
        let reading = workspace.resultReading(ofChannel: channel)
        switch try intake.take(file, declared: reading.encoding) {
        case .refused(let refusal, let digest, let size):
            let record = intake.record(
                file, kind: .results, digest: digest, inflated: digest, size: size, modified: 0)
            return try refuse(file, nil, refusal, record, channel: channel, records: 0, notes: [])
        case .staged(let staged):
            return try take(staged, channel: channel)
        }
    }

    private static func channel(ofDropped file: IncomingFile) -> String? {
        switch file.dropped?.place {
        case .results(let channel): channel
        case .orders, .refunds, nil: nil
        }
    }

    /// A channel of the configuration, or one that has left it but has refunds in the ledger.
    private func known(_ channel: String?) throws -> String? {
        guard let channel else { return nil }
        if workspace.configuration.channel(named: channel) != nil { return channel }
        if try workspace.ledger.read({ try $0.channel(named: channel) }) != nil { return channel }
        throw Failure(
            .notAllowed, "there is no channel \(channel): name one of refundry.yaml",
            "没有通道 \(channel)：请使用 refundry.yaml 中的通道")
    }

    private func take(_ staged: StagedFile, channel: String?) throws -> ResultAnswer {
        let scan = ResultScan(
            workspace: workspace, file: try declared(staged, channel), given: channel)
        var schemaNotes: [BilingualText] = []
        do {
            let atOnce = try claimAtOnce(scan)
            let claim = try atOnce ?? scan.examine()
            if atOnce == nil, let note = try demandValid(scan, claim.channel) { schemaNotes.append(note) }
            if channel == nil { try demandLayout(claim, scan.file) }
            var answer = ResultAnswer(file: staged.incoming.name, digest: staged.survey.digest)
            if let earlier = try known(staged.survey.digest, claim) {
                if atOnce != nil { _ = try scan.examine() }
                let records = try records(of: earlier)
                try keepRepeat(staged, of: earlier, channel: channel, records: records)
                answer.isAlreadyKnown = true
                answer.counts.records = records
                answer.counts.alreadyKnown = records
                try intake.discard(staged)
            } else {
                (answer.counts, answer.unapproved) = try keep(
                    staged, scan, claim, isRead: atOnce == nil)
                try intake.settle(staged)
            }
            answer.notes = scan.notes + schemaNotes
            return answer
        } catch let refusal as FileRefusal {
            return try refuse(
                staged.incoming, staged, refusal, intake.record(staged, kind: .results), channel: channel,
                records: scan.records, notes: scan.notes)
        }
    }

    /// The claim of a file that one pass can judge; nil where it is read before, or validated.
    private func claimAtOnce(_ scan: ResultScan) throws -> ResultClaim? {
        guard let channel = scan.channel, SchemaShelf(workspace, channel: channel) == nil else { return nil }
        return try scan.claimAtOnce()
    }

    /// A file that names no channel is read as native; where the submission that it names went to a channel whose results are others, somebody
    /// must say so.
    private func demandLayout(_ claim: ResultClaim, _ file: DeclaredFile) throws {
        guard case .native = file.reading, let channel = claim.channel,
            let layout = workspace.resultReading(ofChannel: channel).name
        else { return }
        throw FileRefusal(
            .submissionUnknown,
            "channel \(channel) answers in \(layout.english), this file was read as native: bring it in with --channel \(channel), "
                + "or by drop/results/\(channel)/",
            "通道 \(channel) 的结果文件采用\(layout.chinese)，此文件却按原生格式读取：请用 --channel \(channel) 或 "
                + "drop/results/\(channel)/ 导入")
    }

    /// Where the channel has a schema, an answer that it doesn't take is refused. Answers a remark where there is none for a message of this name.
    private func demandValid(_ scan: ResultScan, _ channel: String?) throws -> BilingualText? {
        guard let message = scan.message, let channel,
            let shelf = SchemaShelf(workspace, channel: channel)
        else { return nil }
        guard try shelf.holds(message) else {
            return BilingualText(
                "there is no schema for \(message): it was not validated", "没有 \(message) 的 schema：未做校验")
        }
        let source = try TextSource(
            path: scan.file.path, survey: scan.file.survey, limits: scan.file.limits)
        guard let fault = try shelf.fault(message, in: source) else { return nil }
        if scan.isEnvelope, fault.isUndeclared {
            return BilingualText(
                "the message stands in an envelope that the schema doesn't know: it was not validated",
                "报文位于 schema 未包含的信封之内：未做校验")
        }
        if scan.isVariant, fault.isUndeclared {
            return BilingualText(
                "the namespace is a variant of \(message) that the schema doesn't know: it was not validated",
                "命名空间是 schema 未包含的 \(message) 变体：未做校验")
        }
        throw FileRefusal(
            .incomplete, line: fault.line,
            "this is no valid \(message): \(fault.words): ask the bank for a file that its schema takes, or correct channels.\(channel).schema",
            "不符合 \(message)：\(fault.words)：请向银行索取符合 schema 的文件，或更正 channels.\(channel).schema")
    }

    private func declared(_ staged: StagedFile, _ channel: String?) throws -> DeclaredFile {
        DeclaredFile(
            path: staged.path, survey: staged.survey, limits: intake.limits,
            reading: try channel == nil ? reading(of: staged) : workspace.resultReading(ofChannel: channel),
            exponents: channel.flatMap { workspace.configuration.channel(named: $0)?.exponents } ?? [:])
    }

    /// A file that names no channel: a message of ISO 20022 says of itself that it is one, and may name the submission that it answers.
    private func reading(of staged: StagedFile) throws -> DeclaredFile.Reading {
        guard staged.survey.layout == .xml else { return .native }
        let settings = ISO20022Settings(debtor: ISO20022Settings.Debtor(name: "", account: "", agent: ""))
        do {
            let file = try ISO20022ResultFile(
                path: staged.path, survey: staged.survey, limits: intake.limits, settings: settings,
                homeNumber: workspace.configuration.homeNumber
            ) { _ in nil }
            if file.isEnvelope, file.rootName == NativeLayout.results.root { return .native }
            var chunk = RecordChunk()
            while file.directives.text("submission_id") == nil,
                try file.read(into: &chunk, atMost: ResultPass.chunkRows)
            {
                chunk.removeAll()
            }
            guard file.isMessage else { return .native }
            let named = file.directives.text("submission_id").flatMap { Int($0) }
            let submission = try named.flatMap { id in try workspace.ledger.read { try $0.submission(id) } }
            let channel = submission.flatMap { workspace.configuration.channel(named: $0.channel)?.iso20022 }
            return .iso20022(ISO20022Reading(channel ?? settings, workspace))
        } catch is ByteFault {
            // It is told by whoever reads the file next.
            return .native
        }
    }

    /// The file as which these bytes were taken before for this channel (details 25). One that names no channel is the same only as one that named none.
    private func known(_ digest: Digest, _ claim: ResultClaim) throws -> EarlierFile? {
        try workspace.ledger.read { reader in
            guard
                let earlier = try reader.earlierFile(kind: .results, digest: digest, channel: claim.channel)
            else { return nil }
            if claim.channel != nil { return earlier }
            let next = Instant(seconds: earlier.takenAt.seconds + 1)
            let isSame = try reader.files(takenFrom: earlier.takenAt, to: next).contains {
                $0.kind == .results && $0.digest == digest && $0.refusal == nil && $0.channel == nil
            }
            return isSame ? earlier : nil
        }
    }

    /// As the file was counted when it was taken.
    private func records(of earlier: EarlierFile) throws -> Int {
        guard let counts = try workspace.ledger.read({ try $0.resultCounts(ofFile: earlier.file) }) else {
            throw Failure(
                .alarm, "the result of file \(earlier.file) is missing: run `refundry verify`",
                "缺少文件 \(earlier.file) 的结果：请运行 `refundry verify`")
        }
        return counts.records
    }

    /// The day's files tell that it came again; nothing else changes.
    private func keepRepeat(
        _ staged: StagedFile, of earlier: EarlierFile, channel: String?, records: Int
    ) throws {
        try workspace.ledger.write { writer, _ in
            var record = intake.record(staged, kind: .results)
            record.id = earlier.file
            record.channel = channel
            record.records = records
            try writer.append(
                JournalDraft(
                    kind: "repeat", at: workspace.now, by: workspace.actor.name, fileDigest: record.digest,
                    body: JournalBodies.repeated(record)))
        }
    }

    /// - Parameter isRead: whether the scan has read the file; else this pass does, and what it finds unfit takes everything back.
    private func keep(
        _ staged: StagedFile, _ scan: ResultScan, _ claim: ResultClaim, isRead: Bool
    ) throws -> (ResultCounts, unapproved: [BilingualText]) {
        try workspace.ledger.write { writer, _ in
            var record = intake.record(staged, kind: .results)
            record.channel = claim.channel
            record.records = scan.records
            record.id = try writer.record(record)
            let pass = ResultPass(
                workspace: workspace, source: scan.file, claim: claim, file: record.id, ledger: writer,
                reader: isRead ? nil : try scan.opened(), gathers: gathers)
            let outcome = try Self.run(pass)
            if isRead {
                guard outcome.counts.records + max(0, outcome.gathered - 1) == record.records else {
                    throw Self.changed(staged)
                }
            } else {
                try scan.demandFit()
            }
            if outcome.counts.records != record.records {
                record.records = outcome.counts.records
                try writer.recount(record)
            }
            let digest = try writer.recordResult(
                file: record.id, channel: claim.channel, submission: claim.submission, counts: outcome.counts)
            try writer.append(
                JournalDraft(
                    kind: "result", at: workspace.now, by: workspace.actor.name, fileDigest: record.digest,
                    changeDigest: digest,
                    body: JournalBodies.result(
                        record, channel: claim.channel, submission: claim.submission, counts: outcome.counts,
                        answersDigest: digest, opened: outcome.opened, paidByHand: outcome.paidByHand,
                        closed: outcome.closed, listed: outcome.listed, gathered: outcome.gathered)))
            let voids = try ApprovalVoids(workspace: workspace).settle(
                [(.paidByHand, outcome.newlyHeld)], file: record.id, writer)
            try Cover(workspace: workspace).restoreAfterRelease(writer, by: .fact)
            return (outcome.counts, voids.map(\.warning))
        }
    }

    private static func run(_ pass: ResultPass) throws -> ResultPass.Outcome {
        do {
            return try pass.run()
        } catch let fault as ByteFault {
            throw FileRefusal(fault)
        }
    }

    private static func changed(_ staged: StagedFile) -> Failure {
        Failure(
            .inputOutput, "\(staged.path): the copy changed while it was read: bring the file in again",
            "\(staged.path)：读取期间文件副本发生变化：请重新导入")
    }

    private func refuse(
        _ file: IncomingFile, _ staged: StagedFile?, _ refusal: FileRefusal, _ record: FileRecord,
        channel: String?, records: Int, notes: [BilingualText]
    ) throws -> ResultAnswer {
        var record = record
        record.channel = channel
        record.records = records
        try intake.refuse(file, staged: staged, refusal: refusal, record: record)
        var answer = ResultAnswer(file: file.name, digest: record.digest, refusal: refusal)
        answer.counts.records = records
        answer.notes = notes
        return answer
    }
}
