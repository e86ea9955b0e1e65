import Home
package import Ledger
import Refunds
import Synchronization

/// Makes the home into which a journal is replayed. The parts that only the door can put together come in as closures.
package struct TwinMaker: Sendable {
    private let create: @Sendable (_ path: String, _ homeID: String) throws -> Void
    private let open: @Sendable (_ path: String, _ stamps: JournalStamps) throws -> any Ledger

    /// - Parameters:
    ///   - create: makes an empty ledger of a home id at a path.
    ///   - open: opens it with a journal that is stamped by the entries replayed, not by this machine.
    package init(
        create: @escaping @Sendable (_ path: String, _ homeID: String) throws -> Void,
        open: @escaping @Sendable (_ path: String, _ stamps: JournalStamps) throws -> any Ledger
    ) {
        self.create = create
        self.open = open
    }

    /// An empty home at `path` with the same id and settings as `original`.
    func make(at path: String, like original: Workspace) throws -> Twin {
        let text = String(decoding: original.configuration.text, as: UTF8.self)
        let home = try HomeFolder.create(
            at: path, homeID: original.ledger.homeID, configuration: text
        ) { try create($0, original.ledger.homeID) }
        var copier = FolderCopier { _ in }
        try copier.entry(
            original.home.absolute(HomeFolder.calendars), to: home.absolute(HomeFolder.calendars))
        try copier.entry(
            original.home.absolute(HomeFolder.profiles), to: home.absolute(HomeFolder.profiles))
        let stamps = JournalStamps()
        return Twin(home: home, ledger: try open(home.ledger, stamps), stamps: stamps)
    }
}

/// The home that a replay makes, and what stamps its journal.
struct Twin {
    let home: HomeFolder
    let ledger: any Ledger
    let stamps: JournalStamps
}

/// The stamps of the entries that are being replayed, by number.
package final class JournalStamps: Sendable {
    private let stamps = Mutex<[Int: JournalStamp]>([:])

    /// An entry beyond those replayed has no stamp of the original's: it is a difference, and shows as one.
    package func stamp(_ entry: Int) -> JournalStamp {
        stamps.withLock { $0[entry] } ?? JournalStamp(machineTime: Instant(seconds: 0), osUser: "")
    }

    func use(_ entries: some Sequence<JournalEntry>) {
        let known = entries.map {
            ($0.number, JournalStamp(machineTime: $0.machineTime, osUser: $0.osUser))
        }
        stamps.withLock { $0 = Dictionary(uniqueKeysWithValues: known) }
    }
}
