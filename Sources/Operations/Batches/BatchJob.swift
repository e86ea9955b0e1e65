import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// One batch file on its way through the questions about the file and the decisions about its rows.
final class BatchJob {
    private let workspace: Workspace
    private let staged: StagedFile
    private let limits: ReadingLimits
    private let checks: BatchChecks
    private var reader: RefundBatchReader?
    /// Empty until it is known.
    private(set) var account: String

    init(workspace: Workspace, staged: StagedFile, limits: ReadingLimits, account: String?, isByHand: Bool) {
        self.workspace = workspace
        self.staged = staged
        self.limits = limits
        checks = BatchChecks(
            workspace: workspace, survey: staged.survey, givenAccount: account, isByHand: isByHand)
        self.account = account ?? ""
    }

    /// Records read so far.
    var recordCount: Int { reader?.file.recordCount ?? 0 }

    // MARK: - The file

    /// Throws the refusal of a file that is known to be unfit before its rows are decided. Even then the whole file is read first: what its
    /// bytes show goes before what its header or account say.
    func refuseUnfit(_ ledger: any LedgerReader) throws {
        if let refusal = try checks.sameBytes(ledger) { throw refusal }
        let reader = try open()
        if reader.file.refusal == nil, let known = try knownAccount(reader.file.directives, ledger) {
            account = known
            try demandLayout(reader)
        } else {
            try drain(reader)
            if let refusal = reader.file.refusal { throw refusal }
            if let refusal = checks.empty(reader.file) { throw refusal }
            account = try checks.account(reader.file.directives).get()
            guard try ledger.account(named: account) != nil else { throw checks.unknown(account) }
            try demandLayout(reader)
            // The account stood behind the last row: read from the start again.
            _ = try open()
        }
    }

    @discardableResult
    private func open() throws -> RefundBatchReader {
        try refusing {
            let opened = try source().batch()
            reader = opened
            return opened
        }
    }

    /// A native file that says so, XML, and a refund made by hand are native whatever the account's files look like: a batch that comes back corrected is.
    private func source() throws -> DeclaredFile {
        let profile = checks.isByHand ? nil : workspace.batchProfile(ofAccount: checks.givenAccount)
        let isNative =
            try profile == nil || staged.survey.layout == .xml
            || RecordFile.saysNative(path: staged.path, survey: staged.survey, limits: limits)
        return DeclaredFile(
            path: staged.path, survey: staged.survey, limits: limits,
            reading: DeclaredFile.Reading(isNative ? nil : profile))
    }

    /// A file without a given account is read as native: where that is not how the account's files look, it must say so.
    private func demandLayout(_ reader: RefundBatchReader) throws {
        guard checks.givenAccount == nil, !checks.isByHand, staged.survey.layout == .csv,
            let profile = workspace.batchProfile(ofAccount: account),
            reader.file.directives.text("layout") != "native"
        else { return }
        throw checks.otherLayout(account, profile.name)
    }

    /// The account, when what stands before the first row names one that the ledger knows.
    private func knownAccount(_ directives: Directives, _ ledger: any LedgerReader) throws -> String? {
        guard case .success(let name) = checks.account(directives), try ledger.account(named: name) != nil
        else {
            return nil
        }
        return name
    }

    private func drain(_ reader: RefundBatchReader) throws {
        var chunk = RequestChunk()
        try refusing {
            while try reader.read(into: &chunk, atMost: BatchPass.chunkRows) {}
        }
    }

