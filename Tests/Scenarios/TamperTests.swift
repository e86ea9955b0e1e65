import Foundation
import Testing

/// A script of `Fixtures/tampering/`: changes one thing in a home behind the program's back, and prints the place that verify must name.
struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String

    static let folder = "\(Story.fixtures)/tampering"

    static func all() throws -> [Tampering] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".py") && $0 != "hand.py" }
            .map { Tampering(testDescription: String($0.dropLast(".py".count))) }
    }

    func apply(to home: String) throws -> String {
        let script = "\(Self.folder)/\(testDescription).py"
        let outcome = try Program.run("/usr/bin/env", ["python3", "-B", script, home])
        try #require(outcome.status == 0, "\(outcome.text)")
        return String(outcome.output.dropLast())
    }
}

@Suite("Changed by hand")
struct TamperTests {
    @Test("verify is red and names the place", arguments: try Tampering.all())
    func isFound(_ tampering: Tampering) throws {
        let home = try SeenDay.copy()
        defer { home.scratch.remove() }
        let place = try tampering.apply(to: home.path)
        let verified = try Program().call(["verify"], home: home.path)
        let told = verified.text.split(separator: "\n").filter { !$0.hasSuffix(" ok") }.joined(
            separator: "\n")
        let isNamed = told.contains(place)
        #expect(
            verified.status == 70 && isNamed, "exit \(verified.status), \(place) should be named:\n\(told)")
    }

    @Test("replay comes out otherwise, and says so", arguments: try Tampering.all())
    func isReplayedOtherwise(_ tampering: Tampering) throws {
        let home = try SeenDay.copy()
        defer { home.scratch.remove() }
        _ = try tampering.apply(to: home.path)
        let replayed = try Program().call(
            ["replay", "--into", home.scratch.file("rebuilt")], home: home.path)
        #expect(replayed.status == 70 && replayed.text.contains("FAULT"), "\(replayed.text)")
    }

    @Test func anUntouchedCopyIsGreen() throws {
        let home = try SeenDay.copy()
        defer { home.scratch.remove() }
        let verified = try Program().call(["verify"], home: home.path)
        #expect(verified.status == 0, "\(verified.text)")
    }
}
