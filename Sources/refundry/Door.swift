import ArgumentParser
import Bytes
import Home
import Operations
import Refunds
import Rules

/// A command at the end of the tree.
protocol Verb: ParsableCommand {
    var options: GlobalOptions { get }
    /// Does it, and tells on the console. Throws what stops it.
    func perform(_ door: Door) throws -> ExitStatus
}

/// What a command works with: its options, the console, and the way to the home.
struct Door {
    let options: GlobalOptions
    let console: Console
    let terminal: Terminal
    let composition: Composition

    var isJSON: Bool { console.isJSON }

    /// A workspace on the home, for a person named with `--by` or the system's user.
    func workspace(by name: String? = nil) throws -> Workspace {
        let workspace = try composition.workspace(
            options, by: name, language: console.language, watcher: console.watcher)
        console.language = console.language ?? workspace.configuration.language
        return workspace
    }

    /// Runs a verb that only reads.
    func reading<Value>(_ body: (Workspace) throws -> Value) throws -> Value {
        let workspace = try workspace()
        return try workspace.reading { try body(workspace) }
    }

    /// Runs a verb that writes.
    func writing<Value>(by name: String? = nil, _ body: (Workspace) throws -> Value) throws -> Value {
        let workspace = try workspace(by: name)
        let value = try workspace.writing { try body(workspace) }
        for failure in workspace.stuck.takeAll() {
            try console.explain(
                BilingualText(
                    "a submission can't go on: \(failure.text.english)", "有提交无法继续：\(failure.text.chinese)"))
        }
        return value
    }

    /// Tells programs the object, people the lines.
    func answer(_ json: @autoclosure () -> JSON, _ tell: (Console) throws -> Void) throws {
        if isJSON { try console.object(json()) } else { try tell(console) }
    }
}
