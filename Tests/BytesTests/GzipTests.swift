import Bytes
import Foundation
import Testing

@Suite struct GzipTests {
    private struct Expected: Decodable {
        let expect: String
        let decodedSHA256: String?
        let decodedLength: Int?
        let what: String

        enum CodingKeys: String, CodingKey {
            case expect, what
            case decodedSHA256 = "decoded_sha256"
            case decodedLength = "decoded_len"
        }
    }

    /// What the collection's words mean here: where it leaves a choice, padding is taken and everything else
    /// refused. A file of nothing is empty rather than damaged.
    private func kind(_ name: String, _ expected: Expected) throws -> ByteFault.Kind? {
        if expected.decodedLength == 0 || name == "bad-zero-bytes.gz" { return .empty }
        return switch expected.expect {
        case "ok", "ok-or-warn", "not-gzip": nil
        case "limit", "ok-or-limit": .unsafe
        case "error", "error-or-ignored", "error-or-warn": .unreadable
        default: throw CocoaError(.fileReadCorruptFile)
        }
    }

    @Test(.enabled(if: SharedData.isThere, "needs ../shared/data"))
    func collection() throws {
        let table = try JSONDecoder().decode(
            [String: Expected].self, from: Data(try SharedData.bytes("gzip/EXPECTED.json")))
        let present = table.filter { SharedData.exists("gzip/" + $0.key) }
        #expect(present.count >= 20)
        for (name, expected) in present {
            let wanted = try kind(name, expected)
            do {
                let survey = try Survey.survey(try InputFile(path: SharedData.path("gzip/" + name)))
                #expect(wanted == nil, "\(name) (\(expected.what)) was taken")
                #expect(survey.inflatedDigest.hex == expected.decodedSHA256, "\(name)")
                #expect(survey.inflatedSize == expected.decodedLength, "\(name)")
                #expect(survey.isGzip == (expected.expect != "not-gzip"), "\(name)")
            } catch let fault as ByteFault {
                #expect(fault.kind == wanted, "\(name) (\(expected.what)): \(fault.message)")
            }
        }
    }

    @Test(.enabled(if: SharedData.isThere, "needs ../shared/data"))
    func real() throws {
        let table: [(name: String, size: Int?, encoding: TextEncoding?)] = [
            ("gzip/real-duckdb/rabo-anon.csv.gz", nil, .utf8), ("gzip/real-duckdb/bgzf.gz", nil, .utf8),
        ]
        for row in table where SharedData.exists(row.name) {
            let survey = try Survey.survey(try InputFile(path: SharedData.path(row.name)))
            #expect(survey.isGzip && survey.encoding == row.encoding, "\(row.name)")
            #expect(survey.inflatedSize > survey.size / 2, "\(row.name)")
        }
    }

    static let rows = Array("a,b\n1,2\n3,4\n".utf8)

    @Test func membersAndPadding() throws {
        let member = HandmadeGzip.stored(Self.rows)
        let none = HandmadeGzip.stored([])
        let table: [(name: String, bytes: [UInt8], copies: Int)] = [
            ("one", member, 1), ("two", member + member, 2), ("empty first", none + member, 1),
            ("empty between", member + none + none + member, 2), ("padding", member + [0, 0, 0], 1),
            ("much padding", member + [UInt8](repeating: 0, count: 600_000), 1),
            ("many", (0..<1000).flatMap { _ in member }, 1000),
        ]
        for row in table {
            let whole = (0..<row.copies).flatMap { _ in Self.rows }
            let survey = try Scratch.survey(row.bytes)
            #expect(survey.inflatedDigest == Digest.of(whole.span), "\(row.name)")
            #expect(survey.digest == Digest.of(row.bytes.span), "\(row.name)")
            #expect(survey.size == row.bytes.count && survey.inflatedSize == whole.count, "\(row.name)")
            #expect(try Scratch.text(row.bytes, blockSize: 5) == String(decoding: whole, as: UTF8.self))
        }
    }

