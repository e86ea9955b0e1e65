import Glibc
import Testing

@testable import Home

@Suite struct FolderTests {
    private func home(_ folder: TemporaryFolder) throws -> HomeFolder {
        for name in ["staging", "refused", "outbox", "drop/orders"] {
            try Durably.makeFolder("\(folder.path)/\(name)")
        }
        return HomeFolder(path: folder.path)
    }

    @Test func refusedFilesAreKeptOnceWithTheirReason() throws {
        let folder = try TemporaryFolder()
        let refused = RefusedFolder(try home(folder))
        let bytes = try folder.file("staging/copy", "bad")
        let digest = "0123456789abcdef" + String(repeating: "0", count: 48)
        for reason in ["first", "second"] {
            let path = try refused.keep(bytes, sha256: digest, file: ".a/b.csv", reason: reason)
            #expect(path == "refused/0123456789ab-_a_b.csv")
        }
        #expect(try folder.names("refused") == ["0123456789ab-_a_b.csv", "0123456789ab-_a_b.csv.reason.txt"])
        #expect(try folder.text("refused/0123456789ab-_a_b.csv") == "bad")
        #expect(try folder.text("refused/0123456789ab-_a_b.csv.reason.txt") == "second")
        #expect(try folder.names("staging") == ["copy"])
    }

    @Test func aRefusedDroppedFileIsMoved() throws {
        let folder = try TemporaryFolder()
        let refused = RefusedFolder(try home(folder))
        let bytes = try folder.file("drop/orders/a.csv", "bad")
        let dropped = DroppedFile(
            path: "drop/orders/a.csv", place: .orders, size: 3, modified: 0, donePath: nil)
        try refused.keep(
            bytes, sha256: String(repeating: "f", count: 64), file: dropped.name, reason: "r",
            removing: dropped)
        #expect(try folder.names("drop/orders") == [])
        #expect(try folder.text("refused/ffffffffffff-a.csv") == "bad")
    }

    @Test func theLongestNameFits() throws {
        let folder = try TemporaryFolder()
        let refused = RefusedFolder(try home(folder))
        let bytes = try folder.file("staging/copy", "bad")
        try refused.keep(bytes, sha256: "aa", file: String(repeating: "n", count: 255), reason: "r")
        #expect(try folder.names("refused").count == 2)
    }

    @Test func sequences() throws {
        let folder = try TemporaryFolder()
        let sequences = Sequences(try home(folder))
        #expect(try sequences.last(channel: "card") == nil)
        try sequences.record(7, channel: "card")
        try sequences.record(8, channel: "card")
        #expect(try sequences.last(channel: "card") == 8)
        #expect(try folder.names("staging") == ["card.sequence"])
        for damaged in ["", "\n", "8\n9\n", "-8\n", "eight", "99999999999999999999"] {
            _ = try folder.file("staging/card.sequence", damaged)
            let found = try failure { try sequences.last(channel: "card") }
            #expect(found.kind == .alarm)
            #expect(found.message.contains("staging/card.sequence: this is no sequence number"))
        }
    }

    @Test func publishNeverReplaces() throws {
        let folder = try TemporaryFolder()
        let outbox = Outbox(try home(folder))
        _ = try folder.file("staging/card-000001-USD.csv", "one")
        try outbox.publish(channel: "card", file: "card-000001-USD.csv")
        #expect(try outbox.holds(channel: "card", file: "card-000001-USD.csv"))
        #expect(try folder.text("outbox/card/card-000001-USD.csv") == "one")
        #expect(TemporaryFolder.mode("\(folder.path)/outbox/card") == 0o700)
        _ = try folder.file("staging/card-000001-USD.csv", "two")
        let found = try failure { try outbox.publish(channel: "card", file: "card-000001-USD.csv") }
        #expect(found.kind == .alarm)
        #expect(found.exitStatus == 70)
        #expect(found.message.contains("a file of this name is already in the outbox and was left alone"))
        #expect(try folder.text("outbox/card/card-000001-USD.csv") == "one")
        #expect(try folder.text("staging/card-000001-USD.csv") == "two")
        #expect(try failure { try outbox.publish(channel: "card", file: "none") }.kind == .cannotWrite)
    }

    @Test func temporaryFilesGoAndTheRestStays() throws {
        let folder = try TemporaryFolder()
        let home = try home(folder)
        _ = try folder.file("staging/marker")
        _ = try folder.file("staging/\(Durably.temporaryPrefix)1-1")
        // A sheet under way, and names of other people's files.
        _ = try folder.file("staging/tmp.YxrtnRXDzI")
        _ = try folder.file("staging/tmp.notes.txt")
        #expect(try home.removeTemporaryFiles() == 2)
        #expect(try folder.names("staging").sorted() == ["marker", "tmp.notes.txt"])
    }
}
