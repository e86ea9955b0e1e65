package import Formats
import Home
package import Ledger
import Refunds
import Rules

/// `reports notifications`: what each merchant must be told, by number. Nothing in it depends on what came later, on the settings or on the time at which it
/// is asked for: the same number is the same bytes.
package struct NotificationsReport: Report {
    private let workspace: Workspace
    /// Nil: nothing was new.
    private let record: NotificationRecord?
    /// The one before it; where nothing was new, the last one.
    private let previous: NotificationRecord?
    private let account: String?

    /// What a number gave out; of one account where that is named. A failure of kind notAllowed where there is no such number or account.
    package init(workspace: Workspace, number: Int, account: String?) throws {
        let (record, previous) = try workspace.ledger.read { reader in
            try reader.demand(account: account)
            guard let record = try reader.notification(number) else {
                throw Self.unknown(number, try reader.lastNotification())
            }
            return (record, try reader.notification(number - 1))
        }
        self.init(workspace: workspace, record: record, previous: previous, account: account)
    }

    /// What was given out just now; nil: nothing was new.
    package init(workspace: Workspace, given record: NotificationRecord?) throws {
        let previous = try workspace.ledger.read { reader in
            guard let record else { return try reader.lastNotification() }
            return try reader.notification(record.number - 1)
        }
        self.init(workspace: workspace, record: record, previous: previous, account: nil)
    }

    private init(
        workspace: Workspace, record: NotificationRecord?, previous: NotificationRecord?, account: String?
    ) {
        self.workspace = workspace
        self.record = record
        self.previous = previous
        self.account = account
    }

    private static func unknown(_ number: Int, _ last: NotificationRecord?) -> Failure {
        guard let last else {
            return Failure(
                .notAllowed,
                "there is no notification \(number): none was given out yet; reports notifications --next gives out the first",
                "没有编号为 \(number) 的通知：尚未发出任何通知；请用 reports notifications --next 发出第一份")
        }
        return Failure(
            .notAllowed,
            "there is no notification \(number): the last is \(last.number); reports notifications --next gives out what is new",
            "没有编号为 \(number) 的通知：最后一份是 \(last.number)；请用 reports notifications --next 发出新的通知")
    }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        let clock = try clock()
        let stream = try open(head(clock))
        if let record {
            let rows = NotificationRows(record, clock) { workspace.refundID($0) }
            try stream.section("notifications") { add in
                try workspace.ledger.read { reader in
                    try reader.changes(of: record) { change in
                        guard account == nil || account == change.lane.account else { return }
                        try add(rows.row(change))
                    }
                }
            }
        }
        try stream.finish()
    }

    /// The home's time zone when the number was given out, whatever the settings say now.
    private func clock() throws -> ZoneClock {
        guard let record else { return workspace.zone }
        guard let clock = ZoneClock(record.timeZone) else {
            throw Failure(
                .configuration,
                "notification \(record.number) was given out in the time zone \(record.timeZone), which is not known here",
                "通知 \(record.number) 使用的时区 \(record.timeZone) 在本机未知")
        }
        return clock
    }

    private func head(_ clock: ZoneClock) -> ReportHead {
        let at = record?.at ?? workspace.now
        var facts: [ReportHead.Fact] = [
            .init("number", "通知编号", .count(record?.number)),
            .init("given_out_at", "发出时间", .time(record.map { NotificationRows.text($0.at, clock) })),
        ]
        if let account {
            // For a merchant: what concerns others, or how we work, is not theirs.
            facts.append(.init("account", "账户号", .identifier(account)))
        } else {
            facts += [
                .init("given_out_by", "发出人", .text(record?.by)),
                .init("changes", "变更数", .count(record?.changes ?? 0)),
                .init("journal_from", "起始日志条目", .count(record.map { _ in (previous?.uptoEntry ?? 0) + 1 })),
                .init("journal_to", "截至日志条目", .count(record?.uptoEntry)),
            ]
        }
        var head = ReportHead(
            "notifications", BilingualText("Notifications to merchants", "商户通知"), madeAt: at.seconds,
            facts: facts,
            sections: [
                ReportSection(
                    "notifications", BilingualText("Notifications", "通知"), hasTotals: false,
                    columns: NotificationRows.columns)
            ])
        if record == nil { head.verdict = (nothingNew, .plain) }
        return head
    }

    private var nothingNew: BilingualText {
        guard let previous else {
            return BilingualText(
                "nothing has happened yet that a merchant must be told", "尚无需要通知商户的变更")
        }
        return BilingualText(
            "nothing is new since notification \(previous.number), so no number was given out",
            "自通知 \(previous.number) 以来没有新变更，未发出新编号")
    }
}
