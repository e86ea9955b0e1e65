import ArgumentParser
import Operations
import Rules

struct VerifyCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Prove that journal, archive, balances, submissions and tie-outs hold; exit 70 and say where not."
    )

    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let answer = try door.reading { try Verify(workspace: $0).verify() }
        try door.answer(answer.json) { try VerifyText.tell(answer, on: $0) }
        return answer.isOK ? .done : ExitStatus(.alarm)
    }
}
