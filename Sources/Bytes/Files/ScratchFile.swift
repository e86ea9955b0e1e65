internal import Glibc

/// A temporary file without a name: its owner's alone, and gone with its last descriptor, however the program ends.
package final class ScratchFile {
    /// `O_TMPFILE`, which is made of two flags and so not known to Swift.
    private static let nameless = 0o20_000_000 | O_DIRECTORY

    package let folder: String
    private let descriptor: Int32

    package init(in folder: String) throws {
        self.folder = folder
        var descriptor = unsafe open(folder, Self.nameless | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EOPNOTSUPP || errno == EISDIR {
            descriptor = try Self.unlinked(in: folder)
        }
        guard descriptor >= 0 else { throw SystemFault(call: "create", path: folder, code: errno) }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// By which a library that opens its files by name reaches this one.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    package func size() throws -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw SystemFault(call: "fstat", path: folder, code: errno)
        }
        return Int(status.st_size)
    }

    /// Appends up to `count` bytes from `offset`; 0 only at the end of the file.
    package func read(into buffer: inout [UInt8], atMost count: Int, from offset: Int) throws -> Int {
        let before = buffer.count
        var code: Int32 = 0
        buffer.append(addingCapacity: count) { (output: inout OutputSpan<UInt8>) in
            unsafe output.withUnsafeMutableBufferPointer { target, filled in
                guard let base = target.baseAddress else { return }
                while true {
                    let got = unsafe pread(descriptor, base + filled, count, off_t(offset))
                    if got >= 0 {
                        filled += got
                        return
                    }
                    code = errno
                    if code != EINTR { return }
                    code = 0
                }
            }
        }
        guard code == 0 else { throw SystemFault(call: "read", path: folder, code: code) }
        return buffer.count - before
    }

    /// Writes over whatever stands in the file: whether the disk takes it is the question.
    package func probe(bytes count: Int) throws {
        let block = [UInt8](repeating: 0x2E, count: count)
        let written = unsafe block.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, count, 0) }
        guard written == count else {
            // A short write says nothing; the next byte tells why.
            let more = unsafe block.withUnsafeBytes {
                unsafe pwrite(descriptor, $0.baseAddress, 1, off_t(max(written, 0)))
            }
            throw SystemFault(call: "write", path: folder, code: more < 0 ? errno : EIO)
        }
    }

    /// For file systems that know no nameless files. The name is one that recovery takes away (`Durably.temporaryPrefix`).
    private static func unlinked(in folder: String) throws -> Int32 {
        var template = Array("\(folder)/temporary-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { return descriptor }
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, unsafe unlink(&template) == 0 else {
            let code = errno
            close(descriptor)
            throw SystemFault(call: "unlink", path: folder, code: code)
        }
        return descriptor
    }
}
