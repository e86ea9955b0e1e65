import ArgumentParser
import Rules

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The home to work on; else $REFUNDRY_HOME, else the current folder when it is one.",
            valueName: "dir"))
    var home: String?

    @Flag(help: "Answer with one JSON object on standard output and nothing else.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Act as if it were this time (ISO 8601; without offset in the home's time zone), for drills and replays.",
            valueName: "time"))
    var now: String?

    @Option(
        help: ArgumentHelp(
            "en, zh or both: what people read; else the home's setting. Codes and file columns never change.",
            valueName: "language"))
    var lang: String?

    /// What `--lang` says; nil where it wasn't given.
    func language() throws -> Language? {
        guard let lang else { return nil }
        guard let known = Language(rawValue: lang) else {
            let names = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "--lang \(lang): there is no such language: write one of \(names)",
                "--lang \(lang)：没有此语言：可用 \(names)")
        }
        return known
    }
}
