import ArgumentParser
import Ledger
import Operations

struct SubmissionsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one submission: its file, digest, control totals, when it left.")

    @Argument(help: "The submission's number.")
    var id: Int
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let submission = try door.reading { try ShowSubmissions(workspace: $0).show(id) }
        try door.answer(submission.detailed) { try SubmissionText.show(submission, on: $0) }
        return .done
    }
}
