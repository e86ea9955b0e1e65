import Bytes
import Foundation

/// A folder of this run's own, and the detours tests take through it: Bytes reads files, not arrays.
enum Scratch {
    private static let folder: String = {
        let path = NSTemporaryDirectory() + "refundry-bytes-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            fatalError("no folder for the tests: \(error)")
        }
        return path
    }()

    static func path() -> String {
        folder + "/" + UUID().uuidString
    }

    /// Calls `body` with the path of a file of these bytes, which is gone afterwards.
    static func with<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = path()
        defer { remove(path) }
        let file = try OutputFile(path: path)
        try file.append(bytes)
        _ = try file.finish(sync: false)
        return try body(path)
    }

    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    static func survey(_ bytes: [UInt8], _ limits: ReadingLimits = ReadingLimits()) throws -> Survey {
        try with(bytes) { try Survey.survey(try InputFile(path: $0), limits: limits) }
    }

    /// The text of a file after decoding.
    static func text(_ bytes: [UInt8], blockSize: Int = 256 << 10) throws -> String {
        try with(bytes) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            let source = try TextSource(path: path, survey: survey, blockSize: blockSize)
            var text: [UInt8] = []
            while try source.read(into: &text) > 0 {}
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// The fault that `body` throws; nil when it throws none, or another error.
    static func fault(_ body: () throws -> Void) -> ByteFault? {
        do {
            try body()
            return nil
        } catch {
            return error as? ByteFault
        }
    }
}

/// The data shared by all developers, beside the repository; absent elsewhere.
enum SharedData {
    static let root: String? = {
        let named = ProcessInfo.processInfo.environment["REFUNDRY_SHARED_DATA"]
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL.path
        let path = named ?? beside
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    static var isThere: Bool { root != nil }

    static func path(_ name: String) -> String {
        (root ?? "") + "/" + name
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }

    static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }
}
