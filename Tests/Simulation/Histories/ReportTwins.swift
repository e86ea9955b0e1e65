import Formats
import Home
import Ledger
import LedgerSQLite
import Refunds
import Rules

@testable import Operations

/// The reports of ageing, exceptions and fees beside slow and obvious ones, which look at every refund and its whole story. Every channel charges here, and
/// gives query numbers.
struct ReportTwins {
    let world: World
    private let workspace: Workspace

    init(world: World) throws {
        self.world = world
        var configuration = world.configuration
        for name in configuration.channels.keys.sorted() {
            configuration.channels[name]?.fees = try Self.contract()
            configuration.channels[name]?.queryNumbers = true
        }
        workspace = try Workspace(
            home: world.home, configuration: configuration, ledger: world.ledger,
            now: Instant(seconds: world.now), isDrill: true, machineTime: { 0 },
            actor: Actor(name: "Auditor", osUser: "clerk"), progress: { _ in })
    }

    private static func contract() throws -> [FeeTerm] {
        guard let usd = CurrencyCode("USD"), let day = CalendarDate(year: 2026, month: 10, day: 6) else {
            throw Mismatch("no contract")
        }
        let fixed = WrittenAmount(Array("0.30".utf8).span)
        return [
            FeeTerm(
                .submission, currency: usd, fixed: fixed, share: Share(numerator: 29, denominator: 1000)),
            FeeTerm(.submission, currency: nil, share: Share(numerator: 175, denominator: 10_000)),
            FeeTerm(.success, currency: nil, share: Share(numerator: 1, denominator: 3)),
            FeeTerm(.success, currency: usd, from: day, fixed: fixed),
        ]
    }

    func run() throws {
        try checkAgeing()
        try checkExceptions()
        try checkFees()
        world.tally.add("reports")
    }

    // MARK: - Ageing

    private func checkAgeing() throws {
        let found = try Collected(AgeingReport(workspace: workspace))
        var expected: [String: [String]] = ["submitted": [], "late_pending": [], "no_query_number": []]
        var sums: [String: (Int, Int, Int64)] = [:]
        try world.ledger.read { reader in
            let holds = try Holds(workspace, reader)
            try reader.refunds(RefundFilter()) { refund in
                guard let (list, since) = try Self.place(refund, holds, workspace) else { return }
                guard let line = try line(refund, list, since) else { return }
                expected[list, default: []].append(line.text)
                let key = "\(list) \(refund.lane.channel) \(refund.lane.currency.text) \(line.band)"
                let sum = sums[key] ?? (0, 0, 0)
                sums[key] = (sum.0 + 1, sum.1 + (line.isOverdue ? 1 : 0), sum.2 + refund.amount)
            }
        }
        for (list, lines) in expected {
            let rows = found.rows(
                list, ["refund_id", "band", "age_business_days", "overdue", "refund_amount"])
            try demand(rows.sorted(), is: lines.sorted(), "reports ageing, \(list)")
        }
        let overdue = found.rows("submitted", ["overdue"])
        let order = ["yes", "", "no"].flatMap { word in overdue.filter { $0 == word } }
        try demand(overdue, is: order, "reports ageing, overdue first")
        let rows = found.rows(
            "summary",
            ["list", "channel", "refund_currency", "band", "refunds", "overdue_refunds", "refund_amount"])
        let nonzero = rows.filter { !$0.contains("|0|0|") }.map { $0.replacing(".", with: "") }
        let lines = sums.map { key, sum in
            "\(key.replacing("0 to 2", with: "0~to~2").replacing("3 to 5", with: "3~to~5").replacing("6 to 10", with: "6~to~10").replacing("over 10", with: "over~10").replacing(" ", with: "|").replacing("~", with: " "))|\(sum.0)|\(sum.1)|\(sum.2)"
        }
        try demand(
            nonzero.map(Self.withoutLeadingZeros).sorted(), is: lines.sorted(), "reports ageing, summary")
    }

