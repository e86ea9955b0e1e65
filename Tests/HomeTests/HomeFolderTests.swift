import Glibc
import Testing

@testable import Home

@Suite struct HomeFolderTests {
    struct NoLedger: Error {}

    private static func make(_ path: String, id: String = "home-1") throws -> HomeFolder {
        try HomeFolder.create(at: path, homeID: id, configuration: Configuration.template(homeNumber: 417)) {
            ledger in
            let file = try Descriptor(ledger, O_WRONLY | O_CREAT | O_EXCL, 0o644)
            try file.write(Array("ledger".utf8))
            try file.close()
        }
    }

    @Test func createMakesAWholePrivateHome() throws {
        let folder = try TemporaryFolder()
        let home = try Self.make("\(folder.path)/new/home/")
        #expect(home.path == "\(folder.path)/new/home")
        #expect(
            try folder.names("new/home") == [
                "archive", "drop", "ledger.sqlite", "outbox", "refundry.yaml", "refused", "reports",
                "staging",
            ])
        #expect(try folder.names("new/home/drop") == ["orders", "refunds", "results"])
        #expect(try folder.names("new/home/reports") == ["batches", "daily", "orders", "submissions"])
        #expect(try folder.names("new/home/staging") == ["marker"])
        #expect(try folder.text("new/home/staging/marker") == "home-1\n")
        for name in ["", "/archive", "/drop/orders", "/staging", "/reports/daily"] {
            #expect(TemporaryFolder.mode(home.path + name) == 0o700, "\(name)")
        }
        for file in [home.configuration, home.ledger, home.marker] {
            #expect(TemporaryFolder.mode(file) == 0o600, "\(file)")
        }
        #expect(try Configuration.load(from: home.configuration).homeNumber == 417)
        try home.checkStaging(homeID: "home-1")
    }

    @Test(arguments: [
        "refundry.yaml", "ledger.sqlite", "ledger.sqlite-wal", "staging", "drop", "outbox", "reports",
    ])
    func aTakenNameChangesNothing(_ name: String) throws {
        let folder = try TemporaryFolder()
        _ = try folder.file(name, "mine")
        _ = try folder.file("other.txt", "theirs")
        let found = try failure { try Self.make(folder.path) }
        #expect(found.kind == .cannotWrite)
        #expect(found.exitStatus == 73)
        #expect(
            found.message.hasPrefix(
                "\(folder.path)/\(name): the name is taken and nothing was changed; choose"))
        #expect(try folder.names() == [name, "other.txt"].sorted(by: ByteOrder.precedes))
        #expect(try folder.text(name) == "mine")
    }

    @Test func aFailedLedgerLeavesNothingBehind() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("other.txt", "theirs")
        #expect(throws: NoLedger.self) {
            try HomeFolder.create(at: folder.path, homeID: "1", configuration: "") { ledger in
                _ = try folder.file("ledger.sqlite", "half")
                _ = try folder.file("ledger.sqlite-wal", "half")
                throw NoLedger()
            }
        }
        #expect(try folder.names() == ["other.txt"])
        #expect(throws: NoLedger.self) {
            try HomeFolder.create(at: "\(folder.path)/deep/er", homeID: "1", configuration: "") { _ in
                throw NoLedger()
            }
        }
        #expect(try folder.names() == ["other.txt"])
    }

    @Test func aPathThroughAFileCannotBeWritten() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("file")
        let found = try failure { try Self.make("\(file)/home") }
        #expect(found.kind == .cannotWrite)
        #expect(found.message.contains("correct the path"))
    }

    @Test func findPrefersTheOptionThenTheEnvironment() throws {
        let folder = try TemporaryFolder()
        let one = try Self.make("\(folder.path)/one")
        let two = try Self.make("\(folder.path)/two")
        let three = try Self.make("\(folder.path)/three")
        let all = (explicit: one.path, environment: two.path, current: three.path)
        #expect(
            try HomeFolder.find(
                explicit: all.explicit, environment: all.environment, currentDirectory: all.current)
                == one)
        #expect(
            try HomeFolder.find(explicit: nil, environment: all.environment, currentDirectory: all.current)
                == two)
        #expect(try HomeFolder.find(explicit: nil, environment: "", currentDirectory: all.current) == three)
        #expect(try HomeFolder.find(explicit: nil, environment: nil, currentDirectory: all.current) == three)
    }

    @Test func findSaysWhatIsMissing() throws {
        let folder = try TemporaryFolder()
        func found() throws -> HomeFailure {
            try failure {
                try HomeFolder.find(explicit: folder.path, environment: nil, currentDirectory: "/")
            }
        }
        #expect(try found().message.hasPrefix("\(folder.path): this folder is no home (no refundry.yaml"))
        let ledger = try folder.file("ledger.sqlite", "")
        #expect(try found().message.hasPrefix("\(folder.path)/refundry.yaml: the file is not there, though"))
        _ = try folder.file("refundry.yaml")
        #expect(try found().message.hasPrefix("\(ledger): the ledger is empty; put it back"))
        unsafe unlink(ledger)
        #expect(
            try found().message.hasPrefix("\(ledger): the ledger is missing, and a new one is never made"))
        #expect(try found().kind == .noHome)
        #expect(try found().exitStatus == 78)
    }

    @Test func stagingMustBeThisHomes() throws {
        let folder = try TemporaryFolder()
        let home = try Self.make("\(folder.path)/home")
        func found(_ id: String) throws -> HomeFailure { try failure { try home.checkStaging(homeID: id) } }
        #expect(try found("home-2").message.contains("the ledger is another home's"))
        #expect(try found("home").exitStatus == 78)
        unsafe unlink(home.marker)
        #expect(try found("home-1").message.contains("the marker is gone"))
        #expect(unsafe rmdir(home.staging) == 0)
        #expect(try found("home-1").message.contains("staging: the folder is gone"))
        #expect(try found("home-1").kind == .alarm)
        #expect(try failure { try WriterLock.take(home, busySeconds: 0) }.kind == .alarm)
    }

    @Test func paths() {
        let home = HomeFolder(path: "/h/")
        #expect(home.relative("/h/reports/batches/7") == "reports/batches/7")
        #expect(home.relative("/hold/x") == "/hold/x")
        #expect(home.batchReports(7) == "/h/reports/batches/7")
        #expect(home.submissionReport(file: "a.csv") == "/h/reports/submissions/a.csv.json")
        #expect(HomeFolder(path: "/").ledger == "/ledger.sqlite")
        #expect(HomeFolder(path: "").ledger == "./ledger.sqlite")
    }
}

