internal import Glibc

/// A regular file that is read from start to end. Never follows a symbolic link in the last part of its path.
package final class InputFile {
    package let path: String
    /// In bytes, as it was when the file was opened.
    package let size: Int
    /// Of the last change, in nanoseconds since 1970.
    package let modifiedNanoseconds: Int64
    private let descriptor: Int32

    /// Throws `SystemFault`; for anything but a regular file with EISDIR or EINVAL.
    package init(path: String) throws {
        // O_NONBLOCK: a pipe of that name must not hold the program until someone writes to it.
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemFault(call: "open", path: path, code: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw SystemFault(call: "fstat", path: path, code: code)
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            close(descriptor)
            throw SystemFault(call: "open", path: path, code: kind == S_IFDIR ? EISDIR : EINVAL)
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    deinit {
        close(descriptor)
    }

    /// Appends up to `count` bytes; 0 only at the end of the file.
    package func read(into buffer: inout [UInt8], atMost count: Int) throws -> Int {
        let before = buffer.count
        var code: Int32 = 0
        buffer.append(addingCapacity: count) { (output: inout OutputSpan<UInt8>) in
            unsafe output.withUnsafeMutableBufferPointer { target, filled in
                guard let base = target.baseAddress else { return }
                while true {
                    let got = unsafe Glibc.read(descriptor, base + filled, count)
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
        guard code == 0 else { throw SystemFault(call: "read", path: path, code: code) }
        return buffer.count - before
    }
}
