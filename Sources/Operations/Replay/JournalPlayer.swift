import Bytes
import Glibc
import Home
import Ledger
import Refunds
import Rules

/// Plays a journal into an empty ledger: each entry by the verb that made it, from the archived file that caused it, under the settings, at the time
/// and in the name that it tells. What the verb appends must be the entry, to the byte.
final class JournalPlayer {
    private let original: Workspace
    private let twin: Twin
    private var window: JournalWindow
    /// Where entries of an older version end.
    private let controlsFrom: Int
    /// Those that the newest `settings` entry tells of.
    private var configuration: Configuration?
    /// Their text, and the profiles by name as the journal tells them so far.
    private var settingsText: String?
    private var profiles = KeptProfiles()
    /// Entries replayed so far.
    private(set) var played = 0
    private(set) var notes: [BilingualText] = []
    /// What is not as the journal says, but stops no replay.
    private(set) var faults: [BilingualText] = []

    init(original: Workspace, reader: any LedgerReader, twin: Twin) throws {
        self.original = original
        self.twin = twin
        window = JournalWindow(reader)
        controlsFrom = try reader.entryOfControls() ?? 0
    }

    /// Replays what the next transaction wrote; false at the end. Throws a `ReplayFault` where the twin comes out otherwise.
    func step() throws -> Bool {
        guard let entry = try window.first() else { return false }
        twin.stamps.use(window.entries)
        do {
            try play(entry, try facts(of: entry))
        } catch let failure as Failure where failure.kind == .notAllowed || failure.kind == .alarm {
            throw ReplayFault(
                entry, "can't be replayed: \(failure.text.english)", "无法重放：\(failure.text.chinese)")
        }
        try compare()
        return true
    }

    /// A workspace on the twin in which it is the entry's time and person.
    func workspace(at now: Instant, by name: String, osUser: String) throws -> Workspace {
        try Workspace(
            home: twin.home, configuration: configuration ?? original.configuration, ledger: twin.ledger,
            now: now, isDrill: true, machineTime: { 0 }, actor: Actor(name: name, osUser: osUser),
            progress: { _ in })
    }

    private func facts(of entry: JournalEntry) throws -> JournalFacts {
        do {
            return try JournalFacts(of: entry)
        } catch {
            throw ReplayFault(entry, "its facts can't be read", "其内容无法读取")
        }
    }

    private func play(_ entry: JournalEntry, _ facts: JournalFacts) throws {
        if let values = facts.settings { return try set(values, facts.configuration, entry) }
        var workspace = try workspace(at: entry.draft.at, by: entry.draft.by, osUser: entry.osUser)
        workspace.voidsByEveryChange = entry.number > controlsFrom
        if let record = (facts.file ?? facts.repeat)?.record {
            return try take(record, facts, entry, workspace)
        }
        if let batch = facts.approval?.batch {
            _ = try ReviewBatch(workspace: workspace)
                .approve(batch, digest: nil, except: facts.except ?? [], why: facts.why ?? "")
        } else if let decline = facts.decline {
            _ = try ReviewBatch(workspace: workspace).decline(decline.batch, why: decline.why ?? "")
        } else if let serial = facts.closing?.refund {
            guard (1...RefundID.greatestSerial).contains(serial) else {
                throw ReplayFault(entry, "there is no refund \(serial)", "没有退款 \(serial)")
            }
            _ = try CancelRefund(workspace: workspace).cancel(workspace.refundID(serial))
        } else if facts.look != nil {
            _ = try LookAtFunds(workspace: workspace).look()
        } else if facts.cover != nil {
            _ = try SettleCover(workspace: workspace).settle()
        } else if facts.shortfall != nil {
            _ = try FailShortages(workspace: workspace).fail()
        } else if let halt = facts.halt {
            try set(halt, entry, workspace)
        } else if facts.notification != nil {
            _ = try GiveNotification(workspace: workspace).give()
        } else if let unanswered = facts.unanswered {
            _ = try OpenUnanswered(workspace: workspace).open(
                unanswered.channel, submittedBefore: Instant(seconds: unanswered.submittedBefore))
        } else if let step = facts.exceptionStep {
            try play(step, saysNote: facts.answer?.reason == step.note, entry, workspace)
        } else if let step = facts.voidStep {
            try play(step, entry, workspace)
        } else if let digest = facts.adopted.flatMap(Digest.init(hex:)) {
            try adopt(digest, facts.leftAt != nil, entry, workspace)
        } else {
            try SubmissionReplay(workspace: workspace).play(try window.run(), entry, facts)
        }
    }

