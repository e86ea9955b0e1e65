import ArgumentParser
import Bytes
import Operations

struct SubmissionsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all submissions with their state.")

    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let submissions = try door.reading { try ShowSubmissions(workspace: $0).list() }
        try door.answer(.object([("submissions", .array(submissions.map(\.listed)))])) {
            try SubmissionText.list(submissions, on: $0)
        }
        return .done
    }
}
