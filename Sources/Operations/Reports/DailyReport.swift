import Bytes
package import Formats
import Ledger
package import Refunds
import Rules

/// `reports daily`: the tie-out of a day (`lifecycle.md`, what must always hold, 5; details 20, 30), made on one snapshot, with what moved, what came
/// and left, and what a person should look at.
package struct DailyReport: Report {
    private let workspace: Workspace
    private let date: CalendarDate?

    /// The form of the report, told in it: a replay demands the same bytes only of reports of its own form. Raise it with every change that makes
    /// the CSV or JSON of an old day come out otherwise.
    static let form = 5

    /// - Parameter date: nil: today.
    package init(workspace: Workspace, date: CalendarDate? = nil) {
        self.workspace = workspace
        self.date = date
    }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws { _ = try tell(open) }

    /// Answers what a person should look at.
    func tell(_ open: (ReportHead) throws -> ReportStream) throws -> [BilingualText] {
        let today = workspace.day(of: workspace.now)
        let day = date.map { Day($0, in: workspace.zone) } ?? today
        guard day.date <= today.date else {
            throw Failure(
                .usage,
                "--date \(day.date.text): this day has not begun, today is \(today.date.text): give a day that has",
                "--date \(day.date.text)：该日尚未开始，今天是 \(today.date.text)：请指定已开始的日期")
        }
        return try workspace.ledger.read { snapshot in
            let reader = DailyReader(workspace: workspace, reader: snapshot, day: day)
            let answer = try reader.answer()
            let stream = try open(head(answer))
            for chart in try DailyCharts.all(answer) { try stream.chart(chart) }
            let survey = try AgeingSurvey(workspace, snapshot, only: [.submitted])
            try stream.chart(AgeingHead(survey).byAge(isBesidePast: day.date != today.date))
            try DailyRows(answer: answer, reader: reader).write(to: stream)
            try stream.finish()
            return answer.attention
        }
    }

    private func head(_ answer: DailyAnswer) -> ReportHead {
        var head = ReportHead(
            "daily", BilingualText("Tie-out of \(answer.date)", "\(answer.date) 对账"),
            madeAt: workspace.now.seconds,
            facts: [
                .init("date", "日期", .time(answer.date)),
                .init("ties", "平账", .flag(answer.ties), tone: answer.ties ? .good : .bad),
                .init("cohort", "受理口径截至", .time(answer.cohortAsOf), in: "as_of", english: "Cohort as of"),
                .init("flow", "当日口径截至", .time(answer.flowAsOf), in: "as_of", english: "Flow as of"),
                .init(
                    "form", "报告格式版本", .count(Self.form), english: "Form of the report",
                    isTechnical: true),
                .init("entry", "日志末条", .count(answer.head?.number), in: "journal", isTechnical: true),
                .init(
                    "digest", "日志摘要", .identifier(answer.head?.digest.hex), in: "journal",
                    isTechnical: true),
            ], sections: DailyRows.sections)
        head.verdict =
            answer.ties
            ? (BilingualText("everything ties out", "全部平账"), .good)
            : (BilingualText("does NOT tie out", "不平"), .bad)
        return head
    }
}
