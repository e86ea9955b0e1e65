import ArgumentParser
import Operations

struct ExceptionsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the open exceptions; with --all the resolved ones too.")

    @Flag(help: "Resolved ones too.")
    var all = false
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let list = try door.reading { try ShowExceptions(workspace: $0).list(all: all) }
        try door.answer(list.json) { try ExceptionText.list(list.json, on: $0) }
        return .done
    }
}
