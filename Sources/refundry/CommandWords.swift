/// The names of the commands as a tree, so that options which stand before them can be put behind them.
struct CommandTree {
    let children: [String: CommandTree]

    init(_ children: [String: CommandTree] = [:]) { self.children = children }
}

/// The words of a call in the order in which the parser wants them.
struct CommandWords {
    /// The command's own names, `batches` and `import` say.
    private(set) var path: [String] = []
    private(set) var options: [String] = []
    private(set) var rest: [String] = []
    /// What could stand where `rest` begins; empty where `path` is whole.
    private(set) var choices: [String] = []

    private static let flags: Set = ["--json"]
    private static let valued: Set = ["--home", "--now", "--lang"]

    /// Takes apart `--home DIR --json batches import FILE`.
    init(_ words: [String], tree: CommandTree) {
        var node = tree
        var index = 0
        while index < words.count {
            let word = words[index]
            if Self.flags.contains(word) || Self.valued.contains(where: { word.hasPrefix($0 + "=") }) {
                options.append(word)
            } else if Self.valued.contains(word) {
                options += words[index...].prefix(2)
                index += 1
            } else if let child = node.children[word] {
                path.append(word)
                node = child
            } else {
                break
            }
            index += 1
        }
        if index < words.count { rest = Array(words[index...]) }
        choices = node.children.keys.sorted()
    }

    /// With the options behind the command's names.
    var hoisted: [String] { path + options + rest }

    /// What `option` says wherever it stands, even where the rest of the call makes no sense; the last counts. Nil where it isn't given.
    static func value(of option: String, in words: [String]) -> String? {
        let words = Array(words.prefix { $0 != "--" })
        guard let place = words.lastIndex(where: { $0 == option || $0.hasPrefix(option + "=") }) else {
            return nil
        }
        let word = words[place]
        return word == option ? words.dropFirst(place + 1).first : String(word.dropFirst(option.count + 1))
    }

    /// Whether programs are to read the answer, even where the rest of the call makes no sense.
    static func wantJSON(_ words: [String]) -> Bool { words.prefix { $0 != "--" }.contains("--json") }
}
