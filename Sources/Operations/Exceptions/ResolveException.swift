import Bytes
import Ledger
import Refunds
package import Rules

/// What people do about exceptions: assign, comment, and resolve, one proposing and another confirming (`controls.md`, exceptions).
package struct ResolveException {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    private var shown: ShowExceptions { ShowExceptions(workspace: workspace) }

    // MARK: - Call inside `Workspace.writing`

    package func assign(_ id: Int, to name: String, note: String) throws -> ExceptionView {
        try workspace.ledger.write { writer, _ in
            let exception = try shown.find(id, writer)
            guard !exception.isResolved else { throw try resolved(id, writer) }
            try record(step(id, .assign, assignee: name, note: note), writer)
            return try shown.view(id, writer)
        }
    }

    package func comment(_ id: Int, note: String) throws -> ExceptionView {
        try workspace.ledger.write { writer, _ in
            _ = try shown.find(id, writer)
            try record(step(id, .comment, note: note), writer)
            return try shown.view(id, writer)
        }
    }

    /// Proposes, or confirms what another person proposed.
    ///
    /// - Parameter saysNote: ledgers of older versions kept the note as the bank's words where it had none; their replay does so again.
    package func resolve(
        _ id: Int, action: ResolutionAction, note: String, saysNote: Bool = false
    ) throws -> ExceptionView {
        try workspace.ledger.write { writer, _ in
            let exception = try shown.find(id, writer)
            guard !exception.isResolved else { throw try resolved(id, writer) }
            let steps = try writer.steps(ofException: id)
            let matter = try ResolutionCase(exception, workspace, writer)
            var done: ResolutionEffect?
            if let proposal = Self.proposal(of: exception, steps) {
                try demandSame(action, as: proposal)
                done = try matter.effect(action)
                try confirm(proposal, action, matter, saysNote: saysNote, writer)
            } else {
                try propose(action, matter, note: note, writer)
            }
            var view = try shown.view(id, writer)
            view.done = done
            return view
        }
    }

    /// Takes a proposal back, whoever made it.
    package func withdraw(_ id: Int, note: String) throws -> ExceptionView {
        try workspace.ledger.write { writer, _ in
            let exception = try shown.find(id, writer)
            guard !exception.isResolved else { throw try resolved(id, writer) }
            guard Self.proposal(of: exception, try writer.steps(ofException: id)) != nil else {
                throw Failure(
                    .notAllowed, "exception \(id): nothing is proposed, so nothing can be withdrawn",
                    "异常 \(id)：没有待确认的处理方案，无法撤回")
            }
            try record(step(id, .withdraw, note: note), writer)
            return try shown.view(id, writer)
        }
    }

    // MARK: - The two persons

    private static func proposal(
        of exception: ExceptionRecord, _ steps: [ExceptionStep]
    ) -> ExceptionStep? {
        exception.state == "proposed" ? steps.last { $0.kind == .propose } : nil
    }

    private func propose(
        _ action: ResolutionAction, _ matter: ResolutionCase, note: String, _ writer: any LedgerWriter
    ) throws {
        switch matter.verdict(action) {
        case .nothing, .effect: break
        case .notAllowed: throw matter.notAllowed(action)
        case .moved: throw matter.moved(action)
        }
        guard !note.isEmpty else {
            throw Failure(
                .usage, "--note is empty: say why exception \(matter.exception.id) is to be resolved so",
                "--note 为空：请说明异常 \(matter.exception.id) 如此处理的原因")
        }
        try record(step(matter.exception.id, .propose, action: action, note: note), writer)
    }

    private func demandSame(_ action: ResolutionAction, as proposal: ExceptionStep) throws {
        guard proposal.action != action.rawValue else { return }
        let proposed = proposal.action ?? ""
        throw Failure(
            .notAllowed,
            "exception \(proposal.exception): \(proposal.by) has proposed \(proposed) (\(proposal.note)): confirm it with --action "
                + "\(proposed), or take it back with --withdraw before you propose \(action.rawValue)",
            "异常 \(proposal.exception)：\(proposal.by) 已提出 \(proposed)（\(proposal.note)）：请用 --action \(proposed) 确认，"
                + "或先用 --withdraw 撤回，再提出 \(action.rawValue)")
    }

    private func confirm(
        _ proposal: ExceptionStep, _ action: ResolutionAction, _ matter: ResolutionCase, saysNote: Bool,
        _ writer: any LedgerWriter
    ) throws {
        let id = matter.exception.id
        try AnotherPerson(workspace: workspace).demand(
            than: Actor(name: proposal.by, osUser: proposal.osUser),
            of: BilingualText("what becomes of exception \(id)", "异常 \(id) 的处理方案"))
        var step = step(id, .confirm, action: action, note: proposal.note)
        switch matter.verdict(action) {
        case .notAllowed: throw matter.notAllowed(action)
        case .moved: throw matter.moved(action)
        case .nothing:
            step.id = try writer.record(step)
            try dismiss(step, matter, writer)
        case .effect(let effect, let paid):
            if let refusal = try matter.effect(action).refusal {
                throw Failure(.notAllowed, refusal.english, refusal.chinese)
            }
            step.id = try writer.record(step)
            if let listed = matter.listed {
                let answers = try reverse(listed, step, matter, writer)
                try append(step, JournalBodies.step(step, answers: answers), writer)
                break
            }
            var resolution = try resolution(effect, paid, step, matter)
            if saysNote { resolution.reason = step.note }
            let answer = try writer.resolve(resolution, at: workspace.now)
            try append(
                step,
                JournalBodies.step(step, answer: answer, closed: try closeUnanswered(effect, matter, writer)),
                writer)
        }
        try Cover(workspace: workspace).restoreAfterRelease(writer, by: .fact)
    }

    /// Every refund that the exception lists and that is still paid.
    private func reverse(
        _ listed: ListedRefunds, _ step: ExceptionStep, _ matter: ResolutionCase, _ writer: any LedgerWriter
    ) throws -> RowSum {
        var answers = RowSum()
        for (done, serial) in listed.stillPaid.enumerated() {
            if done.isMultiple(of: 1024) {
                workspace.progress(Workspace.Progress(what: BilingualText("refunds", "退款"), done: done))
            }
            let resolution = said(
                in: matter, by: Resolution(serial: serial, step: step.id, effect: .reversed, paid: nil))
            answers.add(try writer.resolve(resolution, at: workspace.now))
        }
        return answers
    }

    /// What has an end at last is nobody's question any more, whichever exception brought it.
    private func closeUnanswered(
        _ effect: AnswerEffect, _ matter: ResolutionCase, _ writer: any LedgerWriter
    ) throws -> RowSum {
        var closed = RowSum()
        switch effect {
        case .resolvedPaid, .resolvedRefused:
            guard let refund = matter.refund else { return closed }
            let id = workspace.refundID(refund.serial)
            for exception in try writer.closeUnanswered(refundID: id, at: workspace.now) {
                closed.add(closed: exception, at: workspace.now)
            }
        case .acknowledged, .paid, .refused, .queryNumber, .reversed, .reapplied, .amended: break
        }
        return closed
    }

    /// Changes nothing, but for the hold that a success for a pending refund set.
    private func dismiss(
        _ step: ExceptionStep, _ matter: ResolutionCase, _ writer: any LedgerWriter
    ) throws {
        var lifted = RowSum()
        var released = RowSum()
        var freed: [Int64] = []
        if matter.liftsHold, let refund = matter.refund, try writer.liftPaidByHand(refund.serial) {
            freed.append(refund.serial)
            lifted.add(paidByHand: refund.serial)
            released = try writer.release([refund.serial], at: workspace.now)
        }
        try append(step, JournalBodies.step(step, lifted: lifted, released: released), writer)
        try ApprovalVoids(workspace: workspace).settle([(.notPaidByHand, freed)], writer)
    }

    /// In the record's own words. The note is for those who keep the books: merchants hear the bank's words alone.
    private func resolution(
        _ effect: AnswerEffect, _ paid: Int64?, _ step: ExceptionStep, _ matter: ResolutionCase
    ) throws -> Resolution {
        guard let refund = matter.refund else { throw matter.moved(.apply) }
        return said(
            in: matter, by: Resolution(serial: refund.serial, step: step.id, effect: effect, paid: paid))
    }

    private func said(in matter: ResolutionCase, by bare: Resolution) -> Resolution {
        var resolution = bare
        func theirs(_ name: String) -> String { matter.exception.theirs(name) ?? "" }
        resolution.queryNumber = theirs("query_number")
        resolution.bankReference = theirs("bank_reference")
        resolution.reasonCode = theirs("reason_code")
        resolution.reason = theirs("reason")
        resolution.processedAt = theirs("processed_at")
        return resolution
    }

    // MARK: - Recording

    private func step(
        _ id: Int, _ kind: ExceptionStep.Kind, assignee: String? = nil, action: ResolutionAction? = nil,
        note: String
    ) -> ExceptionStep {
        ExceptionStep(
            exception: id, kind: kind, at: workspace.now, by: workspace.actor.name,
            osUser: workspace.actor.osUser, assignee: assignee, action: action?.rawValue, note: note)
    }

    private func record(_ step: ExceptionStep, _ writer: any LedgerWriter) throws {
        var recorded = step
        recorded.id = try writer.record(step)
        try append(recorded, JournalBodies.step(recorded), writer)
    }

    private func append(_ step: ExceptionStep, _ body: String, _ writer: any LedgerWriter) throws {
        try writer.append(
            JournalDraft(kind: step.kind.entry, at: step.at, by: step.by, body: body))
    }

    private func resolved(_ id: Int, _ reader: any LedgerReader) throws -> Failure {
        let last = try reader.steps(ofException: id).last { $0.kind == .confirm }
        guard let last else {
            return Failure(
                .notAllowed, "exception \(id) has closed by itself: nothing is left to do about it",
                "异常 \(id) 已自动关闭，无需处理")
        }
        let at = workspace.text(last.at)
        return Failure(
            .notAllowed,
            "exception \(id) is resolved: \(last.by) confirmed \(last.action ?? "") at \(at) (exceptions show \(id) tells its story)",
            "异常 \(id) 已处理：\(last.by) 于 \(at) 确认 \(last.action ?? "")（详见 exceptions show \(id)）")
    }
}