    @Test func damage() throws {
        let member = HandmadeGzip.stored(Self.rows)
        var sum = member
        sum[member.count - 8] ^= 1
        var size = member
        size[member.count - 4] ^= 1
        let table: [(name: String, bytes: [UInt8], kind: ByteFault.Kind)] = [
            ("sum", sum, .unreadable), ("size", size, .unreadable),
            ("reserved flag", HandmadeGzip.stored(Self.rows, flags: 0x20), .unreadable),
            ("garbage", member + Array("x".utf8), .unreadable),
            ("half a magic", member + [0x1f], .unreadable),
            ("padding, then garbage", member + [0, 0, 1], .unreadable),
            ("padding, then a member", member + [0] + member, .unreadable),
            ("second cut", member + member.dropLast(3), .unreadable),
            ("second's sum", member + sum, .unreadable), ("nothing", HandmadeGzip.stored([]), .empty),
            ("nothing twice", HandmadeGzip.stored([]) + HandmadeGzip.stored([]), .empty),
            ("zero bytes", [], .empty),
            ("gzip in gzip", HandmadeGzip.stored(member), .unsafe),
            ("ZIP in gzip", HandmadeGzip.stored([0x50, 0x4b, 3, 4, 20, 0]), .unreadable),
        ]
        for row in table {
            let fault = Scratch.fault { _ = try Scratch.survey(row.bytes) }
            #expect(fault?.kind == row.kind, "\(row.name): \(fault?.message ?? "taken")")
        }
        for length in 2..<member.count {
            let fault = Scratch.fault { _ = try Scratch.survey(Array(member.prefix(length))) }
            #expect(fault?.kind == .unreadable, "cut after \(length) bytes")
        }
    }

    @Test func bombs() throws {
        // 159 to 1 is allowed, and so is any ratio up to 1 MiB.
        #expect(Scratch.fault { _ = try Scratch.survey(HandmadeGzip.repeating(0x41, copies: 200)) } == nil)
        let bomb = HandmadeGzip.repeating(0x41, copies: 40_000)
        var limits = ReadingLimits(ratio: 100, recordBytes: .max >> 1)
        let dense = Scratch.fault { _ = try Scratch.survey(bomb, limits) }
        #expect(dense?.kind == .unsafe)
        #expect(dense?.message.contains("over 100 to 1") == true, "\(dense?.message ?? "taken")")
        limits.ratio = 200
        #expect(try Scratch.survey(bomb, limits).inflatedSize == 1 + 258 * 40_000)
        limits.inflatedBytes = 5_000_000
        let large = Scratch.fault { _ = try Scratch.survey(bomb, limits) }
        #expect(large?.kind == .unsafe)
        #expect(large?.message.contains("5000000 are allowed") == true, "\(large?.message ?? "taken")")
        // A plain file has no ratio but the same size limit.
        let plain = Scratch.fault {
            _ = try Scratch.survey(Self.rows, ReadingLimits(inflatedBytes: Self.rows.count - 1))
        }
        #expect(plain?.kind == .unsafe)
    }

    @Test func copyIsExactAndStopsAtTheFault() throws {
        let good = HandmadeGzip.stored(Self.rows) + HandmadeGzip.stored(Self.rows)
        let long = [UInt8](repeating: 0x41, count: 5 << 20)
        for (bytes, isGood) in [(good, true), (Self.rows, true), (long, false)] {
            try Scratch.with(bytes) { path in
                let copy = Scratch.path()
                defer { Scratch.remove(copy) }
                let file = try OutputFile(path: copy, hashing: true)
                do {
                    let survey = try Survey.survey(try InputFile(path: path), copyTo: file)
                    #expect(isGood)
                    #expect(try file.finish().digest == survey.digest)
                    #expect(try Data(contentsOf: URL(filePath: copy)) == Data(bytes))
                } catch let fault as ByteFault {
                    #expect(!isGood && fault.kind == .unsafe && fault.line == 1)
                    #expect(file.size < bytes.count / 2)
                }
            }
        }
    }
}
