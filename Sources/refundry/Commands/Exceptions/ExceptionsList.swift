import ArgumentParser
import Bytes
import Ledger
import Operations

struct ExceptionsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the open exceptions; with --all the resolved ones too.")

    @Flag(help: "Resolved ones too.")
    var all = false
    @Flag(help: "Those of the most money first, by currency; else the oldest first.")
    var byMoney = false
    @Option(help: ArgumentHelp("Only those that are assigned to this person.", valueName: "name"))
    var assignedTo: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let exceptions = try door.reading {
            try ShowExceptions(workspace: $0).list(all: all, byMoney: byMoney, assignedTo: assignedTo)
        }
        try door.answer(.object([("exceptions", .array(exceptions.map(\.json)))])) {
            try ExceptionText.list(exceptions, on: $0)
        }
        return .done
    }
}
