import Bytes
import Formats
import Home
import Refunds
import Rules

/// A profile's own YAML, and behind a NUL a file to read by it: it is taken or refused with file, line and remedy; what the journal keeps of it is the same
/// profile; what it reads and writes holds what every layout promises.
enum ProfileTextTarget {
    private static let file = FuzzFile()

    static func run(_ input: [UInt8]) throws {
        let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
        guard let profile = try parse(parts[0]) else { return }
        try file.read(parts.count > 1 ? parts[1] : [], by: profile, blockSize: 7)
        if let writer = ProfileSubmission(profile) { try write(writer, profile) }
    }

    private static func parse(_ text: [UInt8]) throws -> Profile? {
        let loaded: ProfileText
        do {
            loaded = try ProfileShelf.parse(text, file: "p.yaml", name: "p", isOwn: true)
        } catch {
            try check(error, lines: text.count { $0 == 0x0A } + 1)
            return nil
        }
        let kept: ProfileText
        do {
            kept = try ProfileShelf.parse(Array(loaded.text.utf8), file: "kept", name: "p", isOwn: true)
        } catch {
            throw Broken(description: "the journal couldn't read its profile: \(error.message)")
        }
        try hold(kept == loaded, "the journal would keep another profile: \(loaded.text)")
        return loaded.profile
    }

    private static func check(_ failure: HomeFailure, lines: Int) throws {
        try hold(failure.kind == .configuration, "\(failure)")
        let isChinese = failure.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }
        try hold(isChinese, "no Chinese words: \(failure)")
        let parts = failure.message.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        let line = parts.count == 3 && parts[0] == "p.yaml" ? Int(parts[1]) : nil
        try hold(line.map { (1...lines + 1).contains($0) } ?? false, "no place: \(failure)")
        try hold(failure.message.contains(";") || failure.message.contains(": "), "no remedy: \(failure)")
    }

    /// A submission of two refunds is as many lines as it has records, or refused by the field that has no room; the same bytes each time.
    private static func write(_ writer: ProfileSubmission, _ profile: Profile) throws {
        let bytes = Array("4200001P2;\"q\"\nCafé 退款".utf8)
        var header = SubmissionHeader(
            id: 12, channel: "bank", sequence: 3, created: "2026-10-08T08:00:00Z",
            currency: CurrencyCode(packed: 0x45_55_52), exponent: 2, homeNumber: 417)
        header.count = 2
        header.amount = 3_000
        let refunds = (1...2).map { number in
            OutgoingRefund(
                serial: Int64(number), paymentID: ByteRange(0, 7), terminal: .none,
                description: ByteRange(7, bytes.count), amount: Int64(number) * 1_000, orderAmount: 2_000,
                orderTime: Instant(seconds: 1_791_446_400), offset: 28_800)
        }
        var made: [[UInt8]] = []
        for _ in 0..<2 {
            var output: [UInt8] = []
            do throws(SubmissionFault) {
                try writer.demandRoom(for: header)
                try writer.appendHeader(header, to: &output)
                for (index, refund) in refunds.enumerated() {
                    try writer.append(refund, number: index + 1, of: header, in: bytes, to: &output)
                }
                try writer.appendTrailer(
                    ControlTotals(atMost: 2, amount: 3_000), of: header, to: &output)
            } catch {
                try hold(!error.field.isEmpty && !error.english.isEmpty && !error.chinese.isEmpty, "\(error)")
                return
            }
            made.append(output)
        }
        try hold(made[0] == made[1], "two writings differ")
        try hold(made[0].last == 0x0A, "the last line never ends")
    }
}
