import Home
import Ledger
import Refunds
import Rules

/// What a row of the fees' report is about; what doesn't tell its rows apart is empty or 0.
struct FeeKey: Hashable, Comparable {
    /// The batch, or the day.
    var number = 0
    var account = ""
    var channel: String
    var currency: CurrencyCode
    var exponent: Int
    var event: FeeTerm.Event

    init(_ event: FeeTerm.Event, _ lane: Lane) {
        channel = lane.channel
        currency = lane.currency
        exponent = lane.exponent
        self.event = event
    }

    static func < (one: FeeKey, other: FeeKey) -> Bool {
        let first = (one.number, one.account, one.channel, one.currency, one.exponent)
        let second = (other.number, other.account, other.channel, other.currency, other.exponent)
        return first == second ? one.event == .submission && other.event == .success : first < second
    }
}

/// In minor units; what is taken back is subtracted.
struct FeeSum: Equatable {
    var charged = 0
    var takenBack = 0
    var amount: Int128 = 0
    var fixed: Int128 = 0
    var share: Int128 = 0

    mutating func add(_ fee: Fee, of amount: Int64, isTakenBack: Bool) {
        let sign: Int128 = isTakenBack ? -1 : 1
        if isTakenBack { takenBack += 1 } else { charged += 1 }
        self.amount += sign * Int128(amount)
        fixed += sign * Int128(fee.fixed)
        share += sign * Int128(fee.share)
    }
}

/// Adds charges up by account, day and batch.
struct FeeTally {
    private(set) var accounts: [FeeKey: FeeSum] = [:]
    private(set) var days: [FeeKey: FeeSum] = [:]
    private(set) var batches: [FeeKey: FeeSum] = [:]
    private let channels: [String: [FeeTerm]]
    private let zone: ZoneClock

    /// - Parameters:
    ///   - channels: the contracts.
    ///   - zone: the home's: of the days of reports, and of those from which contracts hold.
    init(channels: [String: [FeeTerm]], zone: ZoneClock) {
        self.channels = channels
        self.zone = zone
    }

    /// Whether any line of the channel can charge for the event in the lane's currency.
    func charges(_ event: FeeTerm.Event, _ lane: Lane) -> Bool {
        channels[lane.channel]?.contains {
            $0.event == event && ($0.currency == nil || $0.currency == lane.currency)
        } ?? false
    }

    /// Gives the lane its row, zeros at first, where a line holds on the day.
    mutating func open(_ event: FeeTerm.Event, _ lane: Lane, on date: CalendarDate) {
        guard term(event, lane, on: date) != nil else { return }
        var key = FeeKey(event, lane)
        key.account = lane.account
        accounts[key, default: FeeSum()].charged += 0
    }

    mutating func add(_ event: FeeTerm.Event, _ charge: ChargeRecord) {
        let lane = charge.lane
        guard let term = term(event, lane, on: date(charge.chargedAt)) else { return }
        let fee = term.fee(of: charge.amount, exponent: lane.exponent)
        var key = FeeKey(event, lane)
        key.number = date(charge.at).daysSince1970
        days[key, default: FeeSum()].add(fee, of: charge.amount, isTakenBack: charge.isTakenBack)
        key.account = lane.account
        key.number = charge.batch
        batches[key, default: FeeSum()].add(fee, of: charge.amount, isTakenBack: charge.isTakenBack)
        key.number = 0
        accounts[key, default: FeeSum()].add(fee, of: charge.amount, isTakenBack: charge.isTakenBack)
    }

    private func term(_ event: FeeTerm.Event, _ lane: Lane, on date: CalendarDate) -> FeeTerm? {
        FeeTerm.term(in: channels[lane.channel] ?? [], event, lane.currency, on: date)
    }

    private func date(_ moment: Instant) -> CalendarDate {
        moment.date(offset: zone.offset(at: moment.seconds))
    }
}
