import ArgumentParser
import Ledger
import Operations
import Rules

extension ResolutionAction: ExpressibleByArgument {}

struct ExceptionsResolve: Verb {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve an exception: one person proposes, another confirms with the same command.",
        discussion: """
              refundry exceptions show 3
              refundry exceptions resolve 3 --by Wei --action apply --note "bank confirmed by phone"
              refundry exceptions resolve 3 --by Mina --action apply

            Action and note are the first one's. What each action would do, exceptions show tells beforehand.
            """)

    @Argument(help: "The exception's number.")
    var id: Int
    @Option(help: ArgumentHelp("Who proposes, or confirms.", valueName: "name"))
    var by: String
    @Option(help: ArgumentHelp("apply, dismiss or reverse.", valueName: "action"))
    var action: ResolutionAction?
    @Option(help: ArgumentHelp("Why; of a proposal.", valueName: "text"))
    var note: String?
    @Flag(help: "Take the proposal back instead.")
    var withdraw = false
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let note = ActorName.note(note ?? "")
        guard withdraw == (action == nil) else {
            throw Failure(
                .usage, "give either --action apply, dismiss or reverse, or --withdraw",
                "请指定 --action（apply、dismiss 或 reverse）或 --withdraw 之一")
        }
        let exception = try door.writing(by: by) { workspace in
            let verb = ResolveException(workspace: workspace)
            guard let action else { return try verb.withdraw(id, note: note) }
            return try verb.resolve(id, action: action, note: note)
        }
        try door.answer(exception.json) { try ExceptionText.resolved(exception, on: $0) }
        return .done
    }
}
