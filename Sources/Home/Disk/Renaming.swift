import Glibc

/// The one system call that the Swift overlay of Glibc doesn't show.
enum Renaming {
    private typealias Call =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    /// RENAME_NOREPLACE of linux/fs.h.
    private static let noReplace: UInt32 = 1

    /// Renames; with `replace` false, a name that is taken fails with EEXIST, atomically. Syncs nothing.
    static func rename(_ from: String, to: String, replace: Bool) throws(HomeFailure) {
        if replace {
            guard unsafe Glibc.rename(from, to) == 0 else { throw .writing(to, errno) }
            return
        }
        // Looked up by name and not made as a raw system call, so that a preloaded library which tests
        // crashes and faults sees this rename like any other.
        guard let symbol = unsafe dlsym(nil, "renameat2") else { throw .writing(to, ENOSYS) }
        let call = unsafe unsafeBitCast(symbol, to: Call.self)
        guard unsafe call(AT_FDCWD, from, AT_FDCWD, to, noReplace) == 0 else { throw .writing(to, errno) }
    }
}
