import Bytes
import Home
import Ledger
import Refunds
import Rules

/// Makes a submission void, one person proposing and another confirming, while none of its refunds has an answer (`lifecycle.md`, what must always hold, 3):
/// its refunds are pending again; its number, file and archive stay. What still lies in the outbox is taken away with it.
package struct VoidSubmission {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    private var way: SubmissionWay { SubmissionWay(workspace: workspace) }

    /// Proposes, or confirms what another person proposed. Call inside `Workspace.writing`.
    package func void(_ id: Int, note: String) throws -> SubmissionView {
        let (record, proposal) = try workspace.ledger.read { reader in
            let record = try demandVoidable(id, reader)
            return (record, Self.proposal(in: try reader.voidSteps(ofSubmission: id)))
        }
        if let proposal {
            try confirm(record, proposal)
        } else {
            guard !note.isEmpty else {
                throw Failure(
                    .usage, "--note is empty: say why submission \(id) is to be void",
                    "--note 为空：请说明作废提交 \(id) 的原因")
            }
            try workspace.ledger.write { writer, _ in
                try self.record(step(id, .propose, note), of: record, writer)
            }
        }
        return try ShowSubmissions(workspace: workspace).show(id)
    }

    /// Takes a proposal back, whoever made it. Call inside `Workspace.writing`.
    package func withdraw(_ id: Int, note: String) throws -> SubmissionView {
        try workspace.ledger.write { writer, _ in
            let record = try ShowSubmissions(workspace: workspace).find(id, writer)
            guard Self.proposal(in: try writer.voidSteps(ofSubmission: id)) != nil else {
                throw Failure(
                    .notAllowed,
                    "submission \(id): nobody has proposed to make it void, so nothing can be withdrawn",
                    "提交 \(id)：没有待确认的作废申请，无法撤回")
            }
            try self.record(step(id, .withdraw, note), of: record, writer)
        }
        return try ShowSubmissions(workspace: workspace).show(id)
    }

    /// What waits for another person.
    static func proposal(in steps: [VoidStep]) -> VoidStep? {
        steps.last.flatMap { $0.kind == .propose ? $0 : nil }
    }

    private func confirm(_ record: SubmissionRecord, _ proposal: VoidStep) throws {
        try AnotherPerson(workspace: workspace).demand(
            than: Actor(name: proposal.by, osUser: proposal.osUser),
            of: BilingualText("to make submission \(record.id) void", "提交 \(record.id) 的作废"))
        let place = SubmissionWay.Place(record)
        // Before it is recorded: from then on no transfer may find it.
        try way.takeBack(place, record.digest)
        do {
            try workspace.ledger.write { writer, _ in
                try self.record(step(record.id, .confirm, proposal.note), of: record, writer)
            }
        } catch let failure as Failure where [.notAllowed, .alarm].contains(failure.kind) {
            try way.putBack(place)
            throw failure
        }
        try way.dropTakenBack(place)
    }

    private func step(_ id: Int, _ kind: VoidStep.Kind, _ note: String) -> VoidStep {
        VoidStep(
            submission: id, kind: kind, at: workspace.now, by: workspace.actor.name,
            osUser: workspace.actor.osUser, note: note)
    }

    private func record(_ step: VoidStep, of record: SubmissionRecord, _ writer: any LedgerWriter) throws {
        var recorded = step
        recorded.id = try writer.record(step)
        var voided = RowSum()
        var closed = RowSum()
        var held: [Int64] = []
        switch step.kind {
        case .propose, .withdraw: break
        case .confirm:
            closed = try closeUnanswered(in: step.submission, writer)
            (voided, held) = try writer.makeVoid(step.submission, at: step.at)
        }
        try writer.append(
            JournalDraft(
                kind: "void", at: step.at, by: step.by, changeDigest: record.digest,
                body: JournalBodies.void(recorded, voided: voided, closed: closed)))
        try ApprovalVoids(workspace: workspace).settle([(.uncovered, held)], writer)
    }

    /// Nobody waits any more for an answer about its refunds.
    private func closeUnanswered(in submission: Int, _ writer: any LedgerWriter) throws -> RowSum {
        var closed = RowSum()
        for id in try writer.closeUnanswered(submission: submission, at: workspace.now) {
            closed.add(closed: id, at: workspace.now)
        }
        return closed
    }

    // MARK: - Whether it may be

    private func demandVoidable(_ id: Int, _ reader: any LedgerReader) throws -> SubmissionRecord {
        let record = try ShowSubmissions(workspace: workspace).find(id, reader)
        switch record.state {
        case .emitted: break
        case .void:
            throw Failure(
                .notAllowed, "submission \(id) is void already: nothing is left to do about it",
                "提交 \(id) 已作废，无需再处理")
        case .sealed, .staged:
            throw Failure(
                .notAllowed,
                "submission \(id) (\(record.name)) has not left yet: it goes out with the next command that writes; make it void then",
                "提交 \(id)（\(record.name)）尚未发出：下一条写入命令会将其发出，届时再作废")
        }
        if let answered = try reader.answered(inSubmission: id) {
            let first = workspace.refundID(answered.first)
            throw Failure(
                .notAllowed,
                "submission \(id): \(answered.count) of its \(record.count) refunds have an answer, \(first) among them: the bank has "
                    + "the file, so it can't be void; resolve what the bank never answers refund by refund (exceptions)",
                "提交 \(id)：\(record.count) 笔退款中已有 \(answered.count) 笔得到答复（如 \(first)）：银行已收到该文件，不能作废；"
                    + "未答复的请逐笔通过异常处理")
        }
        try demandNoWord(of: record, reader)
        return record
    }

    /// A record that could not be applied is the bank's word all the same, also after somebody dismissed it.
    private func demandNoWord(of record: SubmissionRecord, _ reader: any LedgerReader) throws {
        guard let exception = try reader.word(aboutSubmission: record.id) else { return }
        throw Failure(
            .notAllowed,
            "submission \(record.id): exception \(exception.id) (\(exception.code.rawValue)) tells of an answer about its refund "
                + "\(exception.refundID ?? ""): the bank has the file, so it can't be void; resolve what the bank never answers "
                + "refund by refund (exceptions)",
            "提交 \(record.id)：异常 \(exception.id)（\(exception.code.rawValue)）表明银行已就退款 \(exception.refundID ?? "") 作出答复："
                + "银行已收到该文件，不能作废；未答复的请逐笔通过异常处理")
    }
}
