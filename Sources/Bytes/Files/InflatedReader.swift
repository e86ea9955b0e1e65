/// The inflated bytes of a file, block by block; a plain file's bytes as they are. What is gzip and what is not
/// is seen from the first two bytes, never from the name.
final class InflatedReader {
    static let blockSize = 256 << 10

    private let input: InputFile
    private let limits: ReadingLimits
    private let copy: OutputFile?
    private let rawHash: SHA256Stream?
    private var raw: [UInt8] = []
    private var position = 0
    private var inflater: Inflater?
    private var atEnd = false
    /// Known once the first block was read.
    var isGzip: Bool { inflater != nil }
    /// Bytes of the file itself, and after inflating, so far.
    private(set) var rawSize = 0
    private(set) var inflatedSize = 0

    /// Every raw byte also goes into `copyTo` and `rawHash`.
    init(_ input: InputFile, limits: ReadingLimits, copyTo: OutputFile? = nil, rawHash: SHA256Stream? = nil) {
        self.input = input
        self.limits = limits
        copy = copyTo
        self.rawHash = rawHash
    }

    /// Appends `count` bytes, fewer only at the end; 0 when there are no more.
    func read(into output: inout [UInt8], atMost count: Int) throws -> Int {
        if rawSize == 0, !atEnd { try begin() }
        let before = output.count
        while output.count - before < count {
            let room = count - (output.count - before)
            if position < raw.count || inflater?.mayHold == true {
                try drain(into: &output, room)
            } else if !atEnd {
                try readRaw()
            } else {
                try inflater?.finish()
                break
            }
        }
        let got = output.count - before
        inflatedSize += got
        if inflatedSize > limits.inflatedBytes { throw limits.tooLarge(inflatedSize) }
        return got
    }

    private func begin() throws {
        try readRaw()
        if raw.count >= 2, raw[0] == 0x1f, raw[1] == 0x8b { inflater = Inflater(limits: limits) }
    }

    private func drain(into output: inout [UInt8], _ room: Int) throws {
        guard let inflater else {
            let end = min(raw.count, position + room)
            output.append(contentsOf: raw[position..<end])
            position = end
            return
        }
        // Taken out for the while: a span of a class's own property can't leave its accessor.
        var block: [UInt8] = []
        swap(&block, &raw)
        defer { swap(&block, &raw) }
        position = try inflater.inflate(block.span, from: position, into: &output, room: room)
    }

    private func readRaw() throws {
        raw.removeAll(keepingCapacity: true)
        position = 0
        let got = try input.read(into: &raw, atMost: Self.blockSize)
        rawSize += got
        atEnd = got == 0
        rawHash?.update(raw)
        try copy?.append(raw)
    }
}