    private func set(_ halt: JournalFacts.Halt, _ entry: JournalEntry, _ workspace: Workspace) throws {
        guard let kind = HaltSubject.Kind(rawValue: halt.kind),
            let action = HaltEvent.Action(rawValue: halt.action)
        else { throw ReplayFault(entry, "its facts can't be read", "其内容无法读取") }
        _ = try SetHalt(workspace: workspace).set(
            HaltSubject(kind, halt.name), action, note: halt.note)
    }

    // MARK: - Exceptions and voids

    private func play(
        _ step: JournalFacts.ExceptionStep, saysNote: Bool, _ entry: JournalEntry, _ workspace: Workspace
    ) throws {
        let verb = ResolveException(workspace: workspace)
        let (id, note) = (step.exception, step.note)
        switch ExceptionStep.Kind(rawValue: step.kind) {
        case .assign: _ = try verb.assign(id, to: step.assignee ?? "", note: note)
        case .comment: _ = try verb.comment(id, note: note)
        case .withdraw: _ = try verb.withdraw(id, note: note)
        case .propose, .confirm:
            guard let action = step.action.flatMap(ResolutionAction.init(rawValue:)) else {
                throw ReplayFault(entry, "its action is not known", "其操作未知")
            }
            _ = try verb.resolve(id, action: action, note: note, saysNote: saysNote)
        case nil: throw ReplayFault(entry, "its step is not known", "其步骤未知")
        }
    }

    private func play(_ step: JournalFacts.VoidStep, _ entry: JournalEntry, _ workspace: Workspace) throws {
        let verb = VoidSubmission(workspace: workspace)
        switch VoidStep.Kind(rawValue: step.kind) {
        case .propose, .confirm: _ = try verb.void(step.submission, note: step.note)
        case .withdraw: _ = try verb.withdraw(step.submission, note: step.note)
        case nil: throw ReplayFault(entry, "its step is not known", "其步骤未知")
        }
    }

    // MARK: - Settings

    private func set(_ values: [String: String], _ text: String?, _ entry: JournalEntry) throws {
        let isChanged = profiles.take(values)
        settingsText = text ?? settingsText
        if let text = text ?? (isChanged ? settingsText : nil) {
            do throws(HomeFailure) {
                configuration = try Configuration.parse(
                    Array(text.utf8), path: "journal entry \(entry.number)",
                    profiles: ProfileShelf(folder: nil, kept: profiles.byName))
            } catch {
                throw ReplayFault(
                    entry, "its settings can't be used: \(error.message)", "其设置无法使用：\(error.chinese)")
            }
        } else if values["configuration_digest"] != nil {
            throw ReplayFault(
                entry, "it keeps no settings: an earlier version of Refundry wrote it",
                "没有保存设置：由较早版本的 Refundry 写入")
        }
        try twin.ledger.write { writer, _ in
            for (name, value) in values { try writer.set(name, value) }
            try writer.append(entry.draft)
        }
    }

    // MARK: - Files

