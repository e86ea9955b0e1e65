package import Bytes
package import Refunds

/// Which of a group's waiting refunds leave with a seal, and in how large files (`controls.md`, calendars and cut-offs, limits on what leaves). Kept
/// in the seal's journal entry, so that a replay needs neither clock nor calendar.
package struct SealTerms: Sendable, Equatable {
    /// Only what became ready before this moment leaves: the channel's latest cut-off.
    package var readyBefore: Instant?
    /// Most refunds of one file.
    package var maxRows: Int?
    /// Most money of one file, in minor units.
    package var maxMoney: Int64?
    /// What may still be sealed today, in minor units.
    package var room: Int64?

    /// Serials that the layout can't write, ascending: they stay.
    package var unfit: [Int64]

    package init(
        readyBefore: Instant? = nil, maxRows: Int? = nil, maxMoney: Int64? = nil, room: Int64? = nil,
        unfit: [Int64] = []
    ) {
        self.readyBefore = readyBefore
        self.maxRows = maxRows
        self.maxMoney = maxMoney
        self.room = room
        self.unfit = unfit
    }

    package var isEmpty: Bool { self == SealTerms() }

    /// Its members are those that say something.
    package var json: JSON {
        let members: [(String, Int?)] = [
            ("ready_before", readyBefore.map { Int($0.seconds) }), ("max_rows", maxRows),
            ("max_money", maxMoney.map(Int.init)), ("room", room.map(Int.init)),
        ]
        let limits = members.compactMap { name, value in value.map { (name, JSON.number($0)) } }
        return .object(limits + (unfit.isEmpty ? [] : [("unfit", .array(unfit.map { .number($0) }))]))
    }

    package func isDue(readyAt: Instant) -> Bool { readyBefore.map { readyAt < $0 } ?? true }
}

/// Fills one group's files, refund by refund in order of refund_id: used by the seal, and by whoever tells what the next seal will do.
package struct LimitGauge: Sendable {
    package enum Place: Sendable, Equatable {
        case sameFile
        case nextFile
        /// It is passed over: it doesn't fit any more, and waits.
        case none
    }

    private let terms: SealTerms
    private var rows = 0
    private var money: Int64 = 0
    private var room: Int64?

    package init(_ terms: SealTerms) {
        self.terms = terms
        room = terms.room
    }

    /// Where a refund goes that is due.
    package mutating func place(_ amount: Int64) -> Place {
        if let most = terms.maxMoney, amount > most { return .none }
        if let left = room {
            if amount > left { return .none }
            room = left - amount
        }
        let hasRow = terms.maxRows.map { rows < $0 } ?? true
        let hasMoney = terms.maxMoney.map { money <= $0 - amount } ?? true
        if rows == 0 || hasRow && hasMoney {
            rows += 1
            // Counted only where there is a limit, and so never beyond it.
            if terms.maxMoney != nil { money += amount }
            return .sameFile
        }
        rows = 1
        money = terms.maxMoney == nil ? 0 : amount
        return .nextFile
    }
}
