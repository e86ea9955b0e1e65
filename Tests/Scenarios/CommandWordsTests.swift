import Testing

@testable import refundry

@Suite("Options before and behind a command mean the same")
struct CommandWordsTests {
    private static let tree = CommandTree([
        "init": CommandTree(), "batches": CommandTree(["import": CommandTree(), "show": CommandTree()]),
    ])

    @Test(
        "What stands before the command's names is put behind them",
        arguments: [
            ("--json batches import a", "batches import --json a"),
            ("--home h --now t batches import a", "batches import --home h --now t a"),
            ("--lang zh batches --lang=en show 1", "batches show --lang zh --lang=en 1"),
            ("--home=h batches --json show 1", "batches show --home=h --json 1"),
            ("batches import a --json", "batches import a --json"),
            ("--home batches batches show 1", "batches show --home batches 1"),
            ("batches import -- --json", "batches import -- --json"),
            ("--json nothing", "--json nothing"), ("--home", "--home"), ("", ""),
            ("init init", "init init"), ("--json --version", "--json --version"),
        ])
    func hoisted(_ call: String, _ expected: String) {
        let words = call.split(separator: " ").map(String.init)
        #expect(
            CommandWords(words, tree: Self.tree).hoisted == expected.split(separator: " ").map(String.init))
    }

    @Test("--json is seen wherever it stands, but not among the names of files behind --")
    func json() {
        #expect(CommandWords.wantJSON(["nonsense", "--json"]))
        #expect(!CommandWords.wantJSON(["orders", "import", "--", "--json"]))
    }

    @Test(
        "An option's value is seen wherever it stands, but not among the names of files behind --",
        arguments: [
            ("--lang zh nonsense", "zh"), ("nonsense --lang=en", "en"), ("orders import -- --lang zh", nil),
            ("orders import --lang", nil), ("", nil),
        ])
    func value(_ call: String, _ expected: String?) {
        #expect(CommandWords.value(of: "--lang", in: call.split(separator: " ").map(String.init)) == expected)
    }

    @Test("Every command of the program is in the tree, and none is a stub")
    func commands() {
        let tree = Call.tree(Refundry.self)
        #expect(tree.children["batches"]?.children["import"] != nil)
        #expect(tree.children["funds"]?.children.keys.sorted() == ["import", "show"])
        #expect(tree.children["exceptions"]?.children["resolve"] != nil)
    }
}