@Suite struct WriterLockTests {
    @Test func oneAtATime() throws {
        let folder = try TemporaryFolder()
        try Durably.makeFolder("\(folder.path)/staging")
        let home = HomeFolder(path: folder.path)
        var first: WriterLock? = try WriterLock.take(home, busySeconds: 0)
        let start = ContinuousClock.now
        let found = try failure { try WriterLock.take(home, busySeconds: 1) }
        #expect(found.kind == .busy)
        #expect(found.exitStatus == 75)
        #expect(
            found.message.hasPrefix(
                "\(home.path): process \(getpid()) has been writing to this home for more than 1 s"))
        #expect(ContinuousClock.now - start >= .seconds(1))
        withExtendedLifetime(first) {}
        first = nil
        let second = try WriterLock.take(home, busySeconds: 0)
        withExtendedLifetime(second) {}
    }

    @Test func aReplacedLockFileHoldsNobodyOff() throws {
        let folder = try TemporaryFolder()
        try Durably.makeFolder("\(folder.path)/staging")
        let home = HomeFolder(path: folder.path)
        let first = try WriterLock.take(home, busySeconds: 0)
        unsafe unlink(home.lock)
        let second = try WriterLock.take(home, busySeconds: 0)
        #expect(try failure { try WriterLock.take(home, busySeconds: 0) }.kind == .busy)
        withExtendedLifetime((first, second)) {}
    }
}
