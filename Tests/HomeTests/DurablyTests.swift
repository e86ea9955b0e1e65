import Glibc
import Testing

@testable import Home

@Suite struct DurablyTests {
    @Test func writeWhole() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/file"
        try Durably.writeWhole(Array("one".utf8), to: path, staging: folder.path, mode: 0o400)
        #expect(TemporaryFolder.mode(path) == 0o400)
        try Durably.writeWhole([], to: path, staging: folder.path)
        #expect(try folder.text("file") == "")
        let found = try failure {
            try Durably.writeWhole(Array("two".utf8), to: path, staging: folder.path, replace: false)
        }
        #expect(found.kind == .cannotWrite)
        #expect(found.message.contains("the name is taken"))
        #expect(try folder.text("file") == "")
        #expect(try folder.names() == ["file"])
    }

    @Test func renameWithoutReplacing() throws {
        let folder = try TemporaryFolder()
        let from = try folder.file("from", "new")
        let to = try folder.file("sub/to", "old")
        #expect(try failure { try Durably.rename(from, to: to, replace: false) }.kind == .cannotWrite)
        #expect(try folder.text("sub/to") == "old")
        #expect(try folder.text("from") == "new")
        try Durably.rename(from, to: to + "2", replace: false)
        try Durably.rename(to + "2", to: to, replace: true)
        #expect(try folder.text("sub/to") == "new")
        #expect(try folder.names("sub") == ["to"])
    }

    @Test func copyKeepsTheSourceAndFollowsNoLink() throws {
        let folder = try TemporaryFolder()
        let text = String(repeating: "0123456789", count: 100_000)
        let from = try folder.file("from", text)
        try Durably.copy(from, to: "\(folder.path)/to", staging: folder.path)
        #expect(try folder.text("to") == text)
        #expect(try folder.text("from") == text)
        #expect(unsafe symlink(from, "\(folder.path)/link") == 0)
        #expect(unsafe mkfifo("\(folder.path)/pipe", 0o600) == 0)
        for name in ["link", "pipe", "none"] {
            let found = try failure {
                try Durably.copy("\(folder.path)/\(name)", to: "\(folder.path)/x", staging: folder.path)
            }
            #expect(found.kind == .inputOutput, "\(name)")
        }
        #expect(try folder.names() == ["from", "link", "pipe", "to"])
    }

    @Test func foldersAndRemoving() throws {
        let folder = try TemporaryFolder()
        let deep = "\(folder.path)/a/b"
        #expect(try Durably.makeFolder(deep) == ["\(folder.path)/a", deep])
        #expect(try Durably.makeFolder(deep) == [])
        #expect(try Durably.removeIfThere("\(deep)/none") == false)
        let file = try folder.file("a/b/file")
        #expect(try Durably.removeIfThere(file))
        #expect(try failure { try Durably.makeFolder(try folder.file("f")) }.kind == .cannotWrite)
    }

    @Test func aFullDiskIsSaidSo() throws {
        let found = try failure {
            let full = try Descriptor("/dev/full", O_WRONLY)
            try full.write([1])
        }
        #expect(found.kind == .cannotWrite)
        #expect(
            found.message == "/dev/full: cannot be written: No space left on device;"
                + " make room on the disk, then run the command again")
    }

    @Test(
        arguments: [
            (ENOSPC, 73), (EDQUOT, 73), (EROFS, 73), (EACCES, 73), (EPERM, 73), (EEXIST, 73), (ENOTDIR, 73),
            (EIO, 74),
            (ENODEV, 74),
        ] as [(Int32, Int32)])
    func errnoBecomesAStatus(_ code: Int32, _ status: Int32) {
        let found = HomeFailure.writing("p", code)
        #expect(found.exitStatus == status)
        #expect(found.message.hasPrefix("p: "))
        #expect(HomeFailure.reading("p", code).exitStatus == 74)
    }
}

@Suite struct SafeNameTests {
    // Inside the test: as its arguments, these names would be printed raw.
    @Test func names() {
        let table = [
            ("a.csv", "a.csv"), ("../x", "_._x"), (".hidden", "_hidden"), ("a/b", "a_b"), ("", "_"),
            ("..", "_."),
            ("a\u{1b}\u{7f}\u{85}\nb", "a____b"), ("退款.csv", "退款.csv"), ("a\0b", "a_b"),
            (String(repeating: "退", count: 100), String(repeating: "退", count: 66)),
        ]
        for (name, safe) in table { #expect(SafeName.of(name) == safe) }
    }
}
