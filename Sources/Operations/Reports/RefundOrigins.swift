import Formats
import Home
import Ledger
import Refunds
import Rules

/// Where the steps of a refund's life are written down: the batch's file and who approved it, the submission's file, the bank's. Refunds come in
/// order of refund_id, so that each batch and submission is asked for about once.
struct RefundOrigins {
    static let columns: [ReportColumn] = [
        ReportColumn("batch_file", "批次文件", english: "Batch file"),
        ReportColumn("approved_by", "审批人"), ReportColumn("submission_file", "提交文件"),
        ReportColumn("result_file", "结果文件"),
        ReportColumn("result_line", "结果行号", .count, width: 10, isGrouped: false),
    ]

    private let workspace: Workspace
    private let reader: any LedgerReader
    private var batch: (id: Int, file: String, approvedBy: String)?
    /// One for each currency and channel that a batch's refunds go out by.
    private var submissions: [Int: String] = [:]
    private var overdue: [String: ChannelClock.Overdue] = [:]

    init(_ workspace: Workspace, _ reader: any LedgerReader) {
        self.workspace = workspace
        self.reader = reader
    }

    mutating func cells(_ refund: RefundRecord) throws -> [ReportCell] {
        let batch = try batch(refund.batch)
        let submission = try refund.submission.map { try file(ofSubmission: $0) }
        return [
            .text(batch.file), Self.said(batch.approvedBy), .text(submission), Self.said(refund.resultFile),
            .count(refund.resultLine),
        ]
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
        let settings =
            workspace.configuration.channel(named: channel)
            ?? ChannelSettings(timeZone: workspace.configuration.timeZone)
        let found = try workspace.clock(of: channel, settings).overdue(at: workspace.now)
        overdue[channel] = found
        return found
    }

    private mutating func batch(_ id: Int) throws -> (id: Int, file: String, approvedBy: String) {
        if let batch, batch.id == id { return batch }
        let record = try reader.batch(id)
        let people = record?.approvals.map(\.by).joined(separator: ", ")
        let found = (id, record?.file.name ?? "", people ?? "")
        batch = found
        return found
    }

    private static let mostKept = 4_096

    private mutating func file(ofSubmission id: Int) throws -> String {
        if let known = submissions[id] { return known }
        if submissions.count == Self.mostKept { submissions.removeAll(keepingCapacity: true) }
        let name = try reader.submission(id)?.name ?? ""
        submissions[id] = name
        return name
    }

    private static func said(_ text: String) -> ReportCell { text.isEmpty ? .empty : .text(text) }
}
