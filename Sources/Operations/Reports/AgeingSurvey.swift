import Home
import Ledger
import Refunds
import Rules

/// What the ageing report counts before it writes its first row, in one pass over what is outstanding, waiting and unnumbered. Holds a line for each
/// submission, never one for each refund.
final class AgeingSurvey {
    /// The lists of the report, in order.
    enum List: String, CaseIterable {
        case submitted
        case latePending = "late_pending"
        case noQueryNumber = "no_query_number"
    }

    struct Key: Hashable, Comparable {
        let list: List
        let channel: String
        let currency: CurrencyCode

        private var order: (Int, String, UInt32) {
            (List.allCases.firstIndex(of: list) ?? 0, channel, currency.packed)
        }

        static func < (one: Key, other: Key) -> Bool { one.order < other.order }
    }

    struct Sum {
        var count = 0
        var overdue = 0
        var amount = WideMoney()

        mutating func add(_ lane: LaneSum, overdue: Int) {
            count += lane.count
            self.overdue += overdue
            amount.add(WideMoney(lane.amount, lane.lane.exponent))
        }
    }

    /// After so many business days without a query number a refund is listed (details 33).
    static let queryNumberDays = 5

    let workspace: Workspace
    private let reader: any LedgerReader
    private let holds: Holds
    private var ages: [String: BusinessAges] = [:]
    private var lastSince: (channel: String, readyAt: Instant, since: Instant)?
    /// What is overdue first, then that of which it can't be said; the oldest first.
    private(set) var submissions: [OutstandingSubmission] = []
    private(set) var sums: [Key: [AgeBand: Sum]] = [:]
    private(set) var counts: [List: (refunds: Int, overdue: Int)] = [:]
    private(set) var unknown = 0

    /// - Parameter only: the lists that are counted.
    init(
        _ workspace: Workspace, _ reader: any LedgerReader, only lists: Set<List> = Set(List.allCases)
    ) throws {
        self.workspace = workspace
        self.reader = reader
        holds = try Holds(workspace, reader)
        if lists.contains(.submitted) { try addSubmitted() }
        if lists.contains(.latePending) { try addLate() }
        if lists.contains(.noQueryNumber) {
            try unnumbered { refund, age in add(.noQueryNumber, refund.lane, refund.amount, age) }
        }
    }

    private func add(_ list: List, _ lane: Lane, _ amount: Int64, _ age: BusinessAges.Age) {
        add(list, LaneSum(lane: lane, count: 1, amount: Int128(amount)), age)
    }

    private func add(_ list: List, _ lane: LaneSum, _ age: BusinessAges.Age, isOverdue: Bool = false) {
        let key = Key(list: list, channel: lane.lane.channel, currency: lane.lane.currency)
        let band = AgeBand(age)
        let overdue = isOverdue ? lane.count : 0
        sums[key, default: [:]][band, default: Sum()].add(lane, overdue: overdue)
        let known = counts[list] ?? (0, 0)
        counts[list] = (known.refunds + lane.count, known.overdue + overdue)
        if band == .unknown { unknown += lane.count }
    }

    // MARK: - Submitted

    private func addSubmitted() throws {
        var ranked: [(rank: Int, submission: OutstandingSubmission)] = []
        for submission in try reader.outstandingSubmissions() {
            let age = try ages(submission.channel).age(since: submission.emittedAt)
            let isOverdue = try isOverdue(submission.channel, age)
            for lane in submission.sums { add(.submitted, lane, age, isOverdue: isOverdue == true) }
            ranked.append((isOverdue.map { $0 ? 0 : 2 } ?? 1, submission))
        }
        submissions = ranked.sorted {
            ($0.rank, $0.submission.emittedAt.seconds, $0.submission.id)
                < ($1.rank, $1.submission.emittedAt.seconds, $1.submission.id)
        }.map(\.submission)
    }

    /// Nil: the calendar lacks a year without which it can't be said.
    func isOverdue(_ channel: String, _ age: BusinessAges.Age) throws -> Bool? {
        age.passes(try ages(channel).clock.overdueBusinessDays)
    }

    // MARK: - Late

    private func addLate() throws {
        try reader.waiting { refund in
            guard try isLate(refund) else { return }
            let since = try since(refund.lane.channel, refund.readyAt, refund.coolingUntil)
            add(.latePending, refund.lane, refund.amount, try ages(refund.lane.channel).age(since: since))
        }
    }

    /// Whether nothing holds it, and hasn't for too long, or that can't be said.
    private func isLate(_ refund: WaitingRefund) throws -> Bool {
        guard try holds.of(refund) == nil else { return false }
        return try isLate(refund.lane.channel, refund.readyAt, refund.coolingUntil)
    }

    func isLate(_ refund: RefundRecord) throws -> Bool {
        guard try holds.of(refund) == nil else { return false }
        return try isLate(refund.lane.channel, refund.readyAt, refund.coolingUntil)
    }

    private func isLate(_ channel: String, _ readyAt: Instant, _ coolingUntil: Instant?) throws -> Bool {
        let age = try ages(channel).age(since: since(channel, readyAt, coolingUntil))
        return age.passes(workspace.settings(ofChannel: channel).latePendingBusinessDays) != false
    }

    /// Since when nothing holds a refund that nothing holds now: it was approved, let go, rested, and its cut-off has come.
    func since(_ channel: String, _ readyAt: Instant, _ coolingUntil: Instant?) throws -> Instant {
        let free = max(readyAt, coolingUntil ?? readyAt)
        if let lastSince, lastSince.channel == channel, lastSince.readyAt == free { return lastSince.since }
        let clock = try ages(channel).clock
        var since = free
        if !clock.cutoffs.isEmpty {
            do throws(UnknownYear) {
                since = min(try clock.nextCutoff(after: free), workspace.now)
            } catch {
                // Its age tells that a year is missing.
            }
        }
        lastSince = (channel, free, since)
        return since
    }

    // MARK: - Without a query number

    /// Visits what was paid at least five business days ago, or of which that can't be said.
    func unnumbered(_ visit: (UnnumberedRefund, BusinessAges.Age) throws -> Void) throws {
        let channels = workspace.configuration.channels.filter { $0.value.queryNumbers }.keys.sorted()
        if channels.isEmpty { return }
        try reader.unnumberedRefunds(channels: channels) { refund in
            let age = try self.ages(refund.lane.channel).age(since: refund.succeededAt)
            if age.passes(Self.queryNumberDays - 1) != false { try visit(refund, age) }
        }
    }

    // MARK: - Channels

    func ages(_ channel: String) throws -> BusinessAges {
        if let known = ages[channel] { return known }
        let clock = try workspace.clock(of: channel, workspace.settings(ofChannel: channel))
        let made = BusinessAges(clock, at: workspace.now)
        ages[channel] = made
        return made
    }
}