    private func take(
        _ record: FileRecord, _ facts: JournalFacts, _ entry: JournalEntry, _ workspace: Workspace
    ) throws {
        if record.refusal != nil { return try refuse(record, entry, workspace) }
        let archived = original.home.archived(sha256: record.digest.hex)
        guard let found = try FileDigest.of(archived) else {
            throw ReplayFault(
                entry, "archive/\(record.digest.hex) (\(record.name)) is missing",
                "缺少 archive/\(record.digest.hex)（\(record.name)）")
        }
        guard found == record.digest else {
            throw ReplayFault(
                entry,
                "archive/\(record.digest.hex) (\(record.name)) was changed: its SHA-256 is \(found.hex)",
                "archive/\(record.digest.hex)（\(record.name)）被改动：其 SHA-256 为 \(found.hex)")
        }
        let file = IncomingFile(archived: archived, as: record)
        let refusal: FileRefusal? =
            switch record.kind {
            case .orders: try ImportOrders(workspace: workspace).take(file).refusal
            case .refunds:
                try ImportBatch(workspace: workspace)
                    .take(file, account: record.account, isByHand: facts.byHand ?? false).refusal
            case .funds: try ImportFunds(workspace: workspace).take(file).refusal
            case .results:
                try ImportResults(workspace: workspace, gathers: facts.gathered != nil)
                    .take(file, channel: record.channel).refusal
            }
        if let refusal {
            throw ReplayFault(
                entry, "the file is refused now: \(refusal.code.rawValue): \(refusal.text.english)",
                "该文件现在被拒收：\(refusal.code.rawValue)：\(refusal.text.chinese)")
        }
    }

    /// A refused file is not read again: it is recorded as it was, and kept where a person has not removed it.
    private func refuse(_ record: FileRecord, _ entry: JournalEntry, _ workspace: Workspace) throws {
        let kept = "refused/\(RefusedFolder.name(sha256: record.digest.hex, file: record.name))"
        let found = try FileDigest.of(original.home.absolute(kept))
        if found == record.digest, let text = record.refusalText, let code = record.refusal {
            try RefusedFolder(twin.home).keep(
                original.home.absolute(kept), sha256: record.digest.hex, file: record.name,
                reason: Intake.reason(record.name, code, text))
        } else if found == nil {
            notes.append(
                BilingualText("\(kept) is not there any more: not copied", "\(kept) 已不存在，未复制"))
        } else {
            faults.append(
                BilingualText("\(kept) is not the file that was refused", "\(kept) 不是当时被拒收的文件"))
        }
        try twin.ledger.write { writer, _ in
            var refused = record
            refused.id = try writer.record(record)
            try writer.append(
                JournalDraft(
                    kind: "file", at: workspace.now, by: workspace.actor.name, fileDigest: refused.digest,
                    body: JournalBodies.file(refused)))
        }
    }

    /// A file that was sent before the ledger knew of it: seal, stage, adoption and emission are one transaction.
    private func adopt(
        _ digest: Digest, _ goesByFile: Bool, _ entry: JournalEntry, _ workspace: Workspace
    ) throws {
        let archived = original.home.archived(sha256: digest.hex)
        guard try FileDigest.of(archived) == digest else {
            throw ReplayFault(
                entry, "archive/\(digest.hex) is missing or was changed", "archive/\(digest.hex) 缺失或被改动")
        }
        let adoption = try window.entries.prefix(4).first { $0.draft.kind == "adoption" }.map(
            JournalFacts.init)
        _ = try AdoptSubmission(workspace: workspace, note: adoption?.adoption?.note ?? "")
            .adoptForgotten(archived, as: digest, goesByFile: goesByFile)
    }

    // MARK: - Comparing

    /// What the verb appended, entry by entry, against the original's.
    private func compare() throws {
        let made = try twin.ledger.read { try $0.journal(after: played, atMost: window.entries.count + 1) }
        for (mine, theirs) in zip(made, window.entries) where mine.digest != theirs.digest {
            let difference = JournalDifference(mine, theirs).text
            throw ReplayFault(theirs, difference.english, difference.chinese)
        }
        guard !made.isEmpty, made.count <= window.entries.count else {
            throw ReplayFault(
                window.entries.first, "replayed, \(made.count) entries came of it", "重放后得到 \(made.count) 条")
        }
        played += made.count
        window.take(made.count)
    }
}

/// Where a replay comes out otherwise than the journal says.
struct ReplayFault: Error {
    let text: BilingualText

    init(_ entry: JournalEntry?, _ english: String, _ chinese: String) {
        text = BilingualText(
            entry.map { "journal entry \($0.number) (\($0.draft.kind)): \(english)" } ?? english,
            entry.map { "日志条目 \($0.number)（\($0.draft.kind)）：\(chinese)" } ?? chinese)
    }
}
