import Foundation
import FuzzTargets
import Testing

/// Every input that fuzzing has kept, crashes that were mended among them, through the same functions without libFuzzer.
@Suite("Fuzz corpus")
struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func everyKeptInput(_ target: FuzzTarget) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/fuzz/\(target.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!names.isEmpty, "no corpus for \(target.rawValue)")
        for name in names {
            let input = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            #expect(throws: Never.self, "\(target.rawValue)/\(name)") { try target.run(input) }
        }
    }
}
