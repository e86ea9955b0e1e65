import ArgumentParser

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
}
