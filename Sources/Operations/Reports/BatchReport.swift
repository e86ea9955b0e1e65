package import Bytes
import Formats
import Ledger
package import Refunds
import Rules

/// `reports batch ID`.
package struct BatchReportView {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// A failure of kind notAllowed when there is no such batch.
    package func report(_ batch: Int) throws -> BatchReport {
        try BatchReport(workspace: workspace, batch: batch)
    }
}

/// What came, what was accepted and why the rest wasn't, who approved, where its refunds are now (`controls.md`, reports).
package struct BatchReport: Sendable {
    /// Where the batch's refunds are: by status, and for what is failed or held by the reason.
    package struct Standing: Sendable {
        package let status: RefundStatus
        /// The failure or the hold; nil for neither.
        package let why: String?
        package let count: Int
        package let totals: [Money]
    }

    package let view: BatchView
    package let standings: [Standing]
    package let made: String

    fileprivate init(workspace: Workspace, batch id: Int) throws {
        (view, standings) = try workspace.ledger.read { reader in
            guard let record = try reader.batch(id) else {
                throw Failure(
                    .notAllowed, "there is no batch \(id): see `refundry batches list`",
                    "没有批次 \(id)：请查看 `refundry batches list`")
            }
            return (try BatchView(record, workspace), try Self.standings(ofBatch: id, workspace, reader))
        }
        made = workspace.text(workspace.now)
    }

    private struct Place: Hashable {
        var status: RefundStatus
        var why: String?
    }

    private static func standings(
        ofBatch id: Int, _ workspace: Workspace, _ reader: any LedgerReader
    ) throws -> [Standing] {
        var filter = RefundFilter()
        filter.batch = id
        var found: [Place: (count: Int, money: MoneyByCurrency)] = [:]
        let holds = try Holds(workspace, reader)
        try reader.refunds(filter) { refund in
            let place = Place(
                status: refund.status, why: try refund.failure?.rawValue ?? holds.of(refund)?.rawValue)
            var standing = found[place] ?? (0, MoneyByCurrency())
            standing.count += 1
            try standing.money.add(refund.amount, refund.lane.currency, exponent: refund.lane.exponent)
            found[place] = standing
        }
        let order = found.keys.sorted { ($0.status.number, $0.why ?? "") < ($1.status.number, $1.why ?? "") }
        return order.compactMap { place in
            found[place].map {
                Standing(status: place.status, why: place.why, count: $0.count, totals: $0.money.all)
            }
        }
    }

    package var json: JSON {
        let record = view.record
        return .object([
            ("batch", .number(record.id)), ("file", .string(record.file.name)),
            ("sha256", .string(record.file.digest.hex)), ("account", .string(record.account)),
            ("batch_number", JSON(record.batchNumber)), ("policy", .string(record.policy)),
            ("by", .string(record.by)), ("taken_at", .string(view.takenAt)),
            ("state", .string(record.state.rawValue)), ("records", .number(record.records)),
            ("accepted", .number(record.accepted)), ("rejected", .number(record.rejected)),
            ("warnings", .number(record.warnings)), ("totals", JSON(view.totals)),
            (
                "codes",
                .object(
                    view.codes.map {
                        ($0.code.rawValue, Self.figures("rows", $0.rows, $0.totals))
                    })
            ),
            ("approvals_needed", .number(record.approvalsNeeded)),
            ("approvals_missing", .number(record.approvalsMissing)), ("approvals", view.approvalsJSON),
            ("voided", view.voidedJSON), ("refunds", .array(standings.map(Self.json))),
            ("made", .string(made)),
        ])
    }

    private static func figures(_ name: String, _ count: Int, _ totals: [Money]) -> JSON {
        .object([(name, .number(count)), ("totals", JSON(totals))])
    }

    private static func json(_ standing: Standing) -> JSON {
        .object([
            ("status", .string(standing.status.rawValue)), ("why", JSON(standing.why)),
            ("count", .number(standing.count)), ("totals", JSON(standing.totals)),
        ])
    }
}
