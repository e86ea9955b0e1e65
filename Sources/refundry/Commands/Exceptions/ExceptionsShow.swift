import ArgumentParser
import Ledger
import Operations

struct ExceptionsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show one exception: the record, the refund it seems to mean, both sets of facts, what was done, what can be done."
    )

    @Argument(help: "The exception's number.")
    var id: Int
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let exception = try door.reading { try ShowExceptions(workspace: $0).show(id) }
        try door.answer(exception.json) { try ExceptionText.show(exception, on: $0) }
        return .done
    }
}
