import ArgumentParser
import Bytes
import Operations

struct FundsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Tell each account's balance, what of it is promised to waiting refunds, and how much is missing.",
        discussion: """
            available = balance - left since as_of + came back since - reserved by waiting refunds. missing is what has to \
            come in, so that everything that waits has cover.
            """)

    @Option(help: ArgumentHelp("One account's alone.", valueName: "account"))
    var account: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let funds = try door.reading { try ShowFunds(workspace: $0).show(account: account).map(\.json) }
        try door.answer(.object([("funds", .array(funds))])) { try FundsText.show(funds, on: $0) }
        return .done
    }
}
