import Glibc

/// What the file system says about one name, without following a link.
package struct FileStatus: Sendable, Equatable {
    package enum Kind: Sendable, Equatable { case file, folder, link, other }

    package let kind: Kind
    /// Bytes.
    package let size: Int64
    /// The last change of the content, in nanoseconds since 1970, by the machine's clock.
    package let modified: Int64
    /// Together they name the file itself, whatever it is called.
    package let device: UInt64
    package let inode: UInt64

    /// The status of `path`; nil when nothing stands there.
    package static func of(_ path: String) throws(HomeFailure) -> FileStatus? {
        var raw = stat()
        guard unsafe lstat(path, &raw) != 0 else { return FileStatus(raw) }
        let code = errno
        guard code == ENOENT || code == ENOTDIR else { throw .reading(path, code) }
        return nil
    }

    /// The status of an open file.
    static func of(descriptor: Int32, path: String) throws(HomeFailure) -> FileStatus {
        var raw = stat()
        guard unsafe fstat(descriptor, &raw) == 0 else { throw .reading(path, errno) }
        return FileStatus(raw)
    }

    private init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = Int64(raw.st_size)
        modified = Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec)
        device = UInt64(raw.st_dev)
        inode = UInt64(raw.st_ino)
    }
}
