import ArgumentParser
import Bytes
import Operations

struct BatchesList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List all batches, refused files among them, with where they stand in review.")

    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let batches = try door.reading { try ReviewBatch(workspace: $0).list() }
        try door.answer(.object([("batches", .array(batches.map(\.json)))])) {
            try ReviewText.list(batches, on: $0)
        }
        return .done
    }
}
