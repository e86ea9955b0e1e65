import Bytes
import Formats
import Home
import Ledger
import LedgerSQLite
import Operations
import Refunds
import Rules

/// What must always hold (`lifecycle.md`), by the numbers of that list.
struct Invariants {
    let world: World

    /// After every step.
    func run() throws {
        try checkHoldings()
        try checkEdges()
        try checkOutbox()
        try checkDay()
    }

    /// 1: what refunds hold of an order, added up from the refunds themselves, is never more than its amount.
    private func checkHoldings() throws {
        var held: [String: Int64] = [:]
        var amounts: [String: Int64] = [:]
        try world.ledger.read { reader in
            try reader.refunds(RefundFilter()) { refund in
                guard refund.status != .failed else { return }
                held[refund.paymentID, default: 0] += refund.amount
                amounts[refund.paymentID] = refund.orderAmount
            }
        }
        for (payment, sum) in held where sum > amounts[payment] ?? 0 {
            throw Mismatch("order \(payment): its refunds hold \(sum) of \(amounts[payment] ?? 0)")
        }
    }

    private static let edges: Set<String> = [
        "pending→submitted", "pending→failed", "submitted→succeeded", "submitted→failed",
        // In one step of `run`: built, after results came for what had been sent before.
        "new→pending", "new→submitted",
        // Made void; and what two people resolved.
        "submitted→pending", "succeeded→failed", "failed→succeeded",
    ]

    /// 2: only the edges of the table are ever taken.
    private func checkEdges() throws {
        for (place, refund) in world.model.refunds.enumerated() {
            let before = world.standing.indices.contains(place) ? world.standing[place].rawValue : "new"
            guard before != refund.status.rawValue else { continue }
            let edge = "\(before)→\(refund.status.rawValue)"
            guard Self.edges.contains(edge) else { throw Mismatch("refund \(refund.serial): \(edge)") }
            world.tally.add("edge \(edge)")
        }
        world.standing = world.model.refunds.map(\.status)
        world.tally.add("overdrawn", world.model.overdrawn.subtracting(world.overdrawn).count)
        world.tally.add("covered-again", world.overdrawn.subtracting(world.model.overdrawn).count)
        world.overdrawn = world.model.overdrawn
        world.tally.add("approvals-void", world.model.batches.filter { !$0.voided.isEmpty }.count)
        for refund in world.model.refunds where refund.status == .pending {
            let rests = (world.model.coolingUntil(refund) ?? world.now) > world.now
            (world.model.hold(refund) ?? (rests ? "cooling" : nil)).map { world.tally.add("hold \($0)") }
        }
    }

    /// 3: no refund in two files, no file of the outbox ever changed, and each is what the model writes.
    private func checkOutbox() throws {
        let all = world.model.submissions.filter { !$0.isVoid }.flatMap(\.refunds)
        try demand(Set(all).count, is: all.count, "refunds in submissions, each once")
        for channel in try Scratch.names(world.home.outbox) {
            for name in try Scratch.names("\(world.home.outbox)/\(channel)") {
                let path = "outbox/\(channel)/\(name)"
                let bytes = try Scratch.read(world.home.absolute(path))
                if let known = world.outbox[path] {
                    try demand(bytes, is: known, "\(path), which had left already")
                } else {
                    try checkNew(path, bytes, name)
                    world.outbox[path] = bytes
                }
            }
        }
    }

    private func checkNew(_ path: String, _ bytes: [UInt8], _ name: String) throws {
        guard let submission = world.model.submissions.first(where: { $0.name == name }) else {
            throw Mismatch("\(path): no submission of the model has this name")
        }
        guard let expected = world.model.bytes(of: submission) else { return }
        try demand(String(decoding: bytes, as: UTF8.self), is: expected, path)
    }

    /// 5: the day ties out, and its figures are those that the model adds up from its own refunds.
    private func checkDay() throws {
        let report = ReportRows()
        try DailyReport(workspace: world.workspace(by: "Auditor")).write {
            try ReportStream($0, to: [report])
        }
        for line in report.sections["lines"] ?? [] {
            let (name, difference) = (line["line"] ?? "", line["difference"] ?? "")
            guard difference.allSatisfy({ $0 == "0" || $0 == "." }), !difference.isEmpty else {
                throw Mismatch("\(world.now): \(name) differs by \(difference)")
            }
        }
        var found: [DayFigure: DaySum] = [:]
        for figure in report.sections["figures"] ?? [] {
            func text(_ name: String) -> String { figure[name] ?? "" }
            let lane = ModelLane(
                account: text("account"), channel: text("channel"), currency: text("currency"))
            let sum = DaySum(
                count: Int(text("count")) ?? -1, amount: Self.minor(text("amount"), lane.currency))
            if sum != DaySum() {
                found[DayFigure(lane: lane, tie: text("tie"), name: text("figure"))] = sum
            }
        }
        let expected = world.model.figures(ofDay: world.now)
        for figure in Set(found.keys).union(expected.keys) {
            try demand(
                found[figure] ?? DaySum(), is: expected[figure] ?? DaySum(), "\(world.now) \(figure)")
        }
    }

    private static func minor(_ text: String, _ currency: String) -> Int64 {
        let number =
            Cell.units(String(text.drop { $0 == "-" }), decimals: Currencies.decimals[currency] ?? 0) ?? 0
        return text.hasPrefix("-") ? -number : number
    }

    /// 3, 5, 6, now and then: every submission made again, and all that `verify` proves.
    func prove() throws {
        let workspace = try world.workspace(by: "Auditor")
        for submission in world.model.submissions {
            var bytes: [UInt8] = []
            let made = try ShowSubmissions(workspace: workspace).rebuild(submission.id) { span in
                for index in span.indices { bytes.append(span[index]) }
            }
            let path = "outbox/\(submission.channel)/\(submission.name)"
            try demand(
                made.isSame, is: true, "submission \(submission.id) made again has the recorded digest")
            try demand(bytes, is: world.outbox[path] ?? [], "submission \(submission.id) made again")
        }
        for (place, given) in world.notifications.enumerated() {
            let again = try NotificationsReport(workspace: workspace, number: place + 1, account: nil)
            try demand(try again.csv() == given, is: true, "notification \(place + 1) is the same bytes")
        }
        let answer = try workspace.reading { try Verify(workspace: workspace).verify() }
        if let bad = answer.checks.first(where: { !$0.isOK }) {
            throw Mismatch("verify: \(bad.name): \(bad.faults.map(\.english).joined(separator: "; "))")
        }
        try ReportTwins(world: world).run()
        world.tally.add("verified")
    }
}
