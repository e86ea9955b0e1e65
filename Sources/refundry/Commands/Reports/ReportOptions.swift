import ArgumentParser
import Bytes
import Formats
import Home
import Operations
import Rules

/// The form and the place of a report.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "\(ReportFormat.names.joined(separator: ", ")); without it a text for people.",
            valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("Where the report goes; else standard output.", valueName: "path"))
    var out: String?

    /// Hands a report out: into `--out`, to standard output, or as a text for people.
    /// - Parameter isByNumber: its bytes follow from its number, its format and `--lang`, and so from no setting.
    func give(
        _ door: Door, isByNumber: Bool = false, _ make: (Workspace) throws -> any Report
    ) throws -> ExitStatus {
        let format = try chosen(door)
        try door.reading { workspace in
            let report = try make(workspace)
            try with(sinkFor: workspace, door) { scratch, sink in
                let language = door.console.read
                let fileLanguage = isByNumber ? try door.options.language() ?? .both : language
                let writer =
                    format?.keepingUp(fileLanguage, scratch: scratch, to: sink)
                    ?? ConsoleReport(language, on: door.console)
                try report.write { try ReportStream($0, to: [writer]) }
            }
        }
        guard let out else { return .done }
        try door.answer(.object([("out", .string(out))])) {
            try $0.say("The report stands in \(out).", "报告已写入 \(out)。")
        }
        return .done
    }

    /// Calls `body` with the place for temporary files and with where the bytes go.
    private func with(
        sinkFor workspace: Workspace, _ door: Door, _ body: (String, @escaping ReportSink) throws -> Void
    ) throws {
        guard let out else { return try body(workspace.home.staging) { try door.console.put($0) } }
        try WholeFile.write(to: out, beside: workspace.home) { sink in
            try withoutActuallyEscaping(sink) { try body(Durably.folder(of: out), $0) }
        }
    }

    typealias Format = ReportFormat

    /// Checks the options; nil: the text for people.
    func chosen(_ door: Door) throws -> Format? {
        try WholeFile.demandNamed(out)
        let names = ReportFormat.names.joined(separator: ", ")
        guard let format else {
            guard out == nil || door.isJSON else {
                throw Failure(
                    .usage, "--out needs a format: add --format and one of \(names)",
                    "--out 需要格式：请加上 --format 及 \(names) 之一")
            }
            return door.isJSON ? .json : nil
        }
        guard let known = ReportFormat(rawValue: format) else {
            throw Failure(
                .usage, "--format \(format): there is no such format: write one of \(names)",
                "--format \(format)：没有此格式：可用 \(names)")
        }
        guard known == .json || out != nil || !door.isJSON else {
            throw Failure(
                .usage,
                "--json and --format \(format) both want standard output: give --out PATH, or only one of them",
                "--json 与 --format \(format) 不能同时输出到标准输出：请用 --out PATH，或只用其一")
        }
        guard known != .xlsx || out != nil || !door.terminal.outputIsTerminal else {
            throw Failure(
                .usage, "--format xlsx is no text for a terminal: give --out PATH",
                "--format xlsx 不能显示在终端：请用 --out PATH 指定文件")
        }
        return known
    }
}

extension ReportFormat {
    static var names: [String] { allCases.map(\.rawValue) }
}
