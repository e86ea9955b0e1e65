import Home
import Ledger
import Refunds
import Rules

/// Every day ties out to zero, cohort and flow. Where a home has so many days and refunds that each day by itself would take too long,
/// neighbouring days are taken together: their equations are the sums of the days'.
struct TieOutCheck {
    /// About how many refunds are looked at, over all periods.
    private static let effort = 8_000_000
    private static let mostPeriods = 4_000

    let workspace: Workspace

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck) throws {
        for period in try periods(reader) {
            check.examined += 1
            let cohort = try reader.cohort(from: period.start, to: period.end)
            let flow = try reader.flow(from: period.start, to: period.end)
            for line in TieLine.lines(.cohort, cohort) + TieLine.lines(.flow, flow) where !line.isZero {
                let lane = line.lane.map { "\($0.account) \($0.channel) \($0.currency.text)" } ?? ""
                let (left, right, difference) = (line.left, line.right, line.difference)
                check.fault(
                    "\(period.name.english) \(lane): \(line.tie.rawValue), \(line.line): \(left) against \(right), difference \(difference)",
                    "\(period.name.chinese) \(lane)：\(line.tie.chinese)，\(line.chinese)：左 \(left)，右 \(right)，差额 \(difference)"
                )
            }
        }
    }

    private struct Period {
        var name: BilingualText
        var start: Instant
        var end: Instant
    }

    private func periods(_ reader: any LedgerReader) throws -> [Period] {
        let batches = try reader.batches()
        guard let first = batches.map(\.acceptedAt).min() else { return [] }
        // Whatever moved is in the journal, also what `--now` put into the future.
        let later = try reader.journal(from: workspace.now, to: Instant(seconds: .max)).map(\.draft.at)
        let last = later.max() ?? max(workspace.now, first)
        let refunds = batches.reduce(0) { $0 + $1.accepted }
        let firstDay = number(of: first)
        let days = number(of: last) - firstDay + 1
        let most = min(Self.mostPeriods, max(1, Self.effort / max(1, refunds)))
        let length = (days + most - 1) / most
        return stride(from: firstDay, to: firstDay + days, by: length).map { start in
            let from = Day(CalendarDate(daysSince1970: start), in: workspace.zone)
            let to = Day(
                CalendarDate(daysSince1970: min(start + length, firstDay + days) - 1), in: workspace.zone)
            let (first, last) = (from.date.text, to.date.text)
            let name =
                length == 1
                ? BilingualText(first, first) : BilingualText("\(first) to \(last)", "\(first) 至 \(last)")
            return Period(name: name, start: from.start, end: to.end)
        }
    }

    private func number(of moment: Instant) -> Int { workspace.day(of: moment).date.daysSince1970 }
}
