import Bytes
import Ledger
import Refunds
import Rules

/// Gathers a day's facts from one snapshot: the cohort as of now, the flow as of the day's end (details 30).
struct DailyReader {
    let workspace: Workspace
    let reader: any LedgerReader
    let day: Day
    let suspects: TieSuspects

    init(workspace: Workspace, reader: any LedgerReader, day: Day) {
        self.workspace = workspace
        self.reader = reader
        self.day = day
        suspects = TieSuspects(workspace: workspace, reader: reader, start: day.start, end: day.end)
    }

    /// As many days as people look back on at a glance.
    private static let daysBack = 14

    func answer() throws -> DailyAnswer {
        var answer = DailyAnswer(day)
        answer.cohortAsOf = workspace.text(workspace.now)
        answer.flowAsOf = workspace.text(min(workspace.now, day.end))
        try addTies(to: &answer)
        answer.intake = try intake()
        answer.rejections = try reader.rejections(decidedFrom: day.start, to: day.end)
        answer.files = try filesIn() + filesOut()
        answer.head = try reader.journalHead()
        answer.drills = try drills()
        answer.cardOriginals = try cardOriginals()
        try addExceptions(to: &answer)
        return answer
    }

    // MARK: - Ties

    private func addTies(to answer: inout DailyAnswer) throws {
        answer.cohort = try reader.cohort(from: day.start, to: day.end)
        answer.flow = try reader.flow(from: day.start, to: day.end)
        answer.lines = try opened(.cohort, answer.cohort) + opened(.flow, answer.flow)
        for line in answer.lines where !line.isZero { answer.attention.append(Self.text(line, answer.date)) }
        if answer.lines.contains(where: { $0.refunds.count == TieSuspects.most }) {
            answer.attention.append(
                BilingualText(
                    "the lines name the first \(TieSuspects.most) refunds behind a difference: differences lists all",
                    "各等式仅列出差额所涉前 \(TieSuspects.most) 笔退款：全部见“差额明细”"))
        }
    }

    private static func text(_ line: TieLine, _ date: String) -> BilingualText {
        let lane = [line.lane?.account, line.lane?.channel, line.lane?.currency.text].compactMap { $0 }
            .joined(separator: " ")
        return BilingualText(
            "\(date) \(lane): \(line.tie.rawValue) doesn't tie by \(line.difference): \(line.line)",
            "\(date) \(lane)：\(line.tie.chinese)不平，差额 \(line.difference)：\(line.chinese)")
    }

    /// The lines of a tie, each difference opened to its refunds.
    private func opened(_ tie: TieIdentity.Tie, _ lanes: [LaneFigures]) throws -> [TieLine] {
        var known: [Lane: [String]] = [:]
        return try TieLine.lines(tie, lanes).map { line in
            guard !line.isZero, let lane = line.lane else { return line }
            var opened = line
            opened.refunds = try known[lane] ?? suspects.first(of: lane, tie)
            known[lane] = opened.refunds
            return opened
        }
    }

    // MARK: - Batches and files

    private func intake() throws -> [(date: CalendarDate, figures: [BatchFigures])] {
        let last = day.date.daysSince1970
        let days = (last - Self.daysBack + 1...last).map {
            Day(CalendarDate(daysSince1970: $0), in: workspace.zone)
        }
        let figures = try reader.figures(decidedFrom: days[0].start, to: day.end)
        return days.map { day in (day.date, figures.filter { day.contains($0.acceptedAt) }) }
    }

    private func filesIn() throws -> [DailyAnswer.File] {
        let taken = try reader.files(takenFrom: day.start, to: day.end).map { file in
            let outcome = file.refusal?.rawValue ?? "taken"
            return (
                file.takenAt,
                DailyAnswer.File(
                    isOut: false, kind: DailyAnswer.File.Kind(file.kind), name: file.name,
                    digest: file.digest.hex, outcome: outcome, isRefused: file.refusal != nil,
                    records: file.records, at: workspace.text(file.takenAt))
            )
        }
        let again = try reader.repeats(from: day.start, to: day.end).map { file in
            (
                file.at,
                DailyAnswer.File(
                    isOut: false, kind: .results, name: file.name, digest: file.digest.hex,
                    outcome: "already_known", isRefused: false, records: file.records,
                    at: workspace.text(file.at))
            )
        }
        // Of the same moment what was taken stands first.
        return (taken + again).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }

    private func filesOut() throws -> [DailyAnswer.File] {
        let first = try reader.submissions(emittedFrom: day.start, to: day.end).compactMap { submission in
            submission.emittedAt.map { fileOut(submission, submission.state.rawValue, at: $0) }
        }
        let again = try reader.redeliveries(from: day.start, to: day.end).compactMap { redelivery in
            try reader.submission(redelivery.submission).map { fileOut($0, "redelivered", at: redelivery.at) }
        }
        return first + again
    }

