import Foundation
import Testing

/// Plays a story on a home of its own, and compares.
struct Player {
    let story: Story
    /// Whether `verify` must be green after every call, and `replay` at the end.
    let isVerifying: Bool
    let scratch: ScratchFolder
    let refundry: Program
    private let golden: Golden
    private var now: String?
    private var last: Program.Outcome?

    var home: String { scratch.file("home") }

    /// - Parameter settings: lines behind the story's own `refundry.yaml`.
    init(_ story: Story, isVerifying: Bool = true, settings: String = "") throws {
        self.story = story
        self.isVerifying = isVerifying
        scratch = try ScratchFolder()
        refundry = try Program()
        golden = Golden(folder: story.folder)
        try makeHome(settings)
    }

    private func makeHome(_ more: String) throws {
        let made = try refundry.call(["init", home])
        try #require(made.status == 0, "init: \(made.text)")
        let settings = "\(story.folder)/refundry.yaml"
        let text =
            FileManager.default.fileExists(atPath: settings)
            ? try Data(contentsOf: URL(filePath: settings)) : Data("home_number: 417\n".utf8)
        try (text + Data(more.utf8)).write(to: URL(filePath: "\(home)/refundry.yaml"))
    }

    /// Plays it to the end, or up to what a caller wants to look at.
    mutating func play() throws {
        for (line, step) in story.steps {
            if let wrong = try play(step) {
                Issue.record("\(story.folder)/story.txt:\(line): \(wrong)")
            }
        }
        guard isVerifying else { return }
        let replayed = try refundry.call(["replay", "--into", scratch.file("rebuilt")], home: home, now: now)
        if replayed.status != 0 { Issue.record("\(story.folder): replay: \(replayed.text)") }
    }

    /// Plays it to the end and takes the home away.
    static func play(_ story: Story, isVerifying: Bool = true) throws {
        var player = try Player(story, isVerifying: isVerifying)
        defer { player.scratch.remove() }
        try player.play()
    }

    /// Plays it to the end without comparing; what each call said, in words for people. Last come `more` calls.
    mutating func listen(_ more: [[String]]) throws -> [(call: [String], text: String)] {
        var said: [(call: [String], text: String)] = []
        for (_, step) in story.steps + more.map({ (0, Story.Step.refundry(words: $0, status: 0)) }) {
            switch step {
            case .at(let time): now = time
            case .put(let file, let place): try put(file, place)
            case .refundry(let words, _), .answers(_, let words):
                let outcome = try refundry.call(words, home: home, now: now, in: story.folder)
                said.append((words, masked(outcome.text)))
            case .same, .reasons, .refused, .tells: break
            }
        }
        return said
    }

    /// What is wrong, or nil.
    private mutating func play(_ step: Story.Step) throws -> String? {
        switch step {
        case .at(let time):
            now = time
            return nil
        case .put(let file, let place):
            try put(file, place)
            return nil
        case .refundry(let words, let status):
            return try call(words, status)
        case .same(let place, let expected):
            return try golden.compare("\(home)/\(place)", with: expected)
        case .reasons(let place, let expected):
            return try golden.compare(text: try Reasons.of("\(home)/\(place)"), with: expected)
        case .refused(let name, let expected):
            return try golden.compare(text: try reason(of: name), with: expected)
        case .tells(let expected):
            return try golden.compare(text: masked(last?.errors ?? ""), with: expected)
        case .answers(let expected, let words):
            let answer = try refundry.call(["--json"] + words, home: home, now: now, in: story.folder)
            guard answer.status == 0 else { return "exit \(answer.status): \(answer.text)" }
            return try golden.compare(json: answer.output, with: expected)
        }
    }

    private func put(_ file: String, _ place: String) throws {
        let target = URL(filePath: "\(home)/\(place)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: URL(filePath: "\(story.folder)/\(file)"), to: target)
        // It has stood still for long: a fixed time keeps the story the same in every run.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: target.path)
    }

    private mutating func call(_ words: [String], _ status: Int32) throws -> String? {
        let outcome = try refundry.call(words, home: home, now: now, in: story.folder)
        last = outcome
        guard outcome.status == status else {
            return "exit \(outcome.status) instead of \(status): \(outcome.text)"
        }
        guard isVerifying else { return nil }
        let verified = try refundry.call(["verify"], home: home, now: now)
        return verified.status == 0 ? nil : "verify after it: exit \(verified.status): \(verified.text)"
    }

    /// The reason beside a refused file; the file itself must be there too.
    private func reason(of name: String) throws -> String {
        let kept = try FileManager.default.contentsOfDirectory(atPath: "\(home)/refused").sorted()
        guard let reason = kept.first(where: { $0.hasSuffix("-\(name).reason.txt") }),
            kept.contains(String(reason.dropLast(".reason.txt".count)))
        else { return "refused/ keeps no \(name): \(kept)\n" }
        return String(
            decoding: try Data(contentsOf: URL(filePath: "\(home)/refused/\(reason)")), as: UTF8.self)
    }

    private func masked(_ text: String) -> String { text.replacingOccurrences(of: home, with: "HOME") }
}
