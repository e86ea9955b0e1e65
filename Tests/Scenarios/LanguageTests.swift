import Foundation
import Ledger
import Operations
import Refunds
import Rules
import Testing

@testable import refundry

/// What commands print for people follows the home's `language` and `--lang`. Two weeks of the stories are played in each, then all is looked at.
@Suite("Languages")
struct LanguageTests {
    /// What is looked at when the weeks are over; replay and backup go beside the home.
    private static let looks = [
        "batches list", "batches show 1", "batches show 2", "batches check later/LT-2.csv --account 880102",
        "exceptions list --all",
        "exceptions show 1", "exceptions show 2", "exceptions assign 2 --to Lin", "submissions list",
        "submissions show 1", "submissions show 6", "submissions plan", "submissions build", "funds show",
        "refunds find", "refunds show 41700000000011", "refunds show 41700000000054",
        "orders show --payment 260901101500880101001", "verify", "run",
        "channels halt card --by Lin --note x",
        "channels resume card --by Lin --note x", "exceptions show 999", "nonsense", "batches show",
        "submissions plan --channel nowhere",
    ].map { $0.split(separator: " ").map(String.init) }

    private static func said(in language: String) throws -> [(call: [String], text: String)] {
        var player = try Player(
            try Story("days/two-weeks"), isVerifying: false, settings: "language: \(language)\n")
        defer { player.scratch.remove() }
        let beside = [
            ["replay", "--into", player.scratch.file("rebuilt")],
            ["backup", "--to", player.scratch.file("copy")],
        ]
        return try player.listen(looks + beside)
    }

    private static func hasChinese(_ text: String) -> Bool {
        text.contains(/[\u{3000}-\u{303F}\u{3400}-\u{9FFF}\u{FF00}-\u{FF60}]/)
    }

    @Test("en: no Chinese")
    func english() throws {
        for (call, text) in try Self.said(in: "en") {
            #expect(!Self.hasChinese(text), "\(call): \(text)")
        }
    }

    @Test("zh: no English but codes, names and commands")
    func chinese() throws {
        var known = Self.known
        // Reports bring words of the banks' files; they are told in a language of their own tests.
        for (call, text) in try Self.said(in: "zh") where call.first != "reports" {
            known.formUnion(Self.words(of: call))
            let strange = Self.words(text).subtracting(known)
            #expect(strange.isEmpty, "\(call): \(strange.sorted()): \(text)")
        }
    }

    @Test("both: each call says something in both")
    func both() throws {
        for (call, text) in try Self.said(in: "both") where !text.isEmpty {
            #expect(Self.hasChinese(text) && text.contains(/[a-z]{3}/), "\(call): \(text)")
        }
    }

    @Test("--lang stands over the home's language, before or behind the command", arguments: ["en", "zh"])
    func option(_ language: String) throws {
        let home = try TestHome(settings: "home_number: 417\nlanguage: \(language == "en" ? "zh" : "en")\n")
        defer { home.scratch.remove() }
        let calls = [
            ["--lang", language, "refunds", "find"], ["refunds", "find", "--lang", language],
            ["--lang=\(language)", "refunds", "show", "1"], ["--lang", language, "nonsense"],
        ]
        for call in calls {
            let text = try home.call(call).text
            #expect(Self.hasChinese(text) == (language == "zh"), "\(call): \(text)")
        }
    }

    @Test("A home whose settings can't be read is told of in both")
    func unknown() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.write("home_number: 417\nlanguage: latin\n", to: "home/refundry.yaml")
        let text = try home.call(["refunds", "find"]).errors
        #expect(Self.hasChinese(text) && text.contains("refundry.yaml:2: "), "\(text)")
    }

    @Test("What verify finds is told in the home's language", arguments: ["en", "zh", "both"])
    func faults(_ language: String) throws {
        let home = try TestHome(settings: "home_number: 417\nlanguage: \(language)\n")
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.sqlite("UPDATE refunds SET amount = amount + 1 WHERE refund = 1")
        let verified = try home.call(["verify"])
        #expect(verified.status == 70, "\(verified.text)")
        #expect(verified.text.contains("与其校验和不符") == (language != "en"), "\(verified.text)")
        #expect(
            verified.text.contains("is not what its checksum says") == (language != "zh"), "\(verified.text)")
    }

    // MARK: - Words

    /// Latin words; not those of paths, numbers, options, codes in capitals or with an underscore.
    private static func words(_ text: String) -> Set<String> {
        let tokens = text.split { $0.isWhitespace || "：，；（）()。、".contains($0) }
            .filter { !$0.contains(/[-\/.0-9_=#<]/) }
        return Set(tokens.flatMap { $0.matches(of: /[A-Za-z']*[a-z][A-Za-z']+/).map { String($0.0) } })
    }

    /// The story's people and notes, which a call brings in.
    private static func words(of call: [String]) -> Set<String> { words(call.joined(separator: " ")) }

    /// Codes, commands, and what the story's files and people say.
    private static let known: Set<String> = {
        var known = names(of: Call.tree(Refundry.self))
        known.formUnion(RefundStatus.allCases.map(\.rawValue))
        known.formUnion(RefundHold.allCases.map(\.rawValue))
        known.formUnion(RefundFailure.allCases.map(\.rawValue))
        known.formUnion(ResolutionAction.allCases.map(\.rawValue))
        known.formUnion(ExceptionStep.Kind.allCases.map(\.rawValue))
        known.formUnion(["approved", "done", "emitted", "void", "open", "proposed", "resolved"])
        known.formUnion(["refundry", "default", "card", "drop", "os", "full", "success", NSUserName()])
        known.formUnion(CodeWords.events.keys)
        known.formUnion(Labels.checks.keys.flatMap { $0.split(separator: " ").map(String.init) })
        return known
    }()

    private static func names(of tree: CommandTree) -> Set<String> {
        tree.children.reduce(into: []) { names, child in
            names.insert(child.key)
            names.formUnion(Self.names(of: child.value))
        }
    }
}
