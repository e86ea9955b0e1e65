internal import CZlib

/// Reads a zip file that this program has just had written (APPNOTE 4.3.7: local headers with their sizes, deflated, no ZIP64), part after part: the proof that
/// all went in.
@safe package final class ZipReader {
    /// What has been written is no whole zip file.
    package struct Damage: Error {
        package init() {}
    }

    private static let block = 1 << 18
    private let file: ScratchFile
    private let stream: UnsafeMutablePointer<z_stream>
    private var offset = 0
    /// Of the part whose header was read last.
    private var packed = 0
    private var size = 0

    package init(_ file: ScratchFile) {
        self.file = file
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // -15: deflate without any wrapper. Only memory can lack.
        let done = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(done == Z_OK, "zlib could not begin")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The next part's name; nil where the directory of all parts begins. Each part must be read before the next is asked for.
    package func next() throws -> String? {
        let head = try bytes(30)
        let signature = Self.number(head, 0, 4)
        if signature == 0x0201_4b50 { return nil }
        let isDeflated = Self.number(head, 8, 2) == 8
        let sizesFollow = head.count > 6 && head[6] & 8 != 0
        guard signature == 0x0403_4b50, isDeflated, !sizesFollow else { throw Damage() }
        packed = Self.number(head, 18, 4)
        size = Self.number(head, 22, 4)
        let name = Self.number(head, 26, 2)
        let extra = Self.number(head, 28, 2)
        offset += 30
        let text = String(decoding: try bytes(name), as: UTF8.self)
        offset += name + extra
        return text
    }

    /// Inflates the part, block by block, and proves that it is as long as its header says.
    package func inflate(_ body: (Span<UInt8>) throws -> Void) throws {
        unsafe inflateReset(stream)
        var input: [UInt8] = []
        var output: [UInt8] = []
        var left = packed
        var given = 0
        var status = Z_OK
        while status != Z_STREAM_END {
            input.removeAll(keepingCapacity: true)
            let got = try file.read(into: &input, atMost: min(Self.block, left), from: offset)
            guard got > 0 else { throw Damage() }
            offset += got
            left -= got
            var taken = 0
            repeat {
                output.removeAll(keepingCapacity: true)
                status = step(&input, &taken, into: &output)
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw Damage()
                }
                given += output.count
                try body(output.span)
            } while status != Z_STREAM_END && (taken < got || output.count == Self.block)
        }
        guard left == 0, given == size else { throw Damage() }
    }

    private func step(_ input: inout [UInt8], _ taken: inout Int, into output: inout [UInt8]) -> Int32 {
        var status = Z_OK
        let start = taken
        let count = input.count - start
        unsafe input.withUnsafeMutableBufferPointer { input in
            output.append(addingCapacity: Self.block) { (target: inout OutputSpan<UInt8>) in
                unsafe target.withUnsafeMutableBufferPointer { target, filled in
                    unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + start }
                    unsafe stream.pointee.avail_in = UInt32(clamping: count)
                    unsafe stream.pointee.next_out = target.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(clamping: Self.block)
                    status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                    taken = unsafe start + count - Int(stream.pointee.avail_in)
                    filled = unsafe Self.block - Int(stream.pointee.avail_out)
                }
            }
        }
        return status
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let got = try file.read(
                into: &bytes, atMost: count - bytes.count, from: offset + bytes.count)
            guard got > 0 else { throw Damage() }
        }
        return bytes
    }

    /// Little-endian.
    private static func number(_ bytes: [UInt8], _ place: Int, _ width: Int) -> Int {
        (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
