import FuzzTargets
import Rules
import Testing

/// Good files with one thing wrong, everywhere: cut off at each byte, and with each byte of head and trailer changed to
/// others. Each is refused with its place and what to do, or every record that it holds is accounted for.
@Suite("Damaged files")
struct DamageTests {
    /// Nothing that a reader may do with a byte is missing: separators, quotes, line ends, marks, what is no text.
    private static let marks: [UInt8] = [
        0x00, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x23, 0x26, 0x27, 0x2C, 0x3B, 0x3C, 0x3D, 0x3E, 0xC3, 0xFF,
    ]

    @Test(arguments: GoodFile.all)
    func isGood(_ file: GoodFile) throws {
        for bytes in [file.bytes, file.compressed] {
            let verdict = try Verdict(bytes, file.kind)
            #expect(verdict.refusal == nil, "\(verdict.refusal?.text.english ?? "")")
            #expect(
                verdict.rows.count == (file.name.hasPrefix("batch") || file.name.hasSuffix("csv") ? 2 : 1))
        }
    }

    @Test(arguments: GoodFile.all)
    func cutOffAnywhere(_ file: GoodFile) throws {
        let good = try Verdict(file.bytes, file.kind)
        for end in 0..<file.bytes.count {
            let verdict = try Verdict(Array(file.bytes[..<end]), file.kind)
            try check(verdict, "\(file.name) cut off at \(end)")
            guard verdict.refusal == nil else { continue }
            if file.isXML {
                // Only what stands behind the root can be missing.
                #expect(verdict.rows == good.rows, "\(file.name) cut off at \(end)")
            } else {
                #expect(verdict.lines == verdict.slowLines, "\(file.name) cut off at \(end)")
            }
        }
    }

    @Test(arguments: GoodFile.all)
    func compressedAndCutOffAnywhere(_ file: GoodFile) throws {
        let whole = file.compressed
        for end in 0..<whole.count {
            let verdict = try Verdict(Array(whole[..<end]), file.kind)
            let code = end == 0 ? "FILE_EMPTY" : end == 1 ? nil : "FILE_UNREADABLE"
            #expect(
                code == nil || verdict.refusal?.code.rawValue == code, "\(file.name).gz cut off at \(end)")
            try check(verdict, "\(file.name).gz cut off at \(end)")
        }
    }

    /// The ten bytes before the compressed ones, and the checksum and length behind them.
    @Test(arguments: GoodFile.all)
    func compressedWithAByteChanged(_ file: GoodFile) throws {
        let whole = file.compressed
        let good = try Verdict(file.bytes, file.kind)
        for place in Array(0..<10) + Array(whole.count - 8..<whole.count) {
            for other in Self.others(whole[place]) {
                var bytes = whole
                bytes[place] = other
                let verdict = try Verdict(bytes, file.kind)
                try check(verdict, "\(file.name).gz, \(other) at \(place)")
                if verdict.refusal == nil {
                    #expect(verdict.rows == good.rows, "\(file.name).gz, \(other) at \(place)")
                }
            }
        }
    }

    @Test(arguments: GoodFile.all)
    func headAndTrailerWithAByteChanged(_ file: GoodFile) throws {
        let good = try Verdict(file.bytes, file.kind)
        var refused = 0
        for place in file.bytes.indices where !file.records.contains(place) {
            for other in Self.others(file.bytes[place]) {
                var bytes = file.bytes
                bytes[place] = other
                let what = "\(file.name), \(other) at \(place)"
                let verdict = try Verdict(bytes, file.kind)
                try check(verdict, what)
                guard verdict.refusal == nil else {
                    refused += 1
                    continue
                }
                if !file.isXML { #expect(verdict.lines == verdict.slowLines, "\(what)") }
                #expect(accounts(for: verdict, good, file), "\(what): \(verdict.rows), \(verdict.notes)")
            }
        }
        #expect(refused > 0)
    }

    /// The good records stand there as they were, or a note says what of them was ignored.
    private func accounts(for verdict: Verdict, _ good: Verdict, _ file: GoodFile) -> Bool {
        if file.isXML { return verdict.rows == good.rows }
        let isThere = good.rows.allSatisfy(verdict.rows.contains)
        return isThere
            || verdict.notes.contains { $0.contains("columns") } && verdict.rows.count >= good.rows.count
    }

    private func check(_ verdict: Verdict, _ what: String) throws {
        guard let refusal = verdict.refusal else { return }
        #expect(refusal.lacks == nil, "\(what): \(refusal.text) lacks \(refusal.lacks ?? "")")
    }

    /// Every bit turned, and every mark.
    static func others(_ byte: UInt8) -> Set<UInt8> {
        Set((0..<8).map { byte ^ 1 << $0 } + marks).subtracting([byte])
    }
}
