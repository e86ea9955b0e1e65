import Foundation

/// The real executable, built beside this test bundle (or the one that REFUNDRY names in the environment), called as a person or
/// a scheduled job calls it.
struct Program: Sendable {
    /// What a call left behind.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        var text: String { output + errors }
    }

    struct NotBuilt: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is not there: swift build --product refundry" }
    }

    let path: String

    init() throws {
        let me = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        path =
            ProcessInfo.processInfo.environment["REFUNDRY"]
            ?? URL(filePath: me).deletingLastPathComponent().appending(path: "refundry").path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
    }

    /// Calls it on a home, in a folder, with nobody at the keyboard.
    func call(
        _ words: [String], home: String? = nil, now: String? = nil, in folder: String = "/",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        var all = words
        if let now { all = ["--now", now] + all }
        if let home { all = ["--home", home] + all }
        return try Self.run(path, all, in: folder, environment: environment)
    }

    /// Runs any program, its output in files so that no pipe ever fills.
    static func run(
        _ program: String, _ words: [String], in folder: String = "/", environment: [String: String] = [:]
    ) throws -> Outcome {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: folder)
        var variables = ProcessInfo.processInfo.environment
        variables["REFUNDRY_HOME"] = nil
        variables["LC_ALL"] = "C.UTF-8"
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try scratch.writing("output")
        process.standardError = try scratch.writing("errors")
        try process.run()
        process.waitUntilExit()
        let status =
            process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Outcome(
            status: status, output: try scratch.text("output"), errors: try scratch.text("errors"))
    }

    /// Runs a Python program with arguments: for what a person does to a home by hand.
    @discardableResult
    static func python(_ program: String, _ words: [String]) throws -> Outcome {
        try run("/usr/bin/env", ["python3", "-B", "-c", program] + words)
    }
}
