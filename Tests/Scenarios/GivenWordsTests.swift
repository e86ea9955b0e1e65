import Rules
import Testing

@testable import refundry

@Suite("Names and times given on the command line")
struct GivenWordsTests {
    @Test("A name is trimmed; without one the system's user acts")
    func actor() throws {
        #expect(try ActorName.name("  Li Wei ", login: "ops") == "Li Wei")
        #expect(try ActorName.name(nil, login: "ops") == "os:ops")
    }

    @Test(
        "An empty name or one with control characters is refused as usage", arguments: ["", "  ", "a\u{1b}b"])
    func noActor(_ name: String) {
        let failure = #expect(throws: Failure.self) { try ActorName.name(name, login: "ops") }
        #expect(failure?.kind == .usage)
    }

    @Test("--now without offset is in the home's zone")
    func now() throws {
        let local = try GivenTime("2026-10-08T16:00:00").instant(zone: "Asia/Shanghai")
        let written = try GivenTime("2026-10-08T16:00:00+08:00").instant(zone: "Europe/Berlin")
        #expect(local != nil)
        #expect(local == written)
        #expect(throws: Failure.self) { try GivenTime("tomorrow") }
    }

    @Test("The first status that is not 0 counts")
    func statuses() {
        #expect(ExitStatus.done.then(.refused) == .refused)
        #expect(ExitStatus.refused.then(ExitStatus(.noInput)) == .refused)
    }
}
