import ArgumentParser
import Operations

struct BatchesShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show one batch: what was decided, its approvals, and the digest that an approval is bound to.")

    @Argument(help: "The batch's number.")
    var id: Int
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let batch = try door.reading { try ReviewBatch(workspace: $0).show(id) }
        try door.answer(batch.json) { try ReviewText.show(batch, on: $0) }
        return .done
    }
}
