import ArgumentParser
import Operations
import Rules

struct ReplayCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract:
            "Rebuild the home from its archive and journal in a new folder, and compare; exit 70 and say where they differ."
    )

    @Option(
        help: ArgumentHelp(
            "The folder that the rebuilt home becomes; it must not be there yet.", valueName: "dir"))
    var into: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let maker = door.composition.twinMaker
        let answer = try door.reading { try Replay(workspace: $0, maker: maker).replay(into: into) }
        try door.answer(answer.json) { try VerifyText.tell(answer, on: $0) }
        return answer.proof.isOK ? .done : ExitStatus(.alarm)
    }
}
