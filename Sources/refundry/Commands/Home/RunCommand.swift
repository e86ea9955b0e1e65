import ArgumentParser
import Operations

struct RunCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Make one pass: take in what lies in the drop folders, build what is due, write the day's reports.",
        discussion: """
            What a scheduled job calls. One file's refusal or one channel's trouble never stops the rest; the exit \
            status is 65 when a file was refused.
            """)

    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let answer = try door.writing { try RunOnce(workspace: $0).run() }
        try door.answer(answer.json) { try RunText.tell(answer, on: $0) }
        if let failure = answer.failure {
            if !door.isJSON { try door.console.explain(failure) }
            return failure.status
        }
        return answer.hasRefusal ? .refused : .done
    }
}
