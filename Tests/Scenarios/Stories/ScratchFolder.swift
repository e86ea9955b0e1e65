import Foundation

/// A folder of a test's own.
struct ScratchFolder: Sendable {
    let path: String

    private static let letters = Array("ghijklmnop")

    init() throws {
        // Of letters alone: digits may look like a card's number, which is masked wherever it is told.
        let name = UUID().uuidString.map { $0.wholeNumberValue.map { Self.letters[$0] } ?? $0 }
        path = FileManager.default.temporaryDirectory.appending(path: "refundry-\(String(name))").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func writing(_ name: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: file(name)))
        return try FileHandle(forWritingTo: URL(filePath: file(name)))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
    }

    /// What stays behind is the system's to clear.
    func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            FileHandle.standardError.write(Data("\(path) stays behind: \(error)\n".utf8))
        }
    }
}
