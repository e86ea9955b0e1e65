import Foundation
import Testing

/// A home that is fed canaries, and all that came out of it.
final class CanaryHome {
    let scratch: ScratchFolder
    private let refundry: Program
    private let byKey: [String: Canary]
    private(set) var planted: Set<String> = []
    /// Each call with what it printed.
    private(set) var calls: [(words: [String], text: String)] = []
    /// Commands of the tree that were called, `batches import` say.
    private(set) var called: Set<String> = []

    var path: String { scratch.file("home") }

    init() throws {
        scratch = try ScratchFolder()
        refundry = try Program()
        byKey = Dictionary(uniqueKeysWithValues: CanaryTable.all.map { ($0.key, $0) })
        try call("init", home, status: 0)
    }

    private var home: String { path }

    /// The text with each `{key}` as its canary, `{=key}` as its bare value; it counts as planted.
    func filled(_ text: String) throws -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            let key = String(name.drop { $0 == "=" })
            let canary = try #require(byKey[key], "\(key) is no canary")
            planted.insert(key)
            result += rest[..<open] + (name.hasPrefix("=") ? canary.value : canary.planted)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// Writes a file beside the home; `{key}` may stand in its name too.
    @discardableResult
    func write(_ text: String, to name: String, encoding: String.Encoding = .utf8) throws -> String {
        let path = scratch.file(try filled(name))
        let data = try #require(try filled(text).data(using: encoding))
        try data.write(to: URL(filePath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path)
        return path
    }

    /// Calls it for people and for programs; the first outcome must have the status.
    @discardableResult
    func call(_ words: String..., status: Int32) throws -> String {
        let filled = try words.map(filled)
        let outcome = try run(filled)
        #expect(outcome.status == status, "\(filled): exit \(outcome.status): \(outcome.text)")
        try run(["--json"] + filled)
        return outcome.output
    }

    @discardableResult
    private func run(_ words: [String]) throws -> Program.Outcome {
        let outcome = try refundry.call(
            words, home: path, now: TestHome.now, in: scratch.path,
            environment: [
                "API_KEY": try filled("{environment.secret}"), "CARD": try filled("{environment}"),
            ])
        calls.append((words, outcome.text))
        called.insert(
            words.filter { $0 != "--json" }.prefix { $0.allSatisfy(\.isLetter) }.joined(separator: " "))
        return outcome
    }

    /// What came out, by area: what it is, and its bytes.
    func outputs() throws -> [(area: Canary.Area, what: String, data: Data)] {
        var all = calls.map { (Canary.Area.answers, $0.words.joined(separator: " "), Data($0.text.utf8)) }
        for folder in [path, scratch.file("copy"), scratch.file("twin")] {
            let tree = FileManager.default.enumerator(atPath: folder)
            while let name = tree?.nextObject() as? String {
                all.append((.names, name, Data(name.utf8)))
                let file = "\(folder)/\(name)"
                guard let area = Self.area(name), Self.isFile(file) else { continue }
                all.append((area, name, try Data(contentsOf: URL(filePath: file))))
            }
        }
        // What lies in the drop folders is named by whoever put it there.
        return all.filter { $0.0 != .names || !$0.1.hasPrefix("drop/") }
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// Nil for originals, and for what people themselves keep in the home.
    private static func area(_ name: String) -> Canary.Area? {
        if name.hasPrefix("archive/") || name.hasPrefix("drop/") || name == "refundry.yaml" { return nil }
        if name.hasPrefix("refused/") { return name.hasSuffix(".reason.txt") ? .reports : nil }
        if name.hasPrefix("ledger.sqlite") { return .ledger }
        if name.hasPrefix("outbox/") { return .outbox }
        return name.hasSuffix("/rejected.csv") ? .rejected : .reports
    }
}
