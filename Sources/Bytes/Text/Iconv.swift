internal import Glibc

/// A conversion between two encodings by the C library's tables (POSIX `iconv`).
@safe final class Iconv {
    private let handle: iconv_t

    /// By the C library's names of encodings.
    init(from source: String, to target: String) throws {
        unsafe handle = iconv_open(target, source)
        if unsafe Int(bitPattern: handle) == -1 {
            throw SystemFault(call: "iconv_open", path: "\(source) to \(target)", code: errno)
        }
    }

    deinit { unsafe iconv_close(handle) }

    /// Converts until the input ends, or something in it can't go on.
    /// - Parameter room: for so many bytes, and never more.
    /// - Returns: how many bytes were taken, and why it ended before the input did (EILSEQ, EINVAL, E2BIG), else 0.
    func convert(_ input: Span<UInt8>, into output: inout [UInt8], room: Int) -> (count: Int, code: Int32) {
        var left = input.count
        var code: Int32 = 0
        unsafe input.withUnsafeBytes { input in
            output.append(addingCapacity: room) { (target: inout OutputSpan<UInt8>) in
                unsafe target.withUnsafeMutableBufferPointer { target, filled in
                    var from = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
                        .assumingMemoryBound(to: CChar.self)
                    var to = unsafe UnsafeMutableRawPointer(target.baseAddress)?
                        .advanced(by: filled).assumingMemoryBound(to: CChar.self)
                    var space = room
                    if unsafe iconv(handle, &from, &left, &to, &space) == -1 { code = errno }
                    filled += room - space
                }
            }
        }
        return (input.count - left, code)
    }
}
