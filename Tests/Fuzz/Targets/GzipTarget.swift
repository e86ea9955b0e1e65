import Bytes

/// gzip, member after member: the same in any pieces, the same as zlib by itself, never beyond the limits.
enum GzipTarget {
    private static let limits = ReadingLimits(inflatedBytes: 1 << 12)

    private enum Outcome: Equatable {
        case bytes([UInt8])
        case refused(ByteFault.Kind)
    }

    /// The first byte says in what pieces, and whether the rest is a file or what a file is made of.
    static func run(_ input: [UInt8]) throws {
        guard let mode = input.first else { return }
        let rest = Array(input.dropFirst())
        let file = mode & 0x80 == 0 ? rest : PlainZlib.compress(rest, members: Int(mode & 3) + 1)
        let whole = try inflate(file, piece: file.count, room: 1 << 12)
        let pieces = try inflate(file, piece: Int(mode & 7) + 1, room: 1 << Int(mode >> 3 & 7))
        switch (whole, pieces) {
        // With little room a limit is met before what is damaged behind it.
        case (.refused, .refused): break
        case (.bytes, .bytes), (.bytes, .refused), (.refused, .bytes):
            try hold(whole == pieces, "other bytes in other pieces: \(whole), \(pieces)")
        }
        switch PlainZlib.inflate(file, most: limits.inflatedBytes + 1) {
        case .none:
            try hold(whole == .refused(.unreadable) || whole == .refused(.unsafe), "taken though no gzip")
        case .some(let bytes) where bytes.count > limits.inflatedBytes:
            // Or for what is damaged right behind the limit.
            if case .bytes = whole { throw Broken(description: "\(bytes.count) bytes pass the limit") }
        case .some(let bytes): try hold(whole == .bytes(bytes), "not what zlib says")
        }
        if mode & 0x80 != 0, rest.count <= limits.inflatedBytes {
            try hold(whole == .bytes(rest), "not what was compressed")
        }
    }

    private static func inflate(_ file: [UInt8], piece: Int, room: Int) throws -> Outcome {
        let inflater = Inflater(limits: limits)
        var output: [UInt8] = []
        var start = 0
        do {
            while start < file.count {
                let end = min(file.count, start + piece)
                let block = file.span.extracting(start..<end)
                var taken = 0
                while taken < block.count || inflater.mayHold {
                    taken = try inflater.inflate(block, from: taken, into: &output, room: room)
                    try hold(output.count <= limits.inflatedBytes, "\(output.count) bytes pass the limit")
                }
                start = end
            }
            try inflater.finish()
            return .bytes(output)
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            try hold(output.count <= limits.inflatedBytes + room, "\(output.count) bytes pass the limit")
            try hold(
                (0...file.count).contains(fault.offset ?? 0), "byte \(fault.offset ?? 0) of \(file.count)")
            return .refused(fault.kind)
        }
    }
}
