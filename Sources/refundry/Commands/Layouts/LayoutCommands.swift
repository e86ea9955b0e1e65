import ArgumentParser
import Bytes
import Operations
import Rules

struct LayoutCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layouts", abstract: "What files look like that banks and merchants send and get.",
        subcommands: [LayoutsList.self])
}

struct LayoutsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the layouts: the program's, the profiles that come with it, and the home's own.")

    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let layouts = try door.reading { try ListLayouts(workspace: $0).list() }
        try door.answer(.object([("layouts", .array(layouts.map(\.json)))])) {
            try LayoutText.list(layouts, on: $0)
        }
        return .done
    }
}
