import Formats
import Ledger
import LedgerSQLite
import Operations
import Refunds

/// All that merchants must be told since the last time is given out, each change once.
struct NotifyStep: Step {
    var told: String { "reports notifications --next" }

    func play(in world: World) throws {
        let record = try world.writing(by: "Wu Mei") { try GiveNotification(workspace: $0).give() }
        let due = world.model.refunds.flatMap { refund in
            refund.news.dropFirst(refund.told).map { "\(refund.serial) \($0)" }
        }
        guard let record else { return try nothingNew(due, world) }
        var found: [String] = []
        try world.ledger.read { reader in
            try reader.changes(of: record) { change in
                found.append(
                    "\(change.serial) \(change.move.status?.rawValue ?? "ARN \(change.queryNumber)")")
                if change.move.status == nil { world.tally.add("told of a query number") }
            }
        }
        // In the journal's order there, by refund here; of one refund the order is the same.
        try demand(Self.bySerial(found), is: Self.bySerial(due), "notification \(record.number)")
        try demand(record.changes, is: due.count, "changes of notification \(record.number)")
        try demand(record.number, is: world.notifications.count + 1, "the next notification's number")
        let workspace = try world.workspace(by: "Auditor")
        world.notifications.append(try NotificationsReport(workspace: workspace, given: record).csv())
        for place in world.model.refunds.indices {
            world.model.refunds[place].told = world.model.refunds[place].news.count
        }
        world.tally.add("notified")
    }

    private func nothingNew(_ due: [String], _ world: World) throws {
        try demand([], is: due, "what is new")
        world.tally.add("nothing-new")
    }

    private static func bySerial(_ changes: [String]) -> [String: [String]] {
        Dictionary(grouping: changes) { String($0.prefix { $0 != " " }) }
    }
}

extension NotificationsReport {
    func csv() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write {
            try ReportStream(
                $0,
                to: [CSVReport { span in for index in span.indices { bytes.append(span[index]) } }])
        }
        return bytes
    }
}
