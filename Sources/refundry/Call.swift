import ArgumentParser
import Bytes
import Rules

/// One call of the program: parsed, done, and its trouble told.
struct Call {
    let words: [String]
    let console: Console
    let terminal: Terminal
    let composition: Composition

    func run() -> ExitStatus {
        do {
            console.language = CommandWords.value(of: "--lang", in: words).flatMap(Language.init(rawValue:))
            let status = try perform()
            try console.flush()
            return status
        } catch {
            return tell(Failure.of(error))
        }
    }

    private func tell(_ failure: Failure) -> ExitStatus {
        do {
            learnLanguage()
            try console.report(failure)
            return failure.status
        } catch {
            // Nobody can be told any more; the status still can.
            return failure.status
        }
    }

    /// Trouble is told in the home's language, also where it came before the home's settings were read.
    private func learnLanguage() {
        guard !console.isJSON, console.language == nil else { return }
        console.language = composition.language(ofHome: CommandWords.value(of: "--home", in: words))
    }

    private func perform() throws -> ExitStatus {
        let command: any ParsableCommand
        let given = CommandWords(words, tree: Self.tree(Refundry.self))
        do {
            command = try Refundry.parseAsRoot(given.hoisted)
        } catch {
            if Refundry.exitCode(for: error) != .success { try demandKnown(given) }
            return try parserSays(error)
        }
        if let verb = command as? any Verb {
            console.language = try verb.options.language()
            return try verb.perform(
                Door(options: verb.options, console: console, terminal: terminal, composition: composition))
        }
        let noun = type(of: command)
        return noun.configuration.subcommands.isEmpty ? try runOwn(command) : try nameAVerb(noun)
    }

    /// The parser's own commands: `help`.
    private func runOwn(_ command: any ParsableCommand) throws -> ExitStatus {
        var command = command
        do {
            try command.run()
            return .done
        } catch {
            return try parserSays(error)
        }
    }

    /// The names of all commands, as the parser has them.
    static func tree(_ command: any ParsableCommand.Type) -> CommandTree {
        var children: [String: CommandTree] = [:]
        for child in command.configuration.subcommands { children[child._commandName] = tree(child) }
        return CommandTree(children)
    }

    /// A word where a command's name should stand: the parser would only call it unexpected.
    private func demandKnown(_ given: CommandWords) throws {
        guard !given.choices.isEmpty, let word = given.rest.first, !word.hasPrefix("-") else { return }
        let call = (given.path + [word]).joined(separator: " ")
        let names = given.choices.joined(separator: ", ")
        throw Failure(
            .usage, "\(call): there is no such command: there are \(names)", "\(call)：没有此命令：可用 \(names)")
    }

    private func nameAVerb(_ noun: any ParsableCommand.Type) throws -> ExitStatus {
        let names = noun.configuration.subcommands.map { $0._commandName }.joined(separator: ", ")
        let failure = Failure(.usage, "name a command: \(names)", "请指定命令：\(names)")
        guard !console.isJSON else { throw failure }
        for line in Self.lines(Refundry.helpMessage(for: noun)) { try console.warn(Line(line)) }
        throw failure
    }

    /// Help and version on standard output; anything else is a mistake in the call.
    private func parserSays(_ error: any Error) throws -> ExitStatus {
        let text = Refundry.fullMessage(for: error)
        if Refundry.exitCode(for: error) == .success {
            for line in Self.lines(text) { try console.say(Line(line)) }
            return .done
        }
        let words = Self.lines(Refundry.message(for: error)).filter { !$0.isEmpty }.joined(separator: " ")
        let failure = Failure(
            .usage,
            "\(words.isEmpty ? "the command needs more than its name" : words) (--help tells what may stand here)",
            "\(words.isEmpty ? "命令不完整" : UsageWords.chinese(words))（请用 --help 查看用法）")
        guard !console.isJSON else { throw failure }
        learnLanguage()
        try console.explain(failure)
        for line in Self.lines(text) where line.hasPrefix("Usage:") {
            let usage = console.read == .zh ? "用法：" : "Usage:"
            try console.warn(Line(usage + line.dropFirst("Usage:".count)))
        }
        return failure.status
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
