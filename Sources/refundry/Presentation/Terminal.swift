import Glibc

/// What is known of whoever reads the output.
struct Terminal {
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool
    /// Colour is wanted wherever there is a terminal.
    private let wantsColour: Bool

    /// - Parameter environment: looks a variable up. A `NO_COLOR` that isn't empty wants none (no-color.org).
    init(environment: (String) -> String?) {
        inputIsTerminal = isatty(STDIN_FILENO) == 1
        outputIsTerminal = isatty(STDOUT_FILENO) == 1
        errorIsTerminal = isatty(STDERR_FILENO) == 1
        wantsColour = (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    var outputIsColoured: Bool { outputIsTerminal && wantsColour }
    var errorIsColoured: Bool { errorIsTerminal && wantsColour }

    /// Whether a question can be asked.
    var canAsk: Bool { inputIsTerminal && errorIsTerminal }
}
