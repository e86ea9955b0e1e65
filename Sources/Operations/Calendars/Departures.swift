import Home
import Ledger
import Refunds
import Rules

/// Refunds that go into the same file.
struct GroupKey: Hashable {
    let channel: String
    let currency: CurrencyCode
    let exponent: Int

    init(_ lane: Lane) {
        channel = lane.channel
        currency = lane.currency
        exponent = lane.exponent
    }

    init(_ group: WaitingGroup) {
        channel = group.channel
        currency = group.currency
        exponent = group.exponent
    }
}

/// What holds refunds back beside their own rows: halts, limits and cut-offs, as of one moment. Made once for an answer; whatever no setting and no
/// halt asks for is never looked up.
final class Departures {
    let workspace: Workspace
    private let reader: any LedgerReader
    let halts: [HaltSubject: HaltEvent]
    /// What the layouts can't write.
    let data: DataHolds
    private var windows: [String: Window] = [:]
    private var groups: [GroupKey: Group] = [:]
    private var lanes: [Lane: LaneState] = [:]
    /// No setting and no halt holds anything back.
    private let isIdle: Bool
    /// Serials of due refunds that don't fit into today any more; made when it is first asked for.
    private var passedOver: SerialSet?

    /// What of a channel is due.
    enum Window {
        case always
        case before(Instant)
        /// Nothing: the calendar lacks a year.
        case unknown(UnknownYear)
    }

    struct Group {
        let limits: ChannelLimits
        /// What may still be sealed today; nil: no limit.
        let room: Int64?
    }

    init(_ workspace: Workspace, _ reader: any LedgerReader) throws {
        self.workspace = workspace
        self.reader = reader
        halts = try reader.halts()
        data = DataHolds(workspace, reader)
        isIdle = halts.isEmpty && !workspace.configuration.channels.values.contains(where: \.holdsBack)
    }

    /// The halt that keeps a lane's refunds; a channel's before an account's.
    func halt(of lane: Lane) -> HaltEvent? {
        if halts.isEmpty { return nil }
        return halts[HaltSubject(.channel, lane.channel)] ?? halts[HaltSubject(.account, lane.account)]
    }

    func settings(_ channel: String) -> ChannelSettings? { workspace.configuration.channel(named: channel) }

    func window(_ channel: String) throws -> Window {
        if let known = windows[channel] { return known }
        let window = try makeWindow(channel)
        windows[channel] = window
        return window
    }

    private func makeWindow(_ channel: String) throws -> Window {
        guard let settings = settings(channel), settings.holdsBack else { return .always }
        let clock = try workspace.clock(of: channel, settings)
        do throws(UnknownYear) {
            return try clock.dueBefore(at: workspace.now).map { .before($0) } ?? .always
        } catch {
            return .unknown(error)
        }
    }

    func group(_ key: GroupKey) throws -> Group? {
        guard let settings = settings(key.channel), settings.hasTerms else { return nil }
        if let known = groups[key] { return known }
        let limits = ChannelLimits(settings, currency: key.currency, exponent: key.exponent)
        let room = try limits.maxMoneyDay.map { most in
            let zone = workspace.zone(ofChannel: key.channel)
            let day = Day(workspace.now.date(offset: zone.offset(at: workspace.now.seconds)), in: zone)
            let sealed = try reader.sealedMoney(
                channel: key.channel, currency: key.currency, exponent: key.exponent, from: day.start,
                to: day.end)
            return max(0, most - sealed)
        }
        let group = Group(limits: limits, room: room)
        groups[key] = group
        return group
    }

    /// How the next build seals a group's refunds. A year that the calendar doesn't hold is a failure of kind configuration.
    func terms(_ key: GroupKey) throws -> SealTerms {
        let unfit = try unfit(key)
        guard let group = try group(key) else {
            var terms = SealTerms()
            terms.unfit = unfit
            return terms
        }
        var terms = SealTerms(
            maxRows: group.limits.maxRows, maxMoney: group.limits.maxMoney, room: group.room)
        terms.unfit = unfit
        switch try window(key.channel) {
        case .always: break
        case .before(let cutoff): terms.readyBefore = cutoff
        case .unknown(let year): throw workspace.failure(year, channel: key.channel)
        }
        return terms
    }

    /// Which of a group's refunds its layout can't write, of those that could leave now.
    private func unfit(_ key: GroupKey) throws -> [Int64] {
        let unfit = try data.unfit(key.channel)
        if unfit.isEmpty { return [] }
        var serials: [Int64] = []
        try reader.waiting { refund in
            guard unfit[refund.serial] != nil, GroupKey(refund.lane) == key,
                refund.hold(at: workspace.now) == nil
            else { return }
            serials.append(refund.serial)
        }
        return serials
    }

    // MARK: - Holds

    /// What every refund of a lane meets; looked up once for a lane.
    private struct LaneState {
        let isHalted: Bool
        let limits: ChannelLimits?
        let window: Window
        let hasRoom: Bool
    }

    private func state(of lane: Lane) throws -> LaneState {
        if let known = lanes[lane] { return known }
        let group = try group(GroupKey(lane))
        let state = LaneState(
            isHalted: halt(of: lane) != nil, limits: group?.limits, window: try window(lane.channel),
            hasRoom: group?.room != nil)
        lanes[lane] = state
        return state
    }

    /// What holds a refund back that its own row doesn't: the first that applies.
    func hold(_ serial: Int64, _ lane: Lane, _ amount: Int64, readyAt: Instant) throws -> RefundHold? {
        if isIdle { return nil }
        let state = try state(of: lane)
        if let standing = Self.standing(state, amount, readyAt) { return standing }
        return try state.hasRoom && isPassedOver(serial) ? .limit : nil
    }

    /// The same without what depends on the refunds before it.
    private static func standing(
        _ state: LaneState, _ amount: Int64, _ readyAt: Instant
    ) -> RefundHold? {
        if state.isHalted { return .halt }
        if state.limits?.neverFits(amount) != nil { return .limit }
        switch state.window {
        case .always: return nil
        case .before(let cutoff): return readyAt < cutoff ? nil : .cutoff
        case .unknown: return .cutoff
        }
    }

    private func isPassedOver(_ serial: Int64) throws -> Bool {
        try (passedOver ?? findPassedOver()).contains(serial)
    }

    /// Fills today's rooms as the next build will.
    private func findPassedOver() throws -> SerialSet {
        var rooms: [GroupKey: LimitGauge] = [:]
        var found = SerialSet()
        try reader.waiting { refund in
            guard refund.hold(at: workspace.now) == nil,
                try data.fault(refund.serial, channel: refund.lane.channel) == nil
            else { return }
            let state = try state(of: refund.lane)
            guard state.hasRoom, Self.standing(state, refund.amount, refund.readyAt) == nil else { return }
            let key = GroupKey(refund.lane)
            let room = try group(key)?.room
            switch rooms[key, default: LimitGauge(SealTerms(room: room))].place(refund.amount) {
            case .none: found.insert(refund.serial)
            case .sameFile, .nextFile: break
            }
        }
        passedOver = found
        return found
    }
}
