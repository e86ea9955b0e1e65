import Foundation
import Testing

/// A folder of `Fixtures/` with a `story.txt`: what happens on a home of its own, step by step, and what is expected.
///
///     # what happens, for people
///     at TIME                     the --now of what follows
///     put FILE [PLACE]            copies FILE of the folder into the home, to the same path or to PLACE; it has stood still
///     refundry WORDS…             calls the program; refundry[65] WORDS… expects that exit status instead of 0
///     same PLACE EXPECTED         a file or a whole folder of the home is, byte for byte, the folder's
///     reasons PLACE EXPECTED      a rejected.csv gives these lines, codes and messages
///     refused NAME EXPECTED       refused/ keeps the file beside this reason
///     tells EXPECTED              what the call before said on standard error
///     answers EXPECTED WORDS…     the JSON that the program gives to these words
///
/// Where the folder has a `refundry.yaml`, it is the home's; else the home has number 417 and every default.
struct Story: Sendable, CustomTestStringConvertible {
    enum Step: Sendable, Equatable {
        case at(String)
        case put(file: String, place: String)
        case refundry(words: [String], status: Int32)
        case same(place: String, expected: String)
        case reasons(place: String, expected: String)
        case refused(name: String, expected: String)
        case tells(expected: String)
        case answers(expected: String, words: [String])
    }

    struct NotUnderstood: Error, CustomStringConvertible {
        let description: String
    }

    /// Relative to `Fixtures/`: `rejections/FIELD_MISSING`.
    let name: String
    let steps: [(line: Int, step: Step)]

    var folder: String { "\(Self.fixtures)/\(name)" }
    var testDescription: String { name }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let fixtures = "\(root)/Fixtures"

    init(_ name: String) throws {
        self.name = name
        let path = "\(Self.fixtures)/\(name)/story.txt"
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        var steps: [(line: Int, step: Step)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = Self.words(line)
            guard let verb = words.first, !line.hasPrefix("#") else { continue }
            guard let step = Self.step(verb, Array(words.dropFirst())) else {
                throw NotUnderstood(description: "\(path):\(index + 1): no step of a story: \(line)")
            }
            steps.append((index + 1, step))
        }
        self.steps = steps
    }

    private static func step(_ verb: String, _ words: [String]) -> Step? {
        switch (verb, words.count) {
        case ("at", 1): .at(words[0])
        case ("put", 1...2): .put(file: words[0], place: words[words.count - 1])
        case ("refundry", 1...): .refundry(words: words, status: 0)
        case ("same", 2): .same(place: words[0], expected: words[1])
        case ("reasons", 2): .reasons(place: words[0], expected: words[1])
        case ("refused", 2): .refused(name: words[0], expected: words[1])
        case ("tells", 1): .tells(expected: words[0])
        case ("answers", 2...): .answers(expected: words[0], words: Array(words.dropFirst()))
        default:
            verb.wholeMatch(of: /refundry\[([0-9]+)\]/).flatMap { Int32($0.1) }.map {
                .refundry(words: words, status: $0)
            }
        }
    }

    /// The words of a line; those in double quotes keep their spaces.
    private static func words(_ line: Substring) -> [String] {
        line.matches(of: /"([^"]*)"|[^ ]+/).map { String($0.1 ?? $0.0) }
    }

    /// The folders below one of `Fixtures/` that hold a story, sorted.
    static func all(below kind: String) throws -> [Story] {
        guard let files = FileManager.default.enumerator(atPath: "\(fixtures)/\(kind)") else {
            throw NotUnderstood(description: "\(fixtures)/\(kind) is no folder")
        }
        let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix("/story.txt") }
        return try names.map { "\(kind)/" + $0.dropLast("/story.txt".count) }.sorted().map(Story.init)
    }
}
