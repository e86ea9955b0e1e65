import ArgumentParser
import Ledger
import Operations
import Rules

struct ChannelCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels",
        abstract: "Channels: try one, halt what leaves through one, and let it go again.",
        subcommands: [ChannelsCheck.self, ChannelsHalt.self, ChannelsResume.self])
}

struct AccountCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "Accounts: halt what leaves of one, and let it go again.",
        subcommands: [AccountsHalt.self, AccountsResume.self])
}

/// Who halts or resumes, and why.
struct HaltOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who decides it.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("Why, for whoever asks later.", valueName: "text"))
    var note: String

    func set(
        _ subject: HaltSubject, _ action: HaltEvent.Action, _ door: Door
    ) throws -> ExitStatus {
        let note = ActorName.note(note)
        guard !note.isEmpty else {
            throw Failure(
                .usage, "--note is empty: say why, for whoever asks later", "--note 为空：请说明原因")
        }
        let view = try door.writing(by: by) {
            try SetHalt(workspace: $0).set(subject, action, note: note)
        }
        try door.answer(view.json) { try PlanText.set(view, on: $0) }
        return .done
    }
}

struct ChannelsHalt: Verb {
    static let configuration = CommandConfiguration(
        commandName: "halt",
        abstract:
            "Nothing leaves through the channel until it is resumed; what is sealed already goes its way.")

    @Argument(help: ArgumentHelp("The channel's name.", valueName: "channel"))
    var name: String
    @OptionGroup var halt: HaltOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try halt.set(HaltSubject(.channel, name), .halt, door)
    }
}

struct ChannelsResume: Verb {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a halted channel's refunds go again.")

    @Argument(help: ArgumentHelp("The channel's name.", valueName: "channel"))
    var name: String
    @OptionGroup var halt: HaltOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try halt.set(HaltSubject(.channel, name), .resume, door)
    }
}

struct AccountsHalt: Verb {
    static let configuration = CommandConfiguration(
        commandName: "halt",
        abstract: "Nothing of the account leaves until it is resumed; what is sealed already goes its way.")

    @Argument(help: ArgumentHelp("The merchant's account.", valueName: "account"))
    var name: String
    @OptionGroup var halt: HaltOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try halt.set(HaltSubject(.account, name), .halt, door)
    }
}

struct AccountsResume: Verb {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a halted account's refunds go again.")

    @Argument(help: ArgumentHelp("The merchant's account.", valueName: "account"))
    var name: String
    @OptionGroup var halt: HaltOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try halt.set(HaltSubject(.account, name), .resume, door)
    }
}
