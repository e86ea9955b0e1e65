import Foundation

/// What is expected, kept in a folder. With REFUNDRY_RECORD=1 in the environment it is written instead of compared: for whoever
/// changes a message on purpose, and then reads the difference in git.
struct Golden: Sendable {
    let folder: String

    private static let isRecording = ProcessInfo.processInfo.environment["REFUNDRY_RECORD"] == "1"

    /// What is wrong, or nil.
    func compare(text: String, with expected: String) throws -> String? {
        try compare(Data(text.utf8), with: expected)
    }

    /// JSON of the same content; kept for people, with sorted keys: each on a line of its own, in a long list each object.
    func compare(json: String, with expected: String) throws -> String? {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        guard let members = object as? [String: [[String: Any]]], let list = members.first,
            members.count == 1,
            list.value.count > 20
        else {
            return try compare(text: try Self.text(object, .prettyPrinted) + "\n", with: expected)
        }
        let lines = try list.value.map { try Self.text($0) }
        return try compare(
            text: "{\"\(list.key)\": [\n\(lines.joined(separator: ",\n"))\n]}\n", with: expected)
    }

    private static func text(_ object: Any, _ option: JSONSerialization.WritingOptions = []) throws -> String
    {
        let options = option.union([.sortedKeys, .withoutEscapingSlashes])
        return String(
            decoding: try JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
    }

    /// Without what is of this machine and this run: its clock, the login, and so the journal's head.
    private static func masked(_ data: Data) -> Data {
        let text = String(decoding: data, as: UTF8.self)
        guard ["machine", "os:", "os_user", "\"journal\""].contains(where: text.contains) else { return data }
        let masked =
            text
            .replacing(/(machine's time was |"machine_time" ?: ?")[-+:0-9T]+/) { "\($0.1)MACHINE-TIME" }
            .replacing(/os:[^",]+/, with: "os:LOGIN")
            .replacing(/("os_user" ?: ?")[^"]+/) { "\($0.1)LOGIN" }
            .replacing(/(report,journal_digest,|"journal":."entry":[0-9]+,"digest":")[0-9a-f]{64}/) {
                "\($0.1)DIGEST"
            }
            .replacing(/("journal" : .\s*"digest" : ")[0-9a-f]{64}/) { "\($0.1)DIGEST" }
            .replacing(/(under_now,[^\r\n]*,)[-+:0-9T]{25}/) { "\($0.1)MACHINE-TIME" }
        return Data(masked.utf8)
    }

    /// A file, or a folder with all that is in it.
    func compare(_ path: String, with expected: String) throws -> String? {
        guard let found = try Self.files(path) else { return "\(path) is not there" }
        guard !found.isEmpty else {
            return try compare(try Data(contentsOf: URL(filePath: path)), with: expected)
        }
        if Self.isRecording, FileManager.default.fileExists(atPath: "\(folder)/\(expected)") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(expected)")
        }
        let wanted = Self.isRecording ? found : try Self.files("\(folder)/\(expected)") ?? []
        var wrong = Set(wanted).symmetricDifference(found).sorted().map {
            "\(expected): \($0) is only on one side"
        }
        for name in found where wanted.contains(name) {
            let data = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
            if let difference = try compare(data, with: "\(expected)/\(name)") { wrong.append(difference) }
        }
        return wrong.isEmpty ? nil : wrong.joined(separator: "\n")
    }

    /// What other programs look at (`scripts/test --documents`): its bytes are the library's and the designer's business.
    private static let pictures = [".xlsx", ".html"]

    /// The files below a folder, sorted; none for a file, nil for nothing.
    private static func files(_ path: String) throws -> [String]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let all = FileManager.default.enumerator(atPath: path) else { return [] }
        return try all.compactMap { $0 as? String }.filter {
            let type =
                try FileManager.default.attributesOfItem(atPath: "\(path)/\($0)")[.type] as? FileAttributeType
            return type != .typeDirectory && !pictures.contains(where: $0.hasSuffix)
        }.sorted()
    }

    private func compare(_ original: Data, with expected: String) throws -> String? {
        let found = Self.masked(original)
        let file = URL(filePath: "\(folder)/\(expected)")
        if Self.isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try found.write(to: file)
            return nil
        }
        guard FileManager.default.fileExists(atPath: file.path) else { return "\(expected) is not there" }
        let wanted = try Data(contentsOf: file)
        return wanted == found ? nil : Self.difference(found, wanted, expected)
    }

    /// The first line that differs.
    private static func difference(_ found: Data, _ wanted: Data, _ name: String) -> String {
        let ours = String(decoding: found, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let theirs = String(decoding: wanted, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let place = zip(ours, theirs).prefix { $0 == $1 }.count
        let first = place < ours.count ? ours[place] : "the end"
        let second = place < theirs.count ? theirs[place] : "the end"
        return "\(name):\(place + 1):\n  expected: \(second)\n  found:    \(first)"
    }
}
