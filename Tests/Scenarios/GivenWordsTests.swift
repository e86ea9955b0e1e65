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

    @Test(
        "What is wrong with a call is told in Chinese too, with the word that is wrong",
        arguments: [
            ("refunds find --colour", "没有选项 --colour"),
            ("refunds find --statu x", "没有选项 --statu：是否想用 --status？"),
            ("refunds find --status", "选项 --status <"),
            ("refunds show", "缺少参数 <refund-id>"),
            ("refunds show 1 2 3", "2 个多余的参数：2', '3"),
            ("refunds show 1 2", "多余的参数 2"),
            ("reports batch x", "取值 x 不可用于 <"),
            ("refunds find --json=yes", "选项 --json 不带取值，却写了 yes"),
        ])
    func usage(_ call: String, _ told: String) throws {
        let home = try TestHome(settings: "home_number: 417\nlanguage: zh\n")
        defer { home.scratch.remove() }
        let outcome = try home.call(call.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(told), "\(outcome.errors)")
        #expect(outcome.errors.contains("请用 --help"), "\(outcome.errors)")
    }

    @Test("A sentence of the parser that is not known stays as it is")
    func unknownUsage() {
        #expect(UsageWords.chinese("Quite another thing") == "命令用法有误（Quite another thing）")
    }

    @Test("The first status that is not 0 counts")
    func statuses() {
        #expect(ExitStatus.done.then(.refused) == .refused)
        #expect(ExitStatus.refused.then(ExitStatus(.noInput)) == .refused)
    }
}
