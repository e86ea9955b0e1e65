import Glibc
import Testing

@testable import Home

@Suite struct DropFoldersTests {
    private static let now = Int64(TemporaryFolder.now) * 1_000_000_000

    private func survey(_ folder: TemporaryFolder, _ kind: DropFolders.Kind) throws -> DropFolders.Survey {
        var configuration = Configuration(homeNumber: 417)
        configuration.channels["card"] = ChannelSettings(timeZone: "UTC")
        return try DropFolders(HomeFolder(path: folder.path))
            .survey(kind, configuration: configuration, now: Self.now)
    }

    struct Case: Sendable {
        let names: [String]
        let age: Int
        let taken: [String]
        let waiting: Int
        let strangers: [String]
    }

    @Test(arguments: [
        Case(names: ["a"], age: 5, taken: ["a"], waiting: 0, strangers: []),
        Case(names: ["a"], age: 4, taken: [], waiting: 1, strangers: []),
        Case(names: ["a"], age: -50, taken: [], waiting: 1, strangers: []),
        Case(names: ["a", "a.done"], age: 0, taken: ["a"], waiting: 0, strangers: []),
        Case(names: ["a.done"], age: 9, taken: [], waiting: 0, strangers: ["a.done"]),
        Case(names: ["a.csv", "a.done"], age: 0, taken: [], waiting: 1, strangers: ["a.done"]),
        Case(
            names: [".a", "a.tmp", "a.part", "a.filepart", "a.uploading"], age: 9, taken: [], waiting: 5,
            strangers: []),
        Case(names: ["a.tmp", "a.tmp.done"], age: 9, taken: [], waiting: 1, strangers: []),
        Case(
            names: ["B", "a", "C.csv", "tmp", "ä", "a\u{308}"], age: 9,
            taken: ["B", "C.csv", "a", "a\u{308}", "tmp", "ä"],
            waiting: 0, strangers: []),
    ])
    func wholeness(_ row: Case) throws {
        let folder = try TemporaryFolder()
        for name in row.names { _ = try folder.file("drop/orders/\(name)", age: row.age) }
        let found = try survey(folder, .orders)
        #expect(found.files.map { Array($0.name.utf8) } == row.taken.map { Array($0.utf8) })
        #expect(found.waiting == row.waiting)
        #expect(found.strangers == row.strangers.map { "drop/orders/\($0)" })
    }

    @Test func factsOfAFile() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("drop/refunds/995378/a.csv", "12345", age: 0)
        _ = try folder.file("drop/refunds/995378/a.csv.done", "", age: 0)
        #expect(
            try survey(folder, .refunds).files == [
                DroppedFile(
                    path: "drop/refunds/995378/a.csv", place: .refunds(account: "995378"), size: 5,
                    modified: Self.now,
                    donePath: "drop/refunds/995378/a.csv.done")
            ])
    }

    @Test func strangersAreNamedAndLeft() throws {
        let folder = try TemporaryFolder()
        for path in [
            "results/card/ok", "results/gone/x", "results/loose", "refunds/a b/x", "refunds/loose",
            "refunds/A/ok",
        ] {
            _ = try folder.file("drop/\(path)")
        }
        _ = try folder.file("drop/orders/ok")
        _ = try folder.file("drop/orders/sub/inner")
        _ = try folder.file("drop/other/x")
        #expect(unsafe symlink("/etc/passwd", "\(folder.path)/drop/orders/link") == 0)
        #expect(unsafe mkfifo("\(folder.path)/drop/orders/pipe", 0o600) == 0)
        #expect(unsafe symlink("\(folder.path)/drop/orders", "\(folder.path)/drop/refunds/B") == 0)
        let foreign = Array("\(folder.path)/drop/orders/".utf8).map { CChar(bitPattern: $0) } + [-1, 0x41, 0]
        let number = unsafe foreign.withUnsafeBufferPointer { name in
            unsafe name.baseAddress.map { unsafe open($0, O_WRONLY | O_CREAT, 0o600) } ?? -1
        }
        #expect(close(number) == 0)

        let orders = try survey(folder, .orders)
        #expect(orders.files.map(\.path) == ["drop/orders/ok"])
        #expect(
            orders.strangers
                == ["drop/orders/\\xffA", "drop/orders/link", "drop/orders/pipe", "drop/orders/sub"])
        let results = try survey(folder, .results)
        #expect(results.files.map(\.place) == [.results(channel: "card")])
        #expect(results.strangers == ["drop/results/gone", "drop/results/loose"])
        let refunds = try survey(folder, .refunds)
        #expect(refunds.files.map(\.path) == ["drop/refunds/A/ok"])
        #expect(refunds.strangers == ["drop/refunds/B", "drop/refunds/a b", "drop/refunds/loose"])
        #expect(try DropFolders(HomeFolder(path: folder.path)).strangers() == ["drop/other"])
        #expect(try folder.names("drop/orders").contains("link"))
        let gone = unsafe foreign.withUnsafeBufferPointer { name in
            unsafe name.baseAddress.map { unsafe unlink($0) }
        }
        #expect(gone == 0)
    }

    @Test func noDropFolderIsNoFile() throws {
        let folder = try TemporaryFolder()
        #expect(try survey(folder, .orders) == DropFolders.Survey())
        #expect(try survey(folder, .results) == DropFolders.Survey())
    }

    @Test func takenAwayWithItsMark() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("drop/orders/a")
        _ = try folder.file("drop/orders/a.done")
        _ = try folder.file("drop/orders/b")
        let found = try survey(folder, .orders)
        let drop = DropFolders(HomeFolder(path: folder.path))
        for file in found.files where file.name == "a" { try drop.takeAway(file) }
        #expect(try folder.names("drop/orders") == ["b"])
    }
}
