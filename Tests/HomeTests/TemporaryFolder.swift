import Glibc
import Testing

@testable import Home

/// A folder of its own for one test, removed afterwards with all that is in it.
final class TemporaryFolder {
    let path: String

    init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        // Letters between the digits: a name of digits alone may pass for a card number, which messages mask.
        let random = (0..<12).compactMap { _ in "ghijklmnopqrstuvwxyz".randomElement() }
        path = "\(base)/refundry-home-\(getpid())-\(String(random))"
        try Durably.makeFolder(path)
    }

    deinit {
        do { try Self.remove(path) } catch { Issue.record(error) }
    }

    func file(_ name: String, _ text: String = "x", age seconds: Int = 100) throws -> String {
        let full = "\(path)/\(name)"
        try Durably.makeFolder(Durably.folder(of: full))
        let file = try Descriptor(full, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try file.write(Array(text.utf8))
        try file.close()
        try Self.touch(full, at: TemporaryFolder.now - seconds)
        return full
    }

    func text(_ name: String) throws -> String? {
        try Durably.readWhole("\(path)/\(name)", limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    func names(_ folder: String = "") throws -> [String] {
        try FolderListing.of("\(path)/\(folder)")?.names ?? []
    }

    /// Seconds since 1970 that the tests call now.
    static let now = 1_800_000_000

    static func touch(_ path: String, at second: Int) throws {
        let time = timespec(tv_sec: second, tv_nsec: 0)
        let result = unsafe [time, time].withUnsafeBufferPointer { times in
            unsafe utimensat(AT_FDCWD, path, times.baseAddress, 0)
        }
        try #require(result == 0)
    }

    static func mode(_ path: String) -> UInt32 {
        var raw = stat()
        return unsafe lstat(path, &raw) == 0 ? raw.st_mode & 0o7777 : 0
    }

    private static func remove(_ path: String) throws {
        for name in try FolderListing.of(path)?.names ?? [] {
            let inner = "\(path)/\(name)"
            if try FileStatus.of(inner)?.kind == .folder {
                try remove(inner)
            } else {
                _ = unsafe unlink(inner)
            }
        }
        _ = unsafe rmdir(path)
    }
}

/// The failure that `body` ends with.
func failure<Result>(of body: () throws -> Result) throws -> HomeFailure {
    do {
        _ = try body()
    } catch let failure as HomeFailure {
        return failure
    }
    throw NoFailure()
}

struct NoFailure: Error {}
