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
        try door.answer(submission.detailed) { console in
            try Outline.tell(submission.detailed, on: console)
            let next =
                submission.record.state == .void
                ? "Its refunds are pending again, or went on in later submissions; its file: refundry submissions rebuild \(id)"
                : "Its refunds: refundry refunds find --submission \(id)"
            try console.say(Line(next, .faint))
        }
        return .done
    }
}