    private func fileOut(_ submission: SubmissionRecord, _ outcome: String, at: Instant) -> DailyAnswer.File {
        DailyAnswer.File(
            isOut: true, kind: .submission, name: submission.name, digest: submission.digest?.hex,
            outcome: outcome, isRefused: false, records: submission.count, at: workspace.text(at))
    }

    private func cardOriginals() throws -> [DailyAnswer.CardOriginal] {
        try reader.batches(decidedFrom: day.start, to: day.end, rejecting: .cardNumberPresent).map {
            DailyAnswer.CardOriginal(batch: $0.id, file: $0.file.name, digest: $0.file.digest.hex)
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
                account: exception.ours("account"), amount: exception.theirAmount,
                currency: exception.theirs("refund_currency"), file: exception.fileName, line: exception.line)
        }
        let new = known.filter { day.contains($0.openedAt) }
        answer.attention += new.prefix(Self.mostNamed).map(Self.text)
        if new.count > Self.mostNamed {
            let more = new.count - Self.mostNamed
            answer.attention.append(
                BilingualText(
                    "\(more) further new exceptions: see exceptions list",
                    "另有 \(more) 个新异常：请查看 exceptions list"))
        }
        answer.attention += try acceptedAmounts()
        let overdue = try reader.overdueCount(knownBefore: day.end)
        guard overdue > 0 else { return }
        let today = try reader.openExceptionCount(of: .unanswered, from: day.start, to: day.end)
        let refunds = overdue == 1 ? "1 refund is" : "\(overdue) refunds are"
        let since = today == 0 ? "none" : "\(today)"
        answer.attention.append(
            BilingualText(
                "\(refunds) overdue (UNANSWERED), \(since) of them since today: see reports ageing, ask the bank",
                "\(overdue) 笔退款逾期未回（UNANSWERED），其中今日新增 \(today) 笔：请查看 reports ageing 并向银行查询"))
    }

    /// The tie-out goes by the refunds' own amounts: what the bank paid otherwise, and two people took as it is, is named here.
    private func acceptedAmounts() throws -> [BilingualText] {
        let all = try reader.acceptedAmounts(from: day.start, to: day.end)
        let named = all.prefix(Self.mostNamed).map { one in
            let id = workspace.refundID(one.serial)
            return BilingualText(
                "refund \(id): the bank paid \(one.paid.text) instead of \(one.amount.amountText), accepted by two people (exception \(one.exception))",
                "退款 \(id)：银行实付 \(one.paid.text)，而非 \(one.amount.amountText)，已由两人确认（异常 \(one.exception)）")
        }
        guard all.count > named.count else { return Array(named) }
        let more = all.count - named.count
        return named + [
            BilingualText(
                "\(more) further refunds of which the bank paid another amount: bank_amount in reports refunds",
                "另有 \(more) 笔退款银行实付金额不同：见 reports refunds 的 bank_amount")
        ]
    }

    /// How many new exceptions are named one by one.
    private static let mostNamed = 100

    private static func text(_ exception: ExceptionRecord) -> BilingualText {
        let many = exception.listedCount.map { (" of \($0) refunds", "，涉及 \($0) 笔退款") } ?? ("", "")
        let refund = exception.refundID.map { (" refund \($0)", "，退款 \($0)") } ?? many
        let payment =
            exception.refundID == nil
            ? exception.paymentID.map { (" payment \($0)", "，支付 \($0)") } ?? ("", "") : ("", "")
        let place =
            exception.fileName.map {
                (", \($0) line \(exception.line ?? 0)", "，\($0) 第 \(exception.line ?? 0) 行")
            } ?? ("", "")
        return BilingualText(
            "exception \(exception.id): \(exception.code.rawValue)\(refund.0)\(payment.0)\(place.0)",
            "异常 \(exception.id)：\(exception.code.rawValue)\(refund.1)\(payment.1)\(place.1)")
    }
}

extension DailyAnswer.File.Kind {
    fileprivate init(_ kind: FileRecord.Kind) {
        self =
            switch kind {
            case .orders: .orders
            case .refunds: .refunds
            case .results: .results
            case .funds: .funds
            }
    }
}

extension ExceptionRecord {
    func ours(_ name: String) -> String? { ours.first { $0.name == name }?.value }
    func theirs(_ name: String) -> String? { theirs.first { $0.name == name }?.value }

    /// The bank says that it paid what we never sent.
    fileprivate var isUnsentSuccess: Bool {
        code.isUnsentSuccess(result: theirs("result"), status: ours("status"), failure: ours("failure"))
    }
}
