import Bytes
import Foundation
import Testing

@Suite struct FileTests {
    @Test func writesAndReadsBack() throws {
        let path = Scratch.path()
        defer { Scratch.remove(path) }
        let file = try OutputFile(path: path, hashing: true, capacity: 10)
        var all: [UInt8] = []
        for length in [3, 9, 1, 0, 25, 10, 4] {
            let piece = [UInt8](repeating: UInt8(length), count: length)
            try file.append(piece)
            all += piece
        }
        let done = try file.finish(sync: true)
        #expect(done.size == all.count)
        #expect(done.digest == Digest.of(all.span))
        let input = try InputFile(path: path)
        #expect(input.size == all.count)
        #expect(input.modifiedNanoseconds > 1_600_000_000_000_000_000)
        var back: [UInt8] = []
        while try input.read(into: &back, atMost: 7) > 0 {}
        #expect(back == all)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func neverWritesOverAFile() throws {
        try Scratch.with([1]) { path in
            let error = #expect(throws: SystemFault.self) { try OutputFile(path: path) }
            #expect(error?.code == EEXIST)
            #expect(error?.message == "create \(path): File exists")
        }
    }

    @Test func readsRegularFilesOnly() throws {
        try Scratch.with([1]) { path in
            let link = Scratch.path()
            let pipe = Scratch.path()
            defer {
                Scratch.remove(link)
                Scratch.remove(pipe)
            }
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            let made = unsafe mkfifo(pipe, 0o600)
            #expect(made == 0)
            let table: [(path: String, code: Int32)] = [
                (link, ELOOP), (pipe, EINVAL), (NSTemporaryDirectory(), EISDIR), (path + "x", ENOENT),
            ]
            for row in table {
                let error = #expect(throws: SystemFault.self) { try InputFile(path: row.path) }
                #expect(error?.code == row.code, "\(row.path)")
            }
        }
    }
}
