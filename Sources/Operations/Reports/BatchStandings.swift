import Formats
import Ledger
import Refunds
import Rules

/// Where a batch's refunds are, by currency: by status, for what is failed or held by the reason; and who closed what was closed, and why.
struct BatchStandings {
    private var places: [Place: Sum] = [:]
    private var closings: [Closing: Sum] = [:]
    private let workspace: Workspace

    private struct Sum {
        var count = 0
        var amount: Int64 = 0

        mutating func add(_ refund: RefundRecord) throws {
            let (sum, overflow) = amount.addingReportingOverflow(refund.amount)
            guard !overflow else {
                throw Failure(
                    .inputOutput, "a total of \(refund.lane.currency.text) is too large to add up",
                    "\(refund.lane.currency.text) 合计过大")
            }
            count += 1
            amount = sum
        }
    }

    private struct Place: Hashable {
        var status: RefundStatus
        var failure: RefundFailure?
        var hold: RefundHold?
        var currency: CurrencyCode
        var exponent: Int

        var order: (Int, String, String, Int) {
            (status.number, failure?.rawValue ?? hold?.rawValue ?? "", currency.text, exponent)
        }

        var tone: ReportTone {
            switch status {
            case .pending: hold == nil ? .plain : .caution
            case .submitted: .plain
            case .succeeded: .good
            case .failed: .bad
            }
        }

        var why: ReportCell {
            failure == nil ? .code(hold) : .code(failure)
        }
    }

    private struct Closing: Hashable {
        var failure: RefundFailure
        var by: String
        var at: Instant
        var reason: String
        var currency: CurrencyCode
        var exponent: Int

        var order: (Int64, String, String, String) { (at.seconds, failure.rawValue, by, currency.text) }
    }

    init(of batch: Int, _ workspace: Workspace, _ reader: any LedgerReader) throws {
        self.workspace = workspace
        var filter = RefundFilter()
        filter.batch = batch
        let holds = try Holds(workspace, reader)
        var places: [Place: Sum] = [:]
        var closings: [Closing: Sum] = [:]
        try reader.refunds(filter) { refund in
            let lane = refund.lane
            let place = Place(
                status: refund.status, failure: refund.failure,
                hold: refund.failure == nil ? try holds.of(refund) : nil, currency: lane.currency,
                exponent: lane.exponent)
            try places[place, default: Sum()].add(refund)
            guard let failure = refund.failure, let by = refund.closedBy, let at = refund.finishedAt else {
                return
            }
            let closing = Closing(
                failure: failure, by: by, at: at, reason: refund.reason, currency: lane.currency,
                exponent: lane.exponent)
            try closings[closing, default: Sum()].add(refund)
        }
        self.places = places
        self.closings = closings
    }

    /// By status, in the order of a life.
    var rows: [ReportRow] {
        places.sorted { $0.key.order < $1.key.order }.map { place, sum in
            ReportRow(
                [
                    .status(place.status), place.why, .count(sum.count), .code(place.currency.text),
                    .money(minor: sum.amount, exponent: place.exponent),
                ], tone: place.tone)
        }
    }

    /// By time.
    var closed: [ReportRow] {
        closings.sorted { $0.key.order < $1.key.order }.map { closing, sum in
            ReportRow(
                [
                    .code(closing.failure), .text(closing.by), .time(workspace.text(closing.at)),
                    closing.reason.isEmpty ? .empty : .text(closing.reason), .count(sum.count),
                    .code(closing.currency.text), .money(minor: sum.amount, exponent: closing.exponent),
                ], tone: .caution)
        }
    }
}
