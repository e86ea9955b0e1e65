internal import CZlib

/// gzip (RFC 1952), member after member, with its sums checked and its growth watched.
@safe package final class Inflater {
    private enum Place {
        /// Before a member's first byte.
        case between
        case inside
        /// Only zeros may follow.
        case padding
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let limits: ReadingLimits
    private var place = Place.between
    private var members = 0
    /// The room ran out: zlib may give more without any input.
    package private(set) var mayHold = false
    /// Compressed bytes taken, inflated bytes given, so far.
    private(set) var consumed = 0
    private(set) var produced = 0

    package init(limits: ReadingLimits) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        self.limits = limits
        // 15 is the largest window, 16 asks for the gzip wrapper and nothing else. Only memory can lack.
        let done = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(done == Z_OK, "zlib could not begin")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Inflates `input` from `start` into `output` until the input or the room is used up.
    /// - Returns: where in the input it stopped.
    package func inflate(
        _ input: Span<UInt8>, from start: Int, into output: inout [UInt8], room: Int
    ) throws -> Int {
        var taken = start
        var left = room
        while left > 0, taken < input.count || mayHold {
            switch place {
            case .between where members > 0 && input[taken] == 0:
                place = .padding
            case .between:
                place = .inside
            case .padding:
                guard input[taken] == 0 else { throw damaged("bytes after its end that are no gzip") }
                taken += 1
                consumed += 1
            case .inside:
                let step = try step(input.extracting(taken...), into: &output, room: left)
                taken += step.taken
                left -= step.given
                mayHold = left == 0 && place == .inside
                try watch()
            }
        }
        return taken
    }

    /// Says whether the input may end here.
    package func finish() throws {
        if place == .inside || members == 0 { throw damaged("it breaks off before its end") }
    }

    private func step(
        _ input: Span<UInt8>, into output: inout [UInt8], room: Int
    ) throws -> (taken: Int, given: Int) {
        let before = output.count
        var status = Z_OK
        var taken = 0
        unsafe input.withUnsafeBufferPointer { input in
            output.append(addingCapacity: room) { (target: inout OutputSpan<UInt8>) in
                unsafe target.withUnsafeMutableBufferPointer { target, filled in
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
                    unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + filled }
                    unsafe stream.pointee.avail_out = UInt32(clamping: room)
                    status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                    taken = unsafe input.count - Int(stream.pointee.avail_in)
                    filled += unsafe room - Int(stream.pointee.avail_out)
                }
            }
        }
        let given = output.count - before
        consumed += taken
        produced += given
        switch status {
        case Z_OK: break
        case Z_STREAM_END: endMember()
        // No progress: nothing was held back, and there is no input.
        case Z_BUF_ERROR where input.isEmpty: break
        default: throw damaged(words())
        }
        return (taken, given)
    }

    private func endMember() {
        members += 1
        place = .between
        unsafe inflateReset(stream)
    }

    private func watch() throws {
        if produced > limits.inflatedBytes { throw limits.tooLarge(produced) }
        if produced > 1 << 20, produced / limits.ratio >= max(consumed, 1), produced > limits.ratio * consumed
        {
            throw limits.tooDense(inflated: produced, compressed: consumed)
        }
    }

    private func words() -> String {
        guard let message = unsafe stream.pointee.msg else { return "its data are damaged" }
        return unsafe String(cString: message)
    }

    private func damaged(_ what: String) -> ByteFault {
        ByteFault(
            .unreadable, "the gzip file is damaged (\(what)): compress and send it again",
            "gzip 文件已损坏（\(what)）：请重新压缩并发送", offset: consumed)
    }
}
