import Bytes
import Glibc
import Home
import Ledger
import LedgerSQLite
import Operations
import Refunds
import Rules

/// The one place where the parts are put together, and where the machine is asked: for its clock, its user, its folders.
struct Composition: Sendable {
    /// Looks an environment variable up.
    let environment: @Sendable (String) -> String?

    static let machine = Composition { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The workspace of the home that the options, the environment or the current folder name.
    func workspace(
        _ options: GlobalOptions, by name: String?, language: Language?, watcher: ProgressLine
    ) throws -> Workspace {
        let home = try home(options.home)
        let configuration = try Configuration.load(from: home.configuration)
        let language = language ?? configuration.language
        let login = Self.login
        let ledger = try SQLiteLedger(
            at: home.ledger, busySeconds: configuration.busySeconds, context: Self.context(login))
        return try Workspace(
            home: home, configuration: configuration, ledger: ledger,
            now: try GivenTime(options.now).instant(zone: configuration.timeZone) ?? Self.machineNow,
            isDrill: options.now != nil, machineTime: { Self.nanoseconds },
            actor: Actor(name: try ActorName.name(name, login: login), osUser: login),
            progress: { watcher.show($0.what.told(in: language, apart: " "), $0.done) })
    }

    private func home(_ folder: String?) throws -> HomeFolder {
        try HomeFolder.find(
            explicit: try named(folder), environment: environment("REFUNDRY_HOME"),
            currentDirectory: try currentFolder())
    }

    /// What people read by the home's settings, for a call that went wrong before they were read; nil where there is no home, or it can't be known.
    func language(ofHome folder: String?) -> Language? {
        do {
            return try Configuration.load(from: try home(folder).configuration).language
        } catch {
            return nil
        }
    }

    /// Makes a home, with an empty ledger in it.
    func makeHome(at folder: String?, _ options: GlobalOptions) throws -> HomeFolder {
        let path = try absolute(
            try named(folder ?? options.home) ?? environment("REFUNDRY_HOME").flatMap {
                $0.isEmpty ? nil : $0
            }
                ?? ".")
        let login = Self.login
        let context = Self.context(login)
        let zone = Configuration(homeNumber: 100).timeZone
        let verb = InitializeHome(
            now: try GivenTime(options.now).instant(zone: zone) ?? Self.machineNow,
            actor: Actor(name: try ActorName.name(nil, login: login), osUser: login),
            createLedger: { try SQLiteLedger.create(at: $0, homeID: $1, context: context) },
            openLedger: { try SQLiteLedger(at: $0, busySeconds: 10, context: context) })
        var generator = SystemRandomNumberGenerator()
        return try verb.make(at: path, using: &generator)
    }

    /// What makes the home into which a journal is replayed.
    var twinMaker: TwinMaker {
        let context = Self.context(Self.login)
        return TwinMaker(
            create: { try SQLiteLedger.create(at: $0, homeID: $1, context: context) },
            open: { path, stamps in
                try SQLiteLedger(
                    at: path, busySeconds: 10, context: LedgerContext(stamp: { stamps.stamp($0) }))
            })
    }

    private static func context(_ login: String) -> LedgerContext {
        LedgerContext(osUser: login, machineTime: { machineNow })
    }

    /// An empty name is a mistake, of a script with an unset variable say, and never the current folder.
    private func named(_ folder: String?) throws -> String? {
        guard folder?.isEmpty != true else {
            throw Failure(.usage, "the home's name is empty: name its folder", "主目录名称为空：请指定文件夹")
        }
        return folder
    }

    /// Without asking the disk: links stay as they are named.
    private func absolute(_ path: String) throws -> String {
        if path.hasPrefix("/") { return path }
        let current = try currentFolder()
        if path == "." { return current }
        return (current == "/" ? "" : current) + "/" + path
    }

    private func currentFolder() throws -> String {
        guard let path = unsafe getcwd(nil, 0) else {
            throw Failure(
                .inputOutput, "the current folder is gone: change into one that is there",
                "当前文件夹已不存在：请切换到有效的文件夹")
        }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// The login of the system's user; its number where the system knows no name for it.
    private static var login: String {
        guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else {
            return String(getuid())
        }
        return unsafe String(cString: name)
    }

    /// Nanoseconds since 1970.
    private static var nanoseconds: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static var machineNow: Instant { Instant(seconds: nanoseconds / 1_000_000_000) }
}
