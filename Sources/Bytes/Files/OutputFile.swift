internal import Glibc

/// A new file, written through a buffer. It belongs to its owner only when `finish` has returned; given up before
/// that it stays as it is, for the caller to remove.
package final class OutputFile {
    package let path: String
    /// Bytes appended so far.
    package private(set) var size = 0
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let capacity: Int
    private let hash: SHA256Stream?

    /// Creates the file, readable by its owner alone; one that is there already is a `SystemFault` with EEXIST.
    package init(path: String, hashing: Bool = false, capacity: Int = 256 << 10) throws {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFault(call: "create", path: path, code: errno) }
        self.path = path
        self.capacity = capacity
        hash = hashing ? SHA256Stream() : nil
        buffer.reserveCapacity(capacity)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    package func append(_ bytes: [UInt8]) throws {
        try append(bytes.span)
    }

    package func append(_ bytes: Span<UInt8>) throws {
        hash?.update(bytes)
        size += bytes.count
        if buffer.count + bytes.count > capacity { try flush() }
        if bytes.count >= capacity {
            try write(bytes)
        } else {
            unsafe bytes.withUnsafeBufferPointer { bytes in unsafe buffer.append(contentsOf: bytes) }
        }
    }

    /// Writes what is left, syncs the file to the disk unless told not to, and closes it.
    /// - Returns: the SHA-256 of all bytes, when the file was made with `hashing`, and their number.
    package func finish(sync: Bool = true) throws -> (digest: Digest?, size: Int) {
        try flush()
        // A failed sync may have dropped the pages: trying again would report success for bytes that are lost.
        if sync, fsync(descriptor) != 0 { throw SystemFault(call: "fsync", path: path, code: errno) }
        let closing = descriptor
        descriptor = -1
        // EINTR from close leaves the descriptor closed on Linux.
        if close(closing) != 0, errno != EINTR { throw SystemFault(call: "close", path: path, code: errno) }
        return (hash?.finish(), size)
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        // Taken out for the while: a span of a class's own property can't leave its accessor.
        var full: [UInt8] = []
        swap(&full, &buffer)
        try write(full.span)
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }

    private func write(_ bytes: Span<UInt8>) throws {
        guard descriptor >= 0 else { throw SystemFault(call: "write", path: path, code: EBADF) }
        try unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var done = 0
            while done < bytes.count {
                let written = unsafe Glibc.write(descriptor, base + done, bytes.count - done)
                if written >= 0 {
                    done += written
                } else if errno != EINTR {
                    throw SystemFault(call: "write", path: path, code: errno)
                }
            }
        }
    }
}
