import Formats
import Rules
import Testing

@testable import Home

/// The reader against a slow obvious one: files that are made up are read by both, in chunks of any size.
@Suite("Profiles, read the long way") struct ProfileTwinTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }
    }

    private static let csv = """
        name: p
        source: a test
        format: csv
        separator: ";"
        comment: "#"
        prefix: "`"
        dates: dd.MM.yyyy
        amounts: {mark: ",", sign: either}
        results:
          records: {header: H, row: D, trailer: T}
          only: {column: 7, is: R}
          fields:
            refund_id: 2
            result: {column: 3, values: {"00": success, "51": failed}}
            refund_amount: 4
            refund_currency: 5
            processed_at: 6
          trailer: {count: 2, total: 3}
        """

    @Test func csv() throws {
        let profile = try ProfileReading.profile(text: Self.csv)
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = Random(state: seed)
        for _ in 0..<60 {
            let (text, expected) = Self.file(&random)
            let read = try ProfileReading(
                Array(text.utf8), profile, atMost: Int.random(in: 1...5, using: &random))
            #expect(read.refusal == nil, "seed \(seed):\n\(text)")
            #expect(read.results == expected, "seed \(seed):\n\(text)")
        }
    }

    /// A file, and what any reader must make of it.
    private static func file(_ random: inout Random) -> (String, [String]) {
        var lines = ["H;1"]
        var expected: [String] = []
        var (count, cents) = (0, 0)
        for number in 0..<Int.random(in: 0...12, using: &random) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: lines.append("# a remark; of somebody")
            case 1: lines.append("")
            default:
                let amount = Int.random(in: 1...999_999, using: &random)
                let isRefund = Int.random(in: 0..<4, using: &random) > 0
                let (theirs, ours) =
                    [("00", "success"), ("51", "failed"), ("77", "?77"), ("", "")].randomElement(
                        using: &random) ?? ("", "")
                let id = Self.id(number, &random)
                let tick = Bool.random(using: &random) ? "`" : ""
                let minus = Bool.random(using: &random) ? "-" : ""
                let (whole, part) = (amount / 100, String(amount % 100 + 100).dropFirst())
                let day = Bool.random(using: &random) ? "08.10.2026" : "8 Oct"
                lines.append(
                    "D;\(tick)\(id); \(theirs) ;\(minus)\(tick.isEmpty ? "00" : "")\(whole),\(part);USD;\(day);"
                        + (isRefund ? "R" : "P"))
                (count, cents) = (count + 1, cents + amount)
                let read = day == "8 Oct" ? day : "2026-10-08"
                if isRefund {
                    expected.append(
                        "\(lines.count) \(Self.withoutPadding(id))|\(ours)|\(whole).\(part)|USD||||\(read)")
                }
            }
        }
        lines.append("T;\(count);\(cents / 100),\(String(cents % 100 + 100).dropFirst())")
        let end = Bool.random(using: &random) ? "\r\n" : "\n"
        return (lines.joined(separator: end) + end, expected)
    }

    /// What a bank may make of a refund_id.
    private static func id(_ number: Int, _ random: inout Random) -> String {
        let zeros = String(repeating: "0", count: Int.random(in: 0...9, using: &random))
        let digits = String(Int.random(in: 1...999_999_999_999, using: &random))
        return ["R\(number)", "\(zeros)R\(number)", zeros + digits, "'\(zeros)\(digits)"]
            .randomElement(using: &random) ?? digits
    }

    private static func withoutPadding(_ text: String) -> String {
        var id = text.first == "'" ? String(text.dropFirst()) : text
        while id.count > 14, id.first == "0", id.allSatisfy("0123456789".contains) { id.removeFirst() }
        return id
    }

    @Test(
        "A refund_id is read without the zeros that fill its place up",
        arguments: [
            ("00000041700000000011", "41700000000011"), ("41700000000011      ", "41700000000011"),
            ("      41700000000011", "41700000000011"), ("00000000041700000001", "00041700000001"),
            ("00000141700000000011", "141700000000011"), ("000000R1            ", "000000R1"),
            ("00000000000000000000", "00000000000000"),
        ])
    func padded(_ written: String, _ read: String) throws {
        let fixed = try ProfileReading.profile(
            text: """
                name: p
                source: a test
                format: fixed
                results:
                  fields:
                    refund_id: {from: 1, length: 20}
                    query_number: {from: 21, length: 20}
                """)
        let line = "\(written)00000041700000000011"
        #expect(
            try ProfileReading(Array(line.utf8), fixed).results == ["1 \(read)||||00000041700000000011|||"])
        let csv = try ProfileReading.profile(
            text: """
                name: p
                source: a test
                format: csv
                results:
                  fields: {refund_id: 1, query_number: 2}
                """)
        #expect(
            try ProfileReading(Array("\(written),00000041700000000011".utf8), csv).results
                == ["1 \(read)||||00000041700000000011|||"])
    }

    @Test("Fixed width: positions count characters; a short line is told of, a long one is damaged")
    func fixed() throws {
        let profile = try ProfileReading.profile(
            text: """
                name: p
                source: a test
                format: fixed
                width: 38
                amounts: {unit: minor, sign: trailing}
                results:
                  fields:
                    reason: {from: 1, length: 4}
                    refund_id: {from: 5, length: 14}
                    refund_amount: {from: 19, length: 9}
                    refund_currency: {from: 28, length: 3}
                    result: {from: 31, length: 1, values: {S: success}}
                """)
        let lines = [
            "退款ééR00001         0001230-JPYS       ", "abcdR00002         0001230-KWDS",
            "abcdR00003         00012300USDS       ",
            "abcdR00004         0001230-USDS       x", "abcdR00005               5-XXXS       ",
        ]
        let read = try ProfileReading(Array(lines.joined(separator: "\n").utf8), profile)
        #expect(
            read.results == [
                "1 R00001|success|1230|JPY|||退款éé|", "2 R00002|success|1.230|KWD|||abcd|",
                // No minus behind it: no refund.
                "3 R00003|success|?00012300|USD|||abcd|", "4 R00004|success|12.30|USD|||abcd| damaged",
                // Nobody knows how many decimals.
                "5 R00005|success|?5|XXX|||abcd|",
            ])
        #expect(read.notes.first?.hasPrefix("line 2 is shorter") == true)
    }

    @Test("What a file isn't")
    func refused() throws {
        let profile = try ProfileReading.profile(text: Self.csv)
        let good = "H;1\nD;R1;00;1,00;USD;;R\nT;1;1,00\n"
        let table = [
            (
                "H;1\nX;R1;00;1,00;USD;;R\nT;1;1,00\n",
                "line 2: this line begins with ‘X’, which is no record of profile p"
            ),
            (good + "D;R2;00;1,00;USD;;R\n", "line 4: a record stands behind the trailer"),
            (good + "T;1;1,00\n", "line 4: a record stands behind the trailer"),
            (good + "H;1\n", "line 4: a record stands behind the trailer"),
            (
                good.replacing("T;1;1,00\n", with: ""),
                "line 2: the trailer that profile p describes is missing"
            ),
            (
                good.replacing("H;1\n", with: ""),
                "line 1: the header that profile p describes, a line that begins with ‘H’, is missing"
            ),
            (
                "D;R1;00;1,00;USD;;R\n" + good.replacing("T;1", with: "T;2"),
                "line 1: the header that profile p describes"
            ),
            ("T;0;0,00\n", "line 1: the header that profile p describes"),
            (good.replacing("T;1", with: "T;2"), "line 3: count is stated as 2, the rows make 1"),
            (
                good.replacing("T;1;1,00", with: "T;1;1,01"),
                "line 3: total is stated as 1.01, the rows make 1.00"
            ),
        ]
        #expect(try ProfileReading(Array(good.utf8), profile).refusal == nil)
        #expect(
            try ProfileReading(Array("# theirs\n\n\(good)".utf8), profile).refusal == nil,
            "a comment may stand before the header")
        for (text, message) in table {
            let refusal = try #require(try ProfileReading(Array(text.utf8), profile).refusal)
            #expect(refusal.text.english.hasPrefix(message), "\(refusal.text.english)")
        }
    }

    @Test(
        "Where columns are found by number, a row in the place of their names is told by its values",
        arguments: [
            ("41700000000011;x;y;z", true), ("id;00;y;z", true), ("id;x;1,00;z", true),
            ("00000041700000000011;x;y;z", true), ("'00000041700000000011;x;y;z", true),
            ("id;x;y;08.10.2026", true), ("id;state;amount;day", false),
            ("4170000000001;0;1.00;8 Oct", false),
        ])
    func rowForNames(_ first: String, _ isRow: Bool) throws {
        let profile = try ProfileReading.profile(
            text: """
                name: p
                source: a test
                format: csv
                separator: ";"
                dates: dd.MM.yyyy
                amounts: {mark: ","}
                results:
                  names: first
                  fields:
                    refund_id: 1
                    result: {column: 2, values: {"00": success}}
                    refund_amount: 3
                    processed_at: 4
                """)
        let read = try ProfileReading(Array("\(first)\nR1;00;1,00;08.10.2026\n".utf8), profile)
        #expect(read.refusal?.code == (isRow ? .incomplete : nil))
        if isRow {
            let message =
                "line 1: this line is a row, where profile p says that the names of the columns stand"
            #expect(read.refusal?.text.english.hasPrefix(message) == true)
        }
    }
}
