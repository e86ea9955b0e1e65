import ArgumentParser
import Formats
import Ledger
import Operations
import Rules

struct ReportsNotifications: Verb {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract:
            "Tell what each merchant must be told: status changes and late query numbers, given out once by number.",
        discussion: """
              refundry reports notifications --next --format csv --out notices.csv
              refundry reports notifications --number 3 --account 995378 --format json

            --next gives the next number to all that is new since the last; --number gives what a number gave out once more, the same bytes
            whatever the home's settings say by then; a sheet or a page in one language alone is asked for with --lang.
            """)

    @Flag(help: "Give out all that is new since the last number, under the next one.")
    var next = false
    @Option(help: ArgumentHelp("What this number gave out, once more.", valueName: "number"))
    var number: Int?
    @Option(help: ArgumentHelp("With --number: what is of one account.", valueName: "account"))
    var account: String?
    @Option(help: ArgumentHelp("With --next: who gives it out; else the system's user.", valueName: "name"))
    var by: String?
    @OptionGroup var report: ReportOptions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        guard next else {
            guard let number, by == nil else { throw Self.oneOfTwo }
            return try report.give(door, isByNumber: true) {
                try NotificationsReport(workspace: $0, number: number, account: account)
            }
        }
        guard number == nil, account == nil else { throw Self.oneOfTwo }
        // Before a number is given out: what can't be written then would have to be asked for again.
        let format = try report.chosen(door)
        if let out = report.out { try WholeFile.demandPlace(out, beside: door.workspace().home) }
        let given = try door.writing(by: by) { try GiveNotification(workspace: $0).give() }
        do {
            let status = try report.give(door, isByNumber: true) {
                try NotificationsReport(workspace: $0, given: given)
            }
            try door.console.flush()
            return status
        } catch {
            throw given.map { Self.lost($0.number, format, Failure.of(error)) } ?? error
        }
    }

    private static let oneOfTwo = Failure(
        .usage,
        "say --next, with --by where it isn't you, or --number N, with --account where it is of one merchant",
        "请使用 --next（可加 --by），或 --number N（可加 --account）")

    /// The number stands: it is not to be given out twice.
    private static func lost(_ number: Int, _ format: ReportOptions.Format?, _ failure: Failure) -> Failure {
        let again =
            "reports notifications --number \(number) --format \((format ?? .csv).rawValue) --out PATH"
        return Failure(
            failure.kind,
            "\(failure.text.english); notification \(number) stands in the ledger, get it with \(again)",
            "\(failure.text.chinese)；通知 \(number) 已记入账本，请用 \(again) 获取")
    }
}
