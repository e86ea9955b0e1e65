import Home
import Ledger
import Refunds
import Rules

/// When waiting refunds will leave, as far as clock, calendar and limits can tell. Refunds must come in order of refund_id: earlier ones take the room of a day first.
struct Forecast {
    private let holds: Holds
    private let workspace: Workspace
    private var clocks: [String: ChannelClock] = [:]
    private var days: [GroupKey: DayRooms] = [:]
    private var words: [WordsKey: BilingualText] = [:]
    private var usedUp: [UsedUpKey: BilingualText] = [:]
    /// By channel, of what leaves with the next build.
    private var nextWords: [String: BilingualText] = [:]
    private(set) var failures: [Failure] = []
    private var failed: Set<String> = []

    private var departures: Departures { holds.departures }

    /// Many refunds leave at the same time for the same reason.
    private struct WordsKey: Hashable {
        var channel: String
        var readyOn: CalendarDate
        var leaves: Instant
    }

    private struct UsedUpKey: Hashable {
        var group: GroupKey
        var leaves: Instant
    }

    typealias Answer = (hold: RefundHold?, leaves: Instant?, why: BilingualText)

    init(_ holds: Holds) {
        self.holds = holds
        workspace = holds.departures.workspace
    }

    mutating func of(_ refund: RefundRecord) throws -> Answer {
        let hold = try holds.of(refund)
        do {
            switch hold {
            case nil: return try next(refund)
            case .limit: return try limited(refund)
            case .cutoff, .cooling: return try later(refund, hold)
            case .halt: return (hold, nil, PlanWords.halted(departures.halt(of: refund.lane), workspace))
            case .data: return (hold, nil, try unfit(refund))
            case .order, .approval, .funds: return (hold, nil, PlanWords.waiting(hold, refund))
            }
        } catch let unknown as UnknownYear {
            let failure = try failure(unknown, refund.lane.channel)
            if failed.insert(refund.lane.channel).inserted { failures.append(failure) }
            return (hold, nil, failure.text)
        }
    }

    private func unfit(_ refund: RefundRecord) throws -> BilingualText {
        let fault = try departures.data.fault(refund.serial, channel: refund.lane.channel)
        return fault.map { PlanWords.unfit($0, refund) } ?? PlanWords.waiting(.data, refund)
    }

    /// Without this year nothing of the channel is sent; without a later one only the plan can't go on.
    private func failure(_ unknown: UnknownYear, _ channel: String) throws -> Failure {
        switch try departures.window(channel) {
        case .unknown: return workspace.failure(unknown, channel: channel)
        case .always, .before:
            let words = PlanWords.unknown(unknown, channel)
            return Failure(.configuration, words.english, words.chinese)
        }
    }

    /// It leaves with the next build.
    private mutating func next(_ refund: RefundRecord) throws -> Answer {
        let channel = refund.lane.channel
        guard departures.settings(channel) != nil else { return (nil, nil, PlanWords.noChannel(channel)) }
        if let most = try departures.group(GroupKey(refund.lane))?.limits.maxMoneyDay {
            let clock = try clock(channel)
            try rooms(refund.lane, most).take(refund.amount, on: clock.date(of: workspace.now))
        }
        if let known = nextWords[channel] { return (nil, workspace.now, known) }
        let why =
            switch try departures.window(channel) {
            case .before(let cutoff): PlanWords.passed(DateWords.moment(cutoff, try clock(channel).zone))
            case .always, .unknown: PlanWords.nextBuild
            }
        nextWords[channel] = why
        return (nil, workspace.now, why)
    }

    /// With the first cut-off after it is ready whose day has room for it; what a cut-off let go before, on the first day on which the channel sends.
    private mutating func later(_ refund: RefundRecord, _ hold: RefundHold?) throws -> Answer {
        let clock = try clock(refund.lane.channel)
        let isDue = try clock.lastCutoff(upTo: workspace.now).map { refund.readyAt < $0 } ?? false
        let from = max(refund.readyAt, workspace.now)
        let first =
            isDue || clock.cutoffs.isEmpty
            ? try clock.nextOpening(from: from) : try clock.nextCutoff(after: from)
        guard let leaves = try roomy(refund, first, clock) else { return (hold, nil, farAway(refund)) }
        if leaves > first { return (hold, leaves, try untilThen(refund, leaves, clock)) }
        let readyOn = clock.date(of: isDue ? workspace.now : refund.readyAt)
        let key = WordsKey(channel: refund.lane.channel, readyOn: readyOn, leaves: leaves)
        if let known = words[key] { return (hold, leaves, known) }
        let why = try PlanWords.leaves(leaves, readyOn: readyOn, clock)
        words[key] = why
        return (hold, leaves, why)
    }

    /// It never fits, or not today.
    private mutating func limited(_ refund: RefundRecord) throws -> Answer {
        let channel = refund.lane.channel
        let limits = try departures.group(GroupKey(refund.lane))?.limits
        if let (setting, most) = limits?.neverFits(refund.amount) {
            return (.limit, nil, PlanWords.never(refund, setting, most, channel))
        }
        let clock = try clock(channel)
        let tomorrow = clock.moment(clock.date(of: workspace.now).adding(days: 1), 0)
        let first = try clock.nextOpening(from: tomorrow)
        guard let leaves = try roomy(refund, first, clock) else { return (.limit, nil, farAway(refund)) }
        return (.limit, leaves, try untilThen(refund, leaves, clock))
    }

    private mutating func untilThen(
        _ refund: RefundRecord, _ leaves: Instant, _ clock: ChannelClock
    ) throws -> BilingualText {
        let key = UsedUpKey(group: GroupKey(refund.lane), leaves: leaves)
        if let known = usedUp[key] { return known }
        let most = try departures.group(key.group)?.limits.maxMoneyDay ?? 0
        let money = Money(minor: most, currency: refund.lane.currency, exponent: refund.lane.exponent)
        let why = PlanWords.usedUp(DateWords.moment(leaves, clock.zone), money, refund.lane.channel)
        usedUp[key] = why
        return why
    }

    // MARK: - Days and their room

    private func farAway(_ refund: RefundRecord) -> BilingualText {
        PlanWords.farAway(DayRooms.horizon, refund.lane.channel)
    }

    /// From `first` on, the first moment on whose day the refund fits; nil when that is far away. What a day has no room for is due on the next.
    private mutating func roomy(
        _ refund: RefundRecord, _ first: Instant, _ clock: ChannelClock
    ) throws -> Instant? {
        guard let most = try departures.group(GroupKey(refund.lane))?.limits.maxMoneyDay else { return first }
        return try rooms(refund.lane, most).find(refund.amount, from: first)
    }

    private mutating func rooms(_ lane: Lane, _ most: Int64) throws -> DayRooms {
        let key = GroupKey(lane)
        if let known = days[key] { return known }
        let clock = try clock(lane.channel)
        let rooms = DayRooms(most: most, clock, from: workspace.now)
        rooms.take(most - (try departures.group(key)?.room ?? most), on: clock.date(of: workspace.now))
        days[key] = rooms
        return rooms
    }

    private mutating func clock(_ channel: String) throws -> ChannelClock {
        if let known = clocks[channel] { return known }
        let clock = try workspace.clock(of: channel, workspace.settings(ofChannel: channel))
        clocks[channel] = clock
        return clock
    }
}
