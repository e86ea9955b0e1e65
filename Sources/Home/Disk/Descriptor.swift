import Glibc

/// An open file, closed when it goes out of scope. Never inherited by another program, never reached by a link.
struct Descriptor: ~Copyable {
    let number: Int32
    let path: String
    private var open = true

    /// Opens for writing, or a folder for syncing.
    init(_ path: String, _ flags: Int32, _ mode: UInt32 = 0) throws(HomeFailure) {
        number = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        self.path = path
        guard number >= 0 else { throw .writing(path, errno) }
    }

    /// Opens a regular file for reading. A pipe can't stop it, and is refused.
    init(reading path: String, followingLinks: Bool = false) throws(HomeFailure) {
        let links = followingLinks ? 0 : O_NOFOLLOW
        number = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | links)
        self.path = path
        guard number >= 0 else { throw .reading(path, errno) }
        guard try FileStatus.of(descriptor: number, path: path).kind == .file else {
            throw .reading(path, EINVAL)
        }
    }

    deinit {
        if number >= 0, open { _ = Glibc.close(number) }
    }

    /// Writes all of `bytes` where the file stands.
    borrowing func write(_ bytes: [UInt8]) throws(HomeFailure) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(number, raw.baseAddress?.advanced(by: done), raw.count - done)
            }
            if written > 0 {
                done += written
            } else if written == 0 || errno != EINTR {
                throw .writing(path, written == 0 ? EIO : errno)
            }
        }
    }

    /// Fills `buffer` with the next bytes; false at the end of the file.
    borrowing func read(into buffer: inout [UInt8], atMost limit: Int) throws(HomeFailure) -> Bool {
        while true {
            var failed: Int32 = 0
            buffer = unsafe [UInt8](unsafeUninitializedCapacity: limit) { space, count in
                let got = unsafe Glibc.read(number, space.baseAddress, limit)
                failed = got < 0 ? errno : 0
                count = max(got, 0)
            }
            if failed == 0 { return !buffer.isEmpty }
            guard failed == EINTR else { throw .reading(path, failed) }
        }
    }

    /// All that is left of the file; longer than `limit` bytes is a failure.
    borrowing func readAll(atMost limit: Int) throws(HomeFailure) -> [UInt8] {
        var whole: [UInt8] = []
        var buffer: [UInt8] = []
        while try read(into: &buffer, atMost: 1 << 16) {
            whole += buffer
            guard whole.count <= limit else { throw .reading(path, EFBIG) }
        }
        return whole
    }

    /// Once, and never again after a failure.
    borrowing func sync() throws(HomeFailure) {
        guard fsync(number) == 0 else { throw .writing(path, errno) }
    }

    /// Closes; a disk on the network may only now say that it failed.
    consuming func close() throws(HomeFailure) {
        open = false
        guard Glibc.close(number) == 0 || errno == EINTR else { throw .writing(path, errno) }
    }
}
