import Bytes
import Home
import Ledger
package import Refunds
import Rules

/// The tie-out of a day (`lifecycle.md`, what must always hold, 5; details 20, 30), made on one snapshot: the cohort as of now, the flow as of
/// the day's end.
package struct DailyReport {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// Without a date: today's.
    package func report(_ date: CalendarDate?) throws -> DailyAnswer {
        let day = date.map { Day($0, in: workspace.zone) } ?? workspace.day(of: workspace.now)
        return try workspace.ledger.read {
            try DailyReader(workspace: workspace, reader: $0, day: day).answer()
        }
    }

    /// Writes today's `daily.csv` and `daily.json` anew. Answers their folder, relative to the home, and what stands in them.
    package func writeDaily() throws -> (folder: String, answer: DailyAnswer) {
        let answer = try report(nil)
        let home = workspace.home
        let folder = home.dailyReports(answer.date)
        try Durably.demandFolder(folder)
        try Durably.writeWhole(answer.csv, to: "\(folder)/daily.csv", staging: home.staging)
        try Durably.writeWhole(answer.json.line, to: "\(folder)/daily.json", staging: home.staging)
        return (home.relative(folder), answer)
    }
}

/// Gathers a day's facts from one snapshot.
private struct DailyReader {
    let workspace: Workspace
    let reader: any LedgerReader
    let day: Day

    func answer() throws -> DailyAnswer {
        var answer = DailyAnswer()
        answer.date = day.date.text
        answer.cohortAsOf = workspace.text(workspace.now)
        answer.flowAsOf = workspace.text(min(workspace.now, day.end))
        try addTies(to: &answer)
        answer.files = try filesIn() + filesOut()
        answer.head = try reader.journalHead()
        answer.drills = try drills()
        answer.cardOriginals = try cardOriginals()
        try addExceptions(to: &answer)
        return answer
    }

    // MARK: - Ties

    private func addTies(to answer: inout DailyAnswer) throws {
        let cohort = try reader.cohort(from: day.start, to: day.end)
        let flow = try reader.flow(from: day.start, to: day.end)
        answer.lines = try opened(.cohort, cohort) + opened(.flow, flow)
        answer.figures = TieFigure.figures(.cohort, cohort) + TieFigure.figures(.flow, flow)
        for line in answer.lines where !line.isZero {
            let lane = [line.lane?.account, line.lane?.channel, line.lane?.currency.text].compactMap { $0 }
            answer.attention.append(
                "\(answer.date) \(lane.joined(separator: " ")): \(line.tie) doesn't tie by \(line.difference): \(line.line)"
            )
        }
    }

    /// The lines of a tie, each difference opened to its refunds.
    private func opened(_ tie: TieIdentity.Tie, _ lanes: [LaneFigures]) throws -> [TieLine] {
        let suspects = TieSuspects(workspace: workspace, reader: reader, start: day.start, end: day.end)
        var known: [Lane: [String]] = [:]
        return try TieLine.lines(tie, lanes).map { line in
            guard !line.isZero, let lane = line.lane else { return line }
            var opened = line
            opened.refunds = try known[lane] ?? suspects.refunds(of: lane, tie)
            known[lane] = opened.refunds
            return opened
        }
    }

    // MARK: - Files

    private func filesIn() throws -> [DailyAnswer.File] {
        try reader.files(takenFrom: day.start, to: day.end).map { file in
            DailyAnswer.File(
                isOut: false, kind: file.kind.rawValue, name: file.name, digest: file.digest.hex,
                outcome: file.refusal?.rawValue ?? "taken", records: file.records,
                at: workspace.text(file.takenAt))
        }
    }

    private func filesOut() throws -> [DailyAnswer.File] {
        try reader.submissions().compactMap { submission in
            guard let emitted = submission.emittedAt, day.contains(emitted) else { return nil }
            return DailyAnswer.File(
                isOut: true, kind: "submission", name: submission.name, digest: submission.digest?.hex,
                outcome: submission.state.rawValue, records: submission.count, at: workspace.text(emitted))
        }
    }

    private func cardOriginals() throws -> [DailyAnswer.CardOriginal] {
        try reader.batches().compactMap { batch in
            guard day.contains(batch.acceptedAt),
                batch.codes.contains(where: { $0.code == .cardNumberPresent })
            else { return nil }
            return DailyAnswer.CardOriginal(
                batch: batch.id, file: batch.file.name, digest: batch.file.digest.hex)
        }
    }

    // MARK: - What a person should look at

    /// Actions whose time is not the machine's.
    private func drills() throws -> [DailyAnswer.Drill] {
        try reader.journal(from: day.start, to: day.end).compactMap { entry in
            let apart = entry.draft.at.seconds.subtractingReportingOverflow(entry.machineTime.seconds)
            guard apart.overflow || apart.partialValue.magnitude > 60 else { return nil }
            return DailyAnswer.Drill(
                entry: entry.number, kind: entry.draft.kind, by: entry.draft.by,
                at: workspace.text(entry.draft.at), machineTime: workspace.text(entry.machineTime))
        }
    }

    private func addExceptions(to answer: inout DailyAnswer) throws {
        // Of overdue refunds there may be as many as refunds: `run` names those that it finds, here they are counted.
        let named = ExceptionCode.allCases.filter { $0 != .unanswered }
        let known = try reader.openExceptions(of: named).filter { $0.openedAt < day.end }
        answer.unsentSuccesses = known.filter(\.isUnsentSuccess).map { exception in
            DailyAnswer.UnsentSuccess(
                exception: exception.id, code: exception.code.rawValue, refundID: exception.refundID,
                account: exception.ours("account"), amount: exception.theirs("refund_amount"),
                currency: exception.theirs("refund_currency"), file: exception.fileName, line: exception.line)
        }
        let new = known.filter { day.contains($0.openedAt) }
        answer.attention += new.prefix(Self.mostNamed).map(Self.text)
        if new.count > Self.mostNamed {
            answer.attention.append(
                "\(new.count - Self.mostNamed) further new exceptions: see exceptions list")
        }
        let overdue = try reader.openExceptionCount(of: .unanswered, from: day.start, to: day.end)
        if overdue > 0 {
            answer.attention.append(
                "\(overdue == 1 ? "1 refund has" : "\(overdue) refunds have") become overdue today (UNANSWERED): see exceptions list"
            )
        }
    }

    /// How many new exceptions are named one by one.
    private static let mostNamed = 100

    private static func text(_ exception: ExceptionRecord) -> String {
        let refund = exception.refundID.map { " refund \($0)" } ?? ""
        let payment = exception.refundID == nil ? exception.paymentID.map { " payment \($0)" } ?? "" : ""
        let place = exception.fileName.map { ", \($0) line \(exception.line ?? 0)" } ?? ""
        return "exception \(exception.id): \(exception.code.rawValue)\(refund)\(payment)\(place)"
    }
}

extension ExceptionRecord {
    func ours(_ name: String) -> String? { ours.first { $0.name == name }?.value }
    func theirs(_ name: String) -> String? { theirs.first { $0.name == name }?.value }

    /// The bank says that it paid what we never sent.
    fileprivate var isUnsentSuccess: Bool {
        (code == .notSubmitted || code == .refundUnknown) && theirs("result")?.lowercased() == "success"
    }
}
