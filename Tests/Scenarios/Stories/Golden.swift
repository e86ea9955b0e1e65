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

    /// JSON of the same content; kept with sorted keys on lines of their own, for people.
    func compare(json: String, with expected: String) throws -> String? {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        var data = try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        data.append(UInt8(ascii: "\n"))
        return try compare(data, with: expected)
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

    /// The files below a folder, sorted; none for a file, nil for nothing.
    private static func files(_ path: String) throws -> [String]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let all = FileManager.default.enumerator(atPath: path) else { return [] }
        return try all.compactMap { $0 as? String }.filter {
            let type =
                try FileManager.default.attributesOfItem(atPath: "\(path)/\($0)")[.type] as? FileAttributeType
            return type != .typeDirectory
        }.sorted()
    }

    private func compare(_ found: Data, with expected: String) throws -> String? {
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
            separator: "\n", omittingEmptySubsequences: false)
        let theirs = String(decoding: wanted, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let place = zip(ours, theirs).prefix { $0 == $1 }.count
        let first = place < ours.count ? ours[place] : "the end"
        let second = place < theirs.count ? theirs[place] : "the end"
        return "\(name):\(place + 1):\n  expected: \(second)\n  found:    \(first)"
    }
}
