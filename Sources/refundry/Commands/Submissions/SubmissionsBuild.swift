import ArgumentParser
import Bytes
import Operations
import Rules

struct SubmissionsBuild: Verb {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Put every approved, covered, due refund in submission files, in the outbox.")

    @Option(help: ArgumentHelp("Only this channel's refunds.", valueName: "channel"))
    var channel: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let outcome = try door.writing { try BuildSubmissions(workspace: $0).build(channel: channel) }
        let built = outcome.submissions.map(\.json)
        // One channel's trouble doesn't hide what was built for the others.
        let trouble = outcome.failure.map { [("error", $0.json)] } ?? []
        let held = outcome.heldBack.notes + outcome.uncovered.map(\.text.english)
        let notes = held.isEmpty ? [] : [("notes", JSON.array(held.map(JSON.string)))]
        try door.answer(.object([("submissions", .array(built))] + notes + trouble)) {
            try SubmissionText.built(outcome.submissions, on: $0)
            for lost in outcome.uncovered { try $0.say(lost.text, .caution) }
            try PlanText.held(outcome.heldBack, on: $0)
            for failure in outcome.failures { try $0.explain(failure) }
        }
        return outcome.failure?.status ?? .done
    }
}
