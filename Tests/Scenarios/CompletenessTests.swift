import Foundation
import Rules
import Testing

@testable import refundry

/// A code without a fixture, or a fixture without a code, is found here.
@Suite("The fixtures are complete")
struct CompletenessTests {
    @Test func everyRejectionHasItsFolder() throws {
        #expect(try Self.folders("rejections") == Rejection.allCases.map(\.rawValue).sorted())
    }

    @Test func everyOrderRejectionHasItsFolder() throws {
        #expect(try Self.folders("order-rejections") == OrderRejection.allCases.map(\.rawValue).sorted())
    }

    @Test func everyRefusalHasItsFolder() throws {
        #expect(try Self.folders("refusals") == RefusalCode.allCases.map(\.rawValue).sorted())
    }

    @Test func everyExceptionHasItsFolder() throws {
        #expect(try Self.folders("exceptions") == ExceptionCode.allCases.map(\.rawValue).sorted())
    }

    /// A folder named after a code shows this code, in English and in Chinese.
    @Test(arguments: ["rejections", "order-rejections", "refusals", "exceptions"])
    func everyFolderShowsItsCode(_ kind: String) throws {
        for story in try Story.all(below: kind) {
            let code = String(story.name.split(separator: "/")[1])
            let name = kind == "exceptions" ? "expected.json" : "expected.txt"
            let text = String(
                decoding: try Data(contentsOf: URL(filePath: "\(story.folder)/\(name)")), as: UTF8.self)
            #expect(text.contains(code), "\(story.name)/\(name)")
            if kind != "exceptions" { #expect(text.contains(/\p{Script=Han}/), "\(story.name)/\(name)") }
        }
    }

    /// Each report of each business day is what is expected; its other formats are compared with its JSON (`scripts/test --documents`).
    @Test func everyDayAsksForEveryReport() throws {
        let reports = Call.tree(Refundry.self).children["reports"]?.children.keys
        let known = Set(try #require(reports))
        for story in try Story.all(below: "days") {
            let asked = story.steps.compactMap { step -> String? in
                guard case .answers(_, let words) = step.step, words.first == "reports" else { return nil }
                return words[1]
            }
            #expect(known.subtracting(asked).isEmpty, "\(story.name): \(known.subtracting(asked).sorted())")
        }
    }

    @Test func thePageOfErrorsIsUpToDate() throws {
        let check = try Program.run("\(Story.root)/scripts/errors", ["--check"])
        #expect(check.status == 0, "\(check.text)")
    }

    private static func folders(_ kind: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(Story.fixtures)/\(kind)").sorted()
    }
}