    /// Turns what the bytes show into the file's refusal.
    private func refusing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let fault as ByteFault {
            throw FileRefusal(fault)
        }
    }

    /// What is known once the last row has been read.
    private func refuseWhole(_ reader: RefundBatchReader, _ ledger: any LedgerReader) throws {
        if let refusal = reader.file.refusal { throw refusal }
        if let refusal = checks.empty(reader.file) { throw refusal }
        let named = try checks.account(reader.file.directives).get()
        guard named == account else { throw checks.unknown(named) }
        if let refusal = try checks.sameRecords(reader.recordsDigest, account: account, ledger) {
            throw refusal
        }
        if let refusal = try checks.batchNumberUsed(reader.file.directives, account: account, ledger) {
            throw refusal
        }
        let settings = workspace.configuration.settings(forAccount: account)
        if let refusal = checks.controls(reader, settings: settings) { throw refusal }
    }

    // MARK: - The rows

    /// Decides a file that is fit so far, in one transaction; answers nothing yet about where its reports are.
    func preview(_ ledger: any BatchDecider & LedgerReader, _ lookup: any OrderLookup) throws -> BatchAnswer {
        try refuseUnfit(ledger)
        let batch = OpenBatch(
            id: 0, account: try number(ledger), accountName: account, acceptedAt: workspace.now,
            firstSerial: 1)
        var answer = try decide(batch, ledger, lookup, reports: nil).answer
        answer.notes += try FundsForecast(workspace: workspace, account: account).notes(answer.totals, ledger)
        return answer
    }

    /// Decides the file and records the batch with its reports, which stand in staging until the commit.
    func keep(
        _ file: FileRecord, _ writer: any LedgerWriter, _ lookup: any OrderLookup
    ) throws -> (answer: BatchAnswer, reports: StagedReports) {
        let batch = try writer.openBatch(account: try number(writer), accountName: account, at: workspace.now)
        let stagedReports = StagedReports(home: workspace.home, .batch(batch.id))
        do {
            return (try keep(file, batch, writer, lookup, stagedReports), stagedReports)
        } catch {
            // What is refused or fails leaves no report behind.
            try stagedReports.remove()
            throw error
        }
    }

    private func keep(
        _ file: FileRecord, _ batch: OpenBatch, _ writer: any LedgerWriter, _ lookup: any OrderLookup,
        _ stagedReports: StagedReports
    ) throws -> BatchAnswer {
        var decided = try decide(batch, writer, lookup, reports: stagedReports)
        decided.answer.batch = batch.id
        let cover = try cover(batch, writer, &decided.answer)
        decided.answer.reports = stagedReports.finalPath
        guard let reports = decided.reports, let reader else {
            throw Failure(.inputOutput, "the batch's reports were not written", "批次报告未写出")
        }
        var taken = file
        taken.account = account
        taken.records = decided.answer.records
        taken.id = try writer.record(taken)
        var record = BatchRecord(
            id: batch.id, file: taken, account: account, acceptedAt: workspace.now, by: workspace.actor.name,
            osUser: workspace.actor.osUser)
        record.firstSerial = batch.firstSerial
        record.batchNumber = reader.file.directives.text("batch_number")
        record.recordsDigest = reader.recordsDigest
        record.reports = try reports.finish(summary: decided.answer.summary)
        try close(record, decided, cover, writer, batch)
        return decided.answer
    }

    private func close(
        _ draft: BatchRecord, _ decided: Decided, _ cover: BatchCover?, _ writer: any LedgerWriter,
        _ batch: OpenBatch
    ) throws {
        let settings = workspace.configuration.settings(forAccount: account)
        let accepted = try writer.accepted(in: batch)
        var record = draft
        record.policy = settings.policy.rawValue
        record.approvalsNeeded = decided.answer.approvalsNeeded
        record.reviewsWarnings = decided.answer.warningsWait
        record.coolingMinutes = decided.answer.coolingMinutes
        record.records = decided.answer.records
        record.accepted = decided.answer.accepted
        record.rejected = decided.answer.rejected
        record.warnings = decided.answer.warnings
        record.totals = accepted.totals
        record.codes = decided.codes
        record.decisionsDigest = JournalBodies.decisionsDigest(
            accepted: accepted.digest, rejected: decided.rejectedDigest, records: record.records,
            acceptedCount: record.accepted, rejectedCount: record.rejected)
        try writer.close(record)
        try writer.append(
            JournalDraft(
                kind: "batch", at: workspace.now, by: workspace.actor.name, fileDigest: record.file.digest,
                changeDigest: record.decisionsDigest,
                body: JournalBodies.batch(
                    record, acceptedDigest: accepted.digest, rejectedDigest: decided.rejectedDigest,
                    isByHand: checks.isByHand, cover: cover)))
    }

    /// Where the account's funds are under control, cover is looked for before the batch is closed. Nil where they aren't.
    private func cover(_ batch: OpenBatch, _ writer: any LedgerWriter, _ answer: inout BatchAnswer) throws
        -> BatchCover?
    {
        let settings = workspace.configuration.settings(forAccount: account)
        guard !settings.funds.isEmpty else { return nil }
        let cover = try writer.cover(batch, settings.funds, settings.coverOrder)
        answer.notes += try FundsForecast(workspace: workspace, account: account).notes(on: cover)
        return cover
    }

    private struct Decided {
        var answer: BatchAnswer
        var codes: [CodeTotal]
        var rejectedDigest: Digest
        var reports: BatchReports?
    }

    private func decide(
        _ batch: OpenBatch, _ ledger: any BatchDecider & LedgerReader, _ lookup: any OrderLookup,
        reports: StagedReports?
    ) throws -> Decided {
        let settings = workspace.configuration.settings(forAccount: account)
        let policy = BatchPolicy(settings)
        var (outcome, files) = try pass(batch, ledger, lookup, reports: reports, policy, isRejected: false)
        guard let read = reader else { throw checks.unknown(account) }
        try refuseWhole(read, ledger)
        if outcome.tally.isRejected(by: policy) {
            try ledger.rollBackAccepts(of: batch)
            try open()
            (outcome, files) = try pass(batch, ledger, lookup, reports: reports, policy, isRejected: true)
            try ledger.rollBackAccepts(of: batch)
        }
        var answer = BatchAnswer(file: staged.incoming.name, digest: staged.survey.digest)
        answer.account = account
        answer.records = recordCount
        answer.accepted = outcome.tally.accepted
        answer.rejected = outcome.tally.rejected
        answer.warnings = outcome.tally.warnings
        answer.totals = outcome.money.all
        answer.approvalsNeeded = ApprovalRule(settings).needed(for: answer.totals)
        answer.coolingMinutes = settings.coolingMinutes
        answer.warningsWait = settings.reviewWarnings && answer.approvalsNeeded == 0 && answer.warnings > 0
        answer.codes = try outcome.tally.figures()
        answer.examples = outcome.examples
        answer.notes = read.file.notes
        guard answer.records == answer.accepted + answer.rejected else {
            throw Failure(
                .inputOutput,
                "\(staged.incoming.name): \(answer.records) records were read, but \(answer.accepted) accepted and "
                    + "\(answer.rejected) rejected: nothing was kept, please report this",
                "\(staged.incoming.name)：读取 \(answer.records) 条，接受 \(answer.accepted)、拒绝 \(answer.rejected)，未保存，请报告此问题"
            )
        }
        return Decided(
            answer: answer, codes: outcome.tally.codeTotals, rejectedDigest: outcome.rejectedDigest,
            reports: files)
    }

    private func pass(
        _ batch: OpenBatch, _ ledger: any BatchDecider & LedgerReader, _ lookup: any OrderLookup,
        reports: StagedReports?, _ policy: BatchPolicy, isRejected: Bool
    ) throws -> (BatchPass.Outcome, BatchReports?) {
        guard let reader else { throw checks.unknown(account) }
        reader.expect(reasons: workspace.configuration.settings(forAccount: account).reasons)
        let files = try reports.map {
            try BatchReports(
                staged: $0, header: reader.file.header, homeNumber: workspace.configuration.homeNumber,
                isDeclared: reader.file is ProfileRecordFile)
        }
        let pass = BatchPass(
            workspace: workspace, rules: try rules(ledger), policy: policy, reader: reader, batch: batch,
            fileName: staged.incoming.name,
            ledger: ledger, lookup: lookup, reports: files, isRejectedByPolicy: isRejected)
        return (try refusing { try pass.run() }, files)
    }

    private func rules(_ ledger: any LedgerReader) throws -> RuleBook {
        let channels = try ledger.channelNames().mapValues { name in
            let settings = workspace.configuration.channel(named: name)
            return settings.map { ChannelRules(maxAgeDays: $0.maxAgeDays, maxRefunds: $0.maxRefunds) }
                ?? ChannelRules()
        }
        return RuleBook(now: workspace.now, channels: channels)
    }

    private func number(_ ledger: any LedgerReader) throws -> Int {
        guard let number = try ledger.account(named: account) else { throw checks.unknown(account) }
        return number
    }

    /// The answer about a file that was refused.
    func answer(refusing refusal: FileRefusal) -> BatchAnswer {
        var answer = BatchAnswer(file: staged.incoming.name, digest: staged.survey.digest)
        answer.account = account.isEmpty ? nil : account
        answer.refusal = refusal
        answer.records = recordCount
        answer.notes = reader?.file.notes ?? []
        return answer
    }
}

extension BatchPolicy {
    init(_ settings: AccountSettings) {
        switch settings.policy {
        case .acceptGood: self = .acceptGood
        case .allOrNothing: self = .allOrNothing
        case .tolerance: self = .tolerance(rows: settings.toleranceRows, money: settings.toleranceMoney)
        }
    }
}
