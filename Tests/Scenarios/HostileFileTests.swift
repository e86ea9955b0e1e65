import Foundation
import Testing

/// Files made to do harm, large ones too, given to the real program: refused for what they are, in 64 MiB and a second of its own
/// time, with no other file opened and no socket, and nothing else recorded than the refusal.
@Suite("Hostile files", .serialized)
struct HostileFileTests {
    private struct Watched: Decodable {
        let status: Int32
        let errors: String
        let mebibytes: Double
        let seconds: Double
        /// Nil where there is no strace, or it wasn't asked for.
        let beyond: [String]?
        let sockets: [String]?
        let recorded: [String]
        let changed: [String]
        let moved: [String]
    }

    private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/malformed")

    @Test func eachIsRefusedAndChangesNothing() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let made = try Self.python("make.py", [home.scratch.path], [:])
        try #require(made.status == 0, "\(made.text)")
        let files = made.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(files.count > 20)
        for file in files {
            let path = home.scratch.file(file[0])
            try expect(
                file[1], ["batches", "check", path, "--account", "995378"], home, recorded: [], traced: true)
            try expect(
                file[1], ["batches", "import", path, "--account", "995378"], home,
                recorded: ["files", "journal"])
        }
        // What is wrong with the bytes is wrong whatever the file should have been.
        for name in [
            "line-1gb.csv.gz", "inflates-to-1gb.xml.gz", "gzip-in-gzip.csv.gz", "laughs.xml", "outside.xml",
            "deep.xml",
        ] {
            for noun in ["orders", "results"] {
                try expect(
                    "FILE_UNSAFE", [noun, "import", home.scratch.file(name)], home,
                    recorded: ["files", "journal"],
                    traced: true)
            }
        }
        try home.recovers()
    }

    private func expect(
        _ code: String, _ words: [String], _ home: TestHome, recorded: [String], traced: Bool = false
    ) throws {
        let outcome = try Self.python(
            "watch.py", [home.refundry.path, home.path] + words, traced ? ["TRACE": "1"] : [:])
        try #require(outcome.status == 0, "\(words): \(outcome.text)")
        let watched = try JSONDecoder().decode(Watched.self, from: Data(outcome.output.utf8))
        #expect(watched.status == 65, "\(words): \(watched.errors)")
        #expect(watched.errors.contains(code), "\(words): \(watched.errors)")
        #expect(watched.errors.contains(/\p{Script=Han}/), "\(words): \(watched.errors)")
        #expect(watched.mebibytes <= 64, "\(words)")
        #expect(watched.seconds <= 1, "\(words)")
        #expect(
            watched.recorded == recorded && watched.changed.isEmpty && watched.moved.isEmpty,
            "\(words): \(watched)")
        if traced, watched.beyond == nil {
            print("no strace here: what \(words[0]) \(words[1]) opens was not watched")
        }
        #expect(watched.beyond ?? [] == [], "\(words)")
        #expect(watched.sockets ?? [] == [], "\(words)")
    }

    private static func python(_ script: String, _ words: [String], _ environment: [String: String]) throws
        -> Program.Outcome
    {
        try Program.run(
            "/usr/bin/env", ["python3", "-B", scripts.appending(path: script).path] + words,
            environment: environment)
    }
}
