import Formats
import Home
import Ledger
import Refunds
import Rules

/// Where the steps of a refund's life are written down: the batch's file and who approved it, the submission's file, the bank's, and where people
/// ended it who: who cancelled or declined it, or who proposed and confirmed its exception's resolution. Refunds come in
/// order of refund_id, so that each batch and submission is asked for about once.
struct RefundOrigins {
    static let columns: [ReportColumn] = [
        ReportColumn("order_file", "订单文件"),
        ReportColumn("order_line", "订单行号", .count, width: 10, isGrouped: false),
        ReportColumn("batch_file", "批次文件", english: "Batch file"), ReportColumn("batch_by", "提交人"),
        ReportColumn("approved_by", "审批人"), ReportColumn("submission_file", "提交文件"),
        ReportColumn("result_file", "结果文件"),
        ReportColumn("result_line", "结果行号", .count, width: 10, isGrouped: false),
        ReportColumn("result_by", "结果导入人"),
        ReportColumn("query_number_file", "查询号文件"),
        ReportColumn("query_number_line", "查询号行号", .count, width: 12, isGrouped: false),
        ReportColumn("closed_by", "了结人"),
        ReportColumn("exception", "异常编号", .count, width: 10, isGrouped: false),
    ]

    private let workspace: Workspace
    private let reader: any LedgerReader
    private var batch: BatchRecord?
    /// One for each currency and channel that a batch's refunds go out by.
    private var submissions: [Int: SubmissionRecord] = [:]
    private var orderFiles: [Int: String?] = [:]
    private var overdue: [String: ChannelClock.Overdue] = [:]

    init(_ workspace: Workspace, _ reader: any LedgerReader) {
        self.workspace = workspace
        self.reader = reader
    }

    mutating func cells(_ refund: RefundRecord) throws -> [ReportCell] {
        let batch = try batch(refund.batch)
        let sent = if let id = refund.submission { try submission(id) } else { SubmissionRecord?.none }
        let approvedBy = batch.map { Self.approvers(of: refund, in: $0, sealedAt: sent?.createdAt) }
        return [
            .text(try refund.orderFile.flatMap { try orderFile($0) }), .count(refund.orderLine),
            .text(batch?.file.name), .text(batch?.by), Self.said(approvedBy ?? ""), .text(sent?.name),
            Self.said(refund.resultFile), .count(refund.resultLine), Self.said(refund.resultBy),
            Self.said(refund.queryNumberFile), .count(refund.queryNumberLine),
            .text(refund.closedBy ?? refund.resolvedBy), .count(refund.exception),
        ]
    }

    /// Who let this refund go: where an approval was asked for, those given before it was sealed or taken out. What made an approval void after the
    /// seal changed nothing for it.
    private static func approvers(
        of refund: RefundRecord, in batch: BatchRecord, sealedAt: Instant?
    ) -> String {
        guard batch.approvalsNeeded > 0 || !refund.warnings.isEmpty else { return "" }
        let outlived = batch.voided.filter { voided in sealedAt.map { voided.void.at > $0 } ?? false }
        let end = sealedAt ?? (refund.closedBy == nil ? nil : refund.finishedAt)
        let approvals = (outlived.map(\.approval) + batch.approvals).filter { approval in
            // An approval that declined it with `--except` is none of it.
            let tookItOut =
                refund.failure == .declined && approval.by == refund.closedBy
                && approval.at == refund.finishedAt
            return !tookItOut && end.map { approval.at <= $0 } ?? true
        }
        return approvals.map(\.by).joined(separator: ", ")
    }

    /// Whether the bank has had it for longer than its channel allows. A year that the calendar lacks is the ageing report's to tell.
    mutating func isOverdue(_ refund: RefundRecord) throws -> Bool {
        guard refund.status == .submitted, let submittedAt = refund.submittedAt else { return false }
        switch try overdue(refund.lane.channel) {
        case .before(let moment): return submittedAt < moment
        case .unknown(_, _, let surely): return surely.map { submittedAt < $0 } ?? false
        }
    }

    private mutating func overdue(_ channel: String) throws -> ChannelClock.Overdue {
        if let known = overdue[channel] { return known }
        let clock = try workspace.clock(of: channel, workspace.settings(ofChannel: channel))
        let found = clock.overdue(at: workspace.now)
        overdue[channel] = found
        return found
    }

    private mutating func batch(_ id: Int) throws -> BatchRecord? {
        if let batch, batch.id == id { return batch }
        batch = try reader.batch(id)
        return batch
    }

    /// An order's file; most refunds' orders came in few of them.
    private mutating func orderFile(_ id: Int) throws -> String? {
        if let known = orderFiles[id] { return known }
        if orderFiles.count == Self.mostKept { orderFiles.removeAll(keepingCapacity: true) }
        let name = try reader.file(id)?.name
        orderFiles[id] = .some(name)
        return name
    }

    private static let mostKept = 4_096

    private mutating func submission(_ id: Int) throws -> SubmissionRecord? {
        if let known = submissions[id] { return known }
        if submissions.count == Self.mostKept { submissions.removeAll(keepingCapacity: true) }
        submissions[id] = try reader.submission(id)
        return submissions[id]
    }

    private static func said(_ text: String) -> ReportCell { text.isEmpty ? .empty : .text(text) }
}
