import Glibc
import Synchronization

/// Changes on disk that are there after a power failure once the call has returned.
///
/// A failed sync is never tried again: the kernel may have dropped the pages and call the next one a success.
package enum Durably {
    /// Names of temporary files in a staging folder begin so; whatever a stop left of them is worthless.
    package static let temporaryPrefix = "temporary-"

    private static let serial = Atomic<UInt64>(0)

    /// Whether a file of that name in a staging folder is such a one.
    package static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(temporaryPrefix) || isScratch(name)
    }

    /// `tmp.` and ten letters or digits, as libxlsxwriter's mkstemp names what it unlinks at once: there only where a stop came between the two.
    private static func isScratch(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == "tmp" && parts[1].utf8.count == 10
            && parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// A name in `staging` that no other process or call uses.
    package static func temporaryPath(in staging: String) -> String {
        let number = serial.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(staging)/\(temporaryPrefix)\(getpid())-\(number)"
    }

    /// Makes the names in a folder durable.
    package static func syncFolder(_ path: String) throws(HomeFailure) {
        let folder = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        try folder.sync()
        try folder.close()
    }

    /// Renames within one file system, and syncs both folders.
    /// - Parameter replace: false: a name that is taken is left alone and `cannotWrite`.
    package static func rename(_ from: String, to: String, replace: Bool) throws(HomeFailure) {
        try Renaming.rename(from, to: to, replace: replace)
        let target = folder(of: to)
        let source = folder(of: from)
        try syncFolder(target)
        if source != target { try syncFolder(source) }
    }

    /// Renames several within one file system, one after the other, and syncs each folder once.
    package static func rename(_ files: [(from: String, to: String)], replace: Bool) throws(HomeFailure) {
        var folders: [String] = []
        for file in files {
            try Renaming.rename(file.from, to: file.to, replace: replace)
            for folder in [folder(of: file.to), folder(of: file.from)] where !folders.contains(folder) {
                folders.append(folder)
            }
        }
        for folder in folders { try syncFolder(folder) }
    }

    /// Writes a whole file: to a temporary name in `staging`, synced, then renamed to `path`; both folders synced.
    /// `staging` must be on the file system of `path`.
    package static func writeWhole(
        _ bytes: [UInt8], to path: String, staging: String, mode: UInt32 = 0o600, replace: Bool = true
    ) throws(HomeFailure) {
        let temporary = temporaryPath(in: staging)
        try orRemoving(temporary) { () throws(HomeFailure) in
            let file = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode)
            try file.write(bytes)
            try file.sync()
            try file.close()
            try rename(temporary, to: path, replace: replace)
        }
    }

    /// Copies a regular file, which is opened without following a link, as `writeWhole` writes.
    package static func copy(
        _ from: String, to path: String, staging: String, mode: UInt32 = 0o600, replace: Bool = true
    ) throws(HomeFailure) {
        let source = try Descriptor(reading: from)
        let temporary = temporaryPath(in: staging)
        try orRemoving(temporary) { () throws(HomeFailure) in
            let file = try Descriptor(temporary, O_WRONLY | O_CREAT | O_EXCL, mode)
            var buffer: [UInt8] = []
            while try source.read(into: &buffer, atMost: 1 << 18) { try file.write(buffer) }
            try file.sync()
            try file.close()
            try rename(temporary, to: path, replace: replace)
        }
    }

    /// Makes a folder, and those above it, where they are missing, private to the user, each synced into its parent.
    /// - Returns: the folders made, outermost first.
    @discardableResult
    package static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(HomeFailure) -> [String] {
        if unsafe mkdir(path, mode) == 0 {
            try syncFolder(folder(of: path))
            return [path]
        }
        let code = errno
        if code == EEXIST, isFolder(path) { return [] }
        let parent = folder(of: path)
        guard code == ENOENT, parent != path else { throw .writing(path, code) }
        let above = try makeFolder(parent, mode: mode)
        return above + (try makeFolder(path, mode: mode))
    }

    /// Makes a folder as `makeFolder` does, and durable also when it is there already: whoever made it may not have lived
    /// to sync it, and what is put into a folder whose name is lost is lost with it.
    package static func demandFolder(_ path: String) throws(HomeFailure) {
        if try makeFolder(path).isEmpty { try syncFolder(folder(of: path)) }
    }

    /// Removes a file and syncs its folder.
    /// - Returns: false when nothing stood there.
    @discardableResult
    package static func removeIfThere(_ path: String) throws(HomeFailure) -> Bool {
        guard unsafe unlink(path) == 0 else {
            let code = errno
            guard code == ENOENT else { throw .writing(path, code) }
            return false
        }
        try syncFolder(folder(of: path))
        return true
    }

    /// The whole content of a regular file of at most `limit` bytes; nil when nothing stands there.
    package static func readWhole(
        _ path: String, limit: Int, followingLinks: Bool = false
    ) throws(HomeFailure) -> [UInt8]? {
        guard try FileStatus.of(path) != nil else { return nil }
        return try Descriptor(reading: path, followingLinks: followingLinks).readAll(atMost: limit)
    }

    /// The folder that holds `path`.
    /// The last part of a path.
    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        guard slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func isFolder(_ path: String) -> Bool {
        var raw = stat()
        return unsafe stat(path, &raw) == 0 && raw.st_mode & S_IFMT == S_IFDIR
    }

    /// Runs `body`; when it fails, the temporary file goes. What the failure was matters more than whether that works.
    private static func orRemoving(
        _ temporary: String, _ body: () throws(HomeFailure) -> Void
    ) throws(HomeFailure) {
        do throws(HomeFailure) {
            try body()
        } catch {
            unsafe unlink(temporary)
            throw error
        }
    }
}