    /// An amount's digits without its point, as minor units are written.
    private static func withoutLeadingZeros(_ row: String) -> String {
        let parts = row.split(separator: "|", omittingEmptySubsequences: false)
        let digits = parts[parts.count - 1].drop { $0 == "0" }
        return (parts.dropLast() + [digits.isEmpty ? "0" : digits]).joined(separator: "|")
    }

    private static func place(
        _ refund: RefundRecord, _ holds: Holds, _ workspace: Workspace
    ) throws -> (String, Instant)? {
        switch refund.status {
        case .submitted: return refund.submittedAt.map { ("submitted", $0) }
        case .succeeded:
            return refund.queryNumber.isEmpty ? refund.finishedAt.map { ("no_query_number", $0) } : nil
        case .failed: return nil
        case .pending:
            guard refund.submission == nil, try holds.of(refund) == nil else { return nil }
            var since = max(refund.readyAt, refund.coolingUntil ?? refund.readyAt)
            let settings = workspace.configuration.channel(named: refund.lane.channel)
            if let settings, !settings.cutoffs.isEmpty {
                let clock = try workspace.clock(of: refund.lane.channel, settings)
                since = min(workspace.now, try clock.nextCutoff(after: since))
            }
            return ("late_pending", since)
        }
    }

    /// Nil: it isn't late.
    private func line(
        _ refund: RefundRecord, _ list: String, _ since: Instant
    ) throws -> (text: String, band: String, isOverdue: Bool)? {
        let settings = workspace.configuration.channel(named: refund.lane.channel)
        let channel = settings ?? ChannelSettings(timeZone: workspace.configuration.timeZone)
        let clock = try workspace.clock(of: refund.lane.channel, channel)
        var age = 0
        var day = clock.date(of: since)
        while day < clock.date(of: workspace.now) {
            day = day.adding(days: 1)
            if try clock.calendar.isBusinessDay(day) { age += 1 }
        }
        let isOverdue = list == "submitted" && age > channel.overdueBusinessDays
        if list == "late_pending", age <= channel.latePendingBusinessDays { return nil }
        if list == "no_query_number", age < 5 { return nil }
        let band = age <= 2 ? "0 to 2" : age <= 5 ? "3 to 5" : age <= 10 ? "6 to 10" : "over 10"
        let told = list == "submitted" ? (isOverdue ? "yes" : "no") : ""
        let id = workspace.refundID(refund.serial)
        return ("\(id)|\(band)|\(age)|\(told)|\(refund.money.amountText)", band, isOverdue)
    }

    // MARK: - Exceptions

    private func checkExceptions() throws {
        let found = try Collected(ExceptionsReport(workspace: workspace))
        let views = try ShowExceptions(workspace: workspace).list(all: false, byMoney: true)
        func isTop(_ view: ExceptionView) -> Bool {
            guard view.record.theirs("result")?.lowercased() == "success" else { return false }
            let met = [view.record.ours("status"), view.record.ours("failure")].compactMap { $0 }
            switch view.record.code.rawValue {
            case "REFUND_UNKNOWN": return true
            // What another channel or submission has was sent.
            case "NOT_SUBMITTED":
                return Set(met).isDisjoint(with: ["submitted", "succeeded", "bank", "reversed"])
            default: return false
            }
        }
        let ordered = views.filter(isTop) + views.filter { !isTop($0) }
        try demand(
            found.rows("exceptions", ["exception", "code", "age_days"]),
            is: ordered.map { "\($0.record.id)|\($0.record.code.rawValue)|\($0.ageDays)" },
            "reports exceptions")
        let counts = found.rows("summary", ["count"]).compactMap { Int($0) }
        try demand(counts.reduce(0, +), is: views.count, "reports exceptions, summary")
        let bands = ["days_0_to_2", "days_3_to_5", "days_6_to_10", "days_over_10"].map { column in
            found.rows("summary", [column]).compactMap { Int($0) }.reduce(0, +)
        }
        let slow = [0...2, 3...5, 6...10, 11...Int.max].map { band in
            views.count { band.contains($0.ageDays) }
        }
        try demand(bands, is: slow, "reports exceptions, ages")
    }

    // MARK: - Fees

