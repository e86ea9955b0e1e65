import ArgumentParser
import Operations
import Rules

struct ChannelsCheck: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Write a sample file for the channel, read it back, and read a sample answer; nothing is kept.")

    @Argument(help: ArgumentHelp("The channel's name.", valueName: "channel"))
    var name: String
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let view = try door.reading { try CheckChannel(workspace: $0).check(name) }
        try door.answer(view.json) { try LayoutText.check(view, on: $0) }
        return view.isOK ? .done : .refused
    }
}
