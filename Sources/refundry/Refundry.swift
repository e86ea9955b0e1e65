import ArgumentParser
import Glibc
import Refunds
import Rules

/// The command line: nouns first, then verbs (`cli.md`).
@main
struct Refundry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refundry",
        abstract:
            "Turns merchants' refund batches into files for banks, and the banks' answers into statuses.",
        discussion: """
            A business day, by hand:

              refundry init ~/refunds
              export REFUNDRY_HOME=~/refunds
              refundry orders import orders.csv
              refundry batches check batch.csv --account 995378
              refundry batches import batch.csv --account 995378
              refundry submissions build
              refundry results import result.csv
              refundry reports daily

            Or put the files into the folders below drop/ and call `refundry run` every few minutes.
            """,
        version: "refundry 0.1.0 (ISO 4217 table of \(CurrencyTable.date))",
        subcommands: [
            InitCommand.self, OrderCommands.self, BatchCommands.self, RefundCommands.self,
            SubmissionCommands.self, LayoutCommands.self, ChannelCommands.self, AccountCommands.self,
            ResultCommands.self, FundsCommands.self, ExceptionCommands.self, ReportCommands.self,
            RunCommand.self,
            VerifyCommand.self,
            BackupCommand.self, ReplayCommand.self,
        ])

    @OptionGroup var options: GlobalOptions

    static func main() {
        keepNoCoreDumps()
        let words = Array(CommandLine.arguments.dropFirst())
        let composition = Composition.machine
        let terminal = Terminal(environment: composition.environment)
        let console = Console(json: CommandWords.wantJSON(words), terminal: terminal)
        let call = Call(words: words, console: console, terminal: terminal, composition: composition)
        Glibc.exit(call.run().code)
    }

    /// Files hold names and accounts of people: what is in memory stays there, and new files are private.
    private static func keepNoCoreDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        umask(0o077)
    }
}