    private func checkFees() throws {
        let days = (CalendarDate(year: 2000, month: 1, day: 1), CalendarDate(year: 2099, month: 12, day: 31))
        let found = try Collected(
            FeesReport(workspace: workspace, from: days.0, to: days.1, account: nil))
        var sums: [String: [FeeKey: FeeSum]] = [:]
        try world.ledger.read { reader in
            try reader.refunds(RefundFilter()) { refund in
                var last: [FeeTerm.Event: Instant] = [:]
                for event in try reader.events(of: refund.serial) {
                    guard let (what, isTakenBack) = Self.charge(event.event) else { continue }
                    if !isTakenBack { last[what] = event.at }
                    add(refund, what, at: event.at, chargedAt: last[what] ?? event.at, isTakenBack, to: &sums)
                }
            }
        }
        let shared = [
            "channel", "currency", "charged_on", "charged", "taken_back", "refund_amount", "fee_fixed",
            "fee_share", "fee",
        ]
        for (section, first) in [
            ("by_account", ["account"]), ("by_day", ["date"]), ("by_batch", ["batch", "account"]),
        ] {
            let lines = (sums[section] ?? [:]).sorted { $0.key < $1.key }.map { key, sum in
                let date = CalendarDate(daysSince1970: key.number).text
                let names = ["account": key.account, "date": date, "batch": String(key.number)]
                return
                    (first.compactMap { names[$0] } + [key.channel] + FeeColumns.cells(key, sum).map(\.plain))
                    .joined(separator: "|")
            }
            // A lane of which nothing was charged has its zeros.
            let rows = found.rows(section, first + shared).filter { row in
                !FeeTerm.Event.allCases.contains { row.contains("|\($0.rawValue)|0|0|") }
            }
            try demand(rows, is: lines, "reports fees, \(section)")
        }
    }

    private static func charge(_ event: String) -> (FeeTerm.Event, isTakenBack: Bool)? {
        switch event {
        case "submitted": (.submission, false)
        case "void": (.submission, true)
        case "succeeded", "reapplied": (.success, false)
        case "reversed": (.success, true)
        default: nil  // not our enum
        }
    }

    private func add(
        _ refund: RefundRecord, _ event: FeeTerm.Event, at: Instant, chargedAt: Instant, _ isTakenBack: Bool,
        to sums: inout [String: [FeeKey: FeeSum]]
    ) {
        func date(_ moment: Instant) -> CalendarDate { workspace.day(of: moment).date }
        let terms = workspace.configuration.channel(named: refund.lane.channel)?.fees ?? []
        guard let term = FeeTerm.term(in: terms, event, refund.lane.currency, on: date(chargedAt)) else {
            return
        }
        let fee = term.fee(of: refund.amount, exponent: refund.lane.exponent)
        for section in ["by_account", "by_day", "by_batch"] {
            var key = FeeKey(event, refund.lane)
            if section != "by_day" { key.account = refund.lane.account }
            if section == "by_day" { key.number = date(at).daysSince1970 }
            if section == "by_batch" { key.number = refund.batch }
            sums[section, default: [:]][key, default: FeeSum()]
                .add(fee, of: refund.amount, isTakenBack: isTakenBack)
        }
    }
}

/// A report's rows as plain text.
private final class Collected: ReportWriter {
    private var columns: [String: [String]] = [:]
    private var found: [String: [[String]]] = [:]
    private var section = ""

    init(_ report: any Report) throws {
        try report.write { try ReportStream($0, to: [self]) }
    }

    /// Cells of these columns, `|` between.
    func rows(_ section: String, _ names: [String]) -> [String] {
        let places = names.compactMap { columns[section]?.firstIndex(of: $0) }
        return (found[section] ?? []).map { row in places.map { row[$0] }.joined(separator: "|") }
    }

    func begin(_ head: ReportHead) throws {}
    func begin(_ section: ReportSection) throws {
        self.section = section.name
        columns[section.name] = section.columns.map(\.name)
    }
    func add(_ row: ReportRow) throws { found[section, default: []].append(row.cells.map(\.plain)) }
    func end(_ totals: [ReportTotal]) throws {}
    func add(_ chart: ReportChart) throws {}
    func finish() throws {}
}
