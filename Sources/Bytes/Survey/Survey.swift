/// What one pass over a file has learnt about its bytes, from its content alone.
package struct Survey: Sendable, Equatable {
    /// SHA-256 of the file as it came, and of its inflated bytes (the same for a plain file).
    package let digest: Digest
    package let inflatedDigest: Digest
    /// Bytes of the file as it came, and inflated.
    package let size: Int
    package let inflatedSize: Int
    package let isGzip: Bool
    package let layout: TextLayout
    package let encoding: TextEncoding
    package let hasBOM: Bool
    /// Whether the last character is a line feed; a file cut off in transfer often lacks it.
    package let endsWithLineEnd: Bool

    /// Reads the file once from where it stands, copies its raw bytes to `copyTo`, and stops at the first fault
    /// or limit passed; the copy is then incomplete and the caller removes it. `declared` is the encoding of a CSV without byte order mark
    /// where it is known from elsewhere.
    /// - Throws: `ByteFault` for what is wrong with the bytes, `SystemFault` for trouble with reading or writing.
    package static func survey(
        _ input: InputFile, copyTo: OutputFile? = nil, declared: TextEncoding? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws -> Survey {
        let rawHash = SHA256Stream()
        let inflatedHash = SHA256Stream()
        let reader = InflatedReader(input, limits: limits, copyTo: copyTo, rawHash: rawHash)
        var piece: [UInt8] = []
        // More than the ratio is first tested at, so that a bomb is called one whatever is in it.
        var room = (1 << 20) + InflatedReader.blockSize
        var examination: TextExamination?
        while try reader.read(into: &piece, atMost: room) > 0 {
            if reader.isGzip { inflatedHash.update(piece) }
            if examination == nil {
                examination = try TextExamination(head: piece.span, declared: declared, limits: limits)
            }
            try examination?.examine(piece.span)
            piece.removeAll(keepingCapacity: true)
            room = InflatedReader.blockSize
        }
        guard var examination else { throw empty }
        try examination.finish()
        let digest = rawHash.finish()
        return Survey(
            digest: digest, inflatedDigest: reader.isGzip ? inflatedHash.finish() : digest,
            size: reader.rawSize, inflatedSize: reader.inflatedSize, isGzip: reader.isGzip,
            layout: examination.recognition.layout, encoding: examination.encoding,
            hasBOM: examination.recognition.markLength > 0, endsWithLineEnd: examination.endsWithLineEnd)
    }

    private static var empty: ByteFault {
        ByteFault(.empty, "there is nothing in the file: export it again", "文件为空：请重新导出")
    }
}
