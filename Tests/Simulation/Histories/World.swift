import Bytes
import Home
import Ledger
import LedgerSQLite
import Operations
import Refunds
import Rules

/// A home on disk and the model beside it, with everything that a history remembers.
final class World {
    let scratch: Scratch
    let home: HomeFolder
    let ledger: SQLiteLedger
    private(set) var configuration: Configuration
    var model: Model
    /// Seconds since 1970: the time that every verb is given.
    var now: Int64 { didSet { model.now = now } }
    var tally = Tally()
    /// Every file that came, to be sent again.
    var sent: [SentFile] = []
    var balanceFiles: [(rows: [BalanceAsked], text: String)] = []
    /// Every file that stood in the outbox, with its bytes as they first did.
    var outbox: [String: [UInt8]] = [:]
    /// What each notification was, by number.
    var notifications: [[UInt8]] = []
    /// How each refund stood after the step before.
    var standing: [ModelRefund.Status] = []
    /// Which orders had an open ORDER_OVERDRAWN after the step before.
    var overdrawn: Set<String> = []
    private var nextName = 1

    static let start: Int64 = 1_791_000_000

    static var context: LedgerContext {
        LedgerContext(osUser: "clerk", machineTime: { Instant(seconds: World.start) })
    }

    init(_ chance: inout Chance) throws {
        scratch = try Scratch()
        now = Self.start
        let context = Self.context
        let maker = InitializeHome(
            now: Instant(seconds: Self.start), actor: Actor(name: "os:clerk", osUser: "clerk"),
            createLedger: { try SQLiteLedger.create(at: $0, homeID: $1, context: context) },
            openLedger: { try SQLiteLedger(at: $0, busySeconds: 10, context: context) })
        home = try maker.make(at: "\(scratch.path)/home", using: &chance)
        ledger = try SQLiteLedger(at: home.ledger, busySeconds: 10, context: context)
        let drawn = try Configuration.load(from: home.configuration)
        model = Model(settings: Universe.settings(homeNumber: drawn.homeNumber, &chance))
        model.now = Self.start
        configuration = drawn
        try Scratch.makeFolder(home.absolute("profiles"))
        try Scratch.write(
            Array(DeclaredLayout.declaration.utf8),
            to: home.absolute("profiles/\(DeclaredLayout.profileName).yaml"))
        try configure(model.settings)
    }

    /// Writes another `refundry.yaml`.
    func configure(_ settings: Settings) throws {
        model.settings = settings
        try Scratch.write(Array(settings.yaml.utf8), to: home.configuration)
        configuration = try Configuration.load(from: home.configuration)
    }

    func workspace(by name: String) throws -> Workspace {
        try Workspace(
            home: home, configuration: configuration, ledger: ledger, now: Instant(seconds: now),
            isDrill: true,
            machineTime: { World.machineTime }, actor: Actor(name: name, osUser: "clerk"), progress: { _ in })
    }

    /// Far ahead of any file's own time, so that what was just dropped has stood still.
    private static let machineTime: Int64 = 4_000_000_000 * 1_000_000_000

    func writing<Value>(by name: String, _ body: (Workspace) throws -> Value) throws -> Value {
        let workspace = try workspace(by: name)
        return try workspace.writing { try body(workspace) }
    }

    /// Nil where what was asked is not allowed.
    func allowed<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let failure as Failure where failure.kind == .notAllowed {
            return nil
        }
    }

    /// Under control never more leaves than there is, as far as is known when it is sealed.
    func demandFunds(for built: [ModelSubmission]) throws {
        for declared in built.compactMap({ model.settings.channel($0.channel).declared }) {
            tally.add("sent-by-\(declared.rawValue)")
        }
        for serial in built.flatMap(\.refunds) {
            guard let rest = model.spendable(model.refunds[serial - 1]), rest < 0 else { continue }
            throw Mismatch("refund \(serial) left though \(rest) was there after it")
        }
    }

    /// A name that no file had before.
    func freshName(_ kind: Sheet.Kind, _ ending: String) -> String {
        defer { nextName += 1 }
        return "\(kind.rawValue)-\(nextName).\(ending)"
    }
}
