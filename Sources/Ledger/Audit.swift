package import Bytes
package import Refunds
package import Rules

/// One thing that verify proves.
package struct AuditCheck: Sendable {
    package var name: String
    package var examined: Int
    /// The first bad things, each named exactly; empty when all is well.
    package private(set) var faults: [BilingualText]

    package init(_ name: String, examined: Int = 0, faults: [BilingualText] = []) {
        self.name = name
        self.examined = examined
        self.faults = faults
    }

    package var isOK: Bool { faults.isEmpty }

    /// Remembers a fault; the first hundred are kept.
    package mutating func fault(_ text: BilingualText) { if faults.count < 100 { faults.append(text) } }

    package mutating func fault(_ english: String, _ chinese: String) {
        fault(BilingualText(english, chinese))
    }
}

/// A table of the ledger as a whole.
package struct TableContents: Sendable, Equatable {
    package let name: String
    package let rows: Int
    /// Of all rows, in order of the table's key.
    package let digest: Digest

    package init(name: String, rows: Int, digest: Digest) {
        self.name = name
        self.rows = rows
        self.digest = digest
    }
}

/// Figures of one lane for the tie-out (`lifecycle.md`, what must always hold, 5). Each pair of sides comes from different records.
package struct LaneFigures: Sendable {
    package struct Figure: Sendable, Equatable {
        package var count = 0
        package var amount: Int64 = 0

        package init() {}

        package mutating func add(_ count: Int, _ amount: Int64) {
            self.count += count
            self.amount += amount
        }
    }

    package var lane: Lane
    /// From the batches' totals at acceptance.
    package var accepted = Figure()
    /// From the closings.
    package var cancelled = Figure()
    package var declined = Figure()
    package var insufficientFunds = Figure()
    /// From the submissions' control totals.
    package var sent = Figure()
    /// From the submissions' control totals, by when they were made void.
    package var madeVoid = Figure()
    /// From the result files' records and the resolved exceptions.
    package var succeeded = Figure()
    package var failedByBank = Figure()
    package var reversed = Figure()
    package var reapplied = Figure()
    /// From the refunds.
    package var waiting = Figure()
    package var outstanding = Figure()
    /// Flow only: from the refunds, what was reversed and re-applied in the period.
    package var refundsReversed = Figure()
    package var refundsReapplied = Figure()
    /// Flow only: from the refunds, as they stood when the day began.
    package var waitingAtStart = Figure()
    package var outstandingAtStart = Figure()

    package init(lane: Lane) { self.lane = lane }
}

/// A refund whose rows are not as they were made: what a change by hand leaves behind.
package struct AlteredRefund: Sendable {
    package enum Damage: Sendable {
        /// Its row is not what its checksum says: an amount, a lane, a name.
        case changed
        /// Its row is there, its state isn't.
        case stateless
        /// Its batch accepted it, and its row isn't there.
        case gone
        /// An answer names it that is not among those that made it what it is.
        case strayAnswer
        /// Its answer's file was taken at another time than the result that was applied from it.
        case shiftedAnswer
    }

    package var serial: Int64
    package var damage: Damage
    /// Which its rows name; of one that is changed or gone, those of its batch too: it may have stood in another.
    package var lanes: Set<Lane>
    package var number: String?
    /// As the row says it now, in minor units of `lane`.
    package var amount: Int64?
    package var lane: Lane?

    package init(
        serial: Int64, damage: Damage, lanes: Set<Lane>, number: String?, amount: Int64?, lane: Lane?
    ) {
        self.serial = serial
        self.damage = damage
        self.lanes = lanes
        self.number = number
        self.amount = amount
        self.lane = lane
    }
}

package protocol AuditReader {
    /// Proves the ledger by itself: the journal's chain, that every table says what the journal says, balances, statuses and edges.
    func audit() throws -> [AuditCheck]
    /// The cohort accepted in the period, as it stands now.
    func cohort(from start: Instant, to end: Instant) throws -> [LaneFigures]
    /// What moved in the period.
    func flow(from start: Instant, to end: Instant) throws -> [LaneFigures]
    /// Visits the refunds of batches accepted in the period whose rows are not as they were made, by serial. Reads each row and digests it.
    func alteredRefunds(from start: Instant, to end: Instant, _ visit: (AlteredRefund) throws -> Void) throws
    /// What each table holds, in order of its name; two ledgers that agree are the same.
    func contents() throws -> [TableContents]
    /// The rows of a table in order of its key: the key as text, and the row's digest.
    func rows(ofTable name: String, _ visit: (_ key: String, _ digest: Digest) throws -> Void) throws
    /// Digests of every file that the archive must hold.
    func archivedDigests(_ visit: (_ digest: String, _ name: String) throws -> Void) throws
}
