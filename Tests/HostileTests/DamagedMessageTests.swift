import FuzzTargets
import Rules
import Testing

/// The same for what a channel declares, messages of ISO 20022 and files by profile: cut off at each byte, and each byte changed.
@Suite("Damaged messages and files by profile")
struct DamagedMessageTests {
    @Test(arguments: GoodMessage.all)
    func isGood(_ file: GoodMessage) throws {
        for bytes in [file.bytes, file.compressed] {
            let verdict = try Verdict(bytes, file.kind)
            #expect(verdict.refusal == nil, "\(verdict.refusal?.text.english ?? "")")
            #expect(verdict.rows.count == 2 && verdict.others == 0)
        }
    }

    @Test(arguments: GoodMessage.all)
    func cutOffAnywhere(_ file: GoodMessage) throws {
        let good = try Verdict(file.bytes, file.kind)
        for end in 0..<file.bytes.count {
            let verdict = try Verdict(Array(file.bytes[..<end]), file.kind)
            check(verdict, "\(file) cut off at \(end)")
            // Root and trailer end a file: only a line break can be missing.
            #expect(
                verdict.refusal != nil || verdict.rows == good.rows && end >= file.bytes.count - 2,
                "\(file) cut off at \(end): \(verdict.rows)")
        }
    }

    @Test(arguments: GoodMessage.all)
    func compressedAndCutOffAnywhere(_ file: GoodMessage) throws {
        let whole = file.compressed
        for end in 0..<whole.count {
            let verdict = try Verdict(Array(whole[..<end]), file.kind)
            #expect(verdict.refusal != nil, "\(file).gz cut off at \(end)")
            check(verdict, "\(file).gz cut off at \(end)")
        }
    }

    /// Refused with its place, or what is wrong stays where it is: the other records stand there as they were, and none is lost.
    @Test(arguments: GoodMessage.all)
    func withAByteChanged(_ file: GoodMessage) throws {
        let good = try Verdict(file.bytes, file.kind)
        var refused = 0
        for place in file.bytes.indices {
            for other in DamageTests.others(file.bytes[place]) {
                var bytes = file.bytes
                bytes[place] = other
                let what = "\(file), \(other) at \(place)"
                let verdict = try Verdict(bytes, file.kind)
                check(verdict, what)
                if verdict.refusal == nil {
                    hold(verdict, good, file, place, what)
                } else {
                    refused += 1
                }
            }
        }
        #expect(refused > 0)
    }

    private func hold(_ verdict: Verdict, _ good: Verdict, _ file: GoodMessage, _ place: Int, _ what: String)
    {
        guard !file.records.isEmpty else {
            // What is said of all at once is said of all, or nobody knows what it says; it is never good news.
            let isSafe = verdict.rows.allSatisfy { !$0.hasSuffix("success") }
            #expect(isSafe, "\(what): \(verdict.rows)")
            return
        }
        #expect(
            verdict.rows.count + verdict.others == good.rows.count,
            "\(what): \(verdict.rows), \(verdict.notes)")
        for (index, record) in file.records.enumerated() where !record.contains(place) {
            #expect(verdict.rows.contains(good.rows[index]), "\(what): \(verdict.rows)")
        }
    }

    private func check(_ verdict: Verdict, _ what: String) {
        guard let refusal = verdict.refusal else { return }
        #expect(refusal.lacks == nil, "\(what): \(refusal.text) lacks \(refusal.lacks ?? "")")
    }
}
