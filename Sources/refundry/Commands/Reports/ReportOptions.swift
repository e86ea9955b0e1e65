import ArgumentParser
import Bytes
import Formats
import Home
import Operations
import Rules

/// The form and the place of a report.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("csv or json; without it a text for people.", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("Where the report goes; else standard output.", valueName: "path"))
    var out: String?

    typealias Format = ReportFormat

    /// Hands a report out: into `--out`, to standard output, or as a text for people.
    func give(_ door: Door, _ make: (Workspace) throws -> any Report) throws -> ExitStatus {
        let format = try chosen(door)
        try door.reading { workspace in
            let report = try make(workspace)
            let language = workspace.configuration.language
            guard let format else {
                return try report.write {
                    try ReportStream($0, to: [ConsoleReport(language, on: door.console)])
                }
            }
            guard let out else {
                return try report.write {
                    try ReportStream(
                        $0,
                        to: [
                            format.writer(language, scratch: workspace.home.staging) {
                                try door.console.put($0)
                            }
                        ])
                }
            }
            try WholeFile.write(to: out) { sink in
                try withoutActuallyEscaping(sink) { sink in
                    try report.write {
                        try ReportStream(
                            $0, to: [format.writer(language, scratch: Durably.folder(of: out), to: sink)])
                    }
                }
            }
        }
        guard let out else { return .done }
        try door.answer(.object([("out", .string(out))])) { try $0.say("The report stands in \(out).") }
        return .done
    }

    /// Hands the report out.
    /// - Parameter tell: what people read without a format.
    func give(
        _ door: Door, json: JSON, csv: () throws -> [UInt8], tell: (Console) throws -> Void
    ) throws {
        guard let format = try chosen(door) else { return try tell(door.console) }
        let bytes =
            switch format {
            case .csv: try csv()
            case .json: json.line + [UInt8(ascii: "\n")]
            case .xlsx, .html: preconditionFailure("only of described reports")
            }
        guard let out else { return try door.console.put(bytes) }
        try WholeFile.write(to: out) { try $0(bytes.span) }
        try door.answer(.object([("out", .string(out))])) { try $0.say("The report stands in \(out).") }
    }

    /// Nil: the text for people.
    func chosen(_ door: Door) throws -> Format? {
        guard let format else {
            guard out == nil || door.isJSON else {
                throw Failure(
                    .usage, "--out needs a format: add --format csv or --format json",
                    "--out 需要格式：请加上 --format csv 或 --format json")
            }
            return door.isJSON ? .json : nil
        }
        guard let known = Format(rawValue: format) else {
            throw Failure(
                .usage, "--format \(format): there is csv and json", "--format \(format)：可用格式为 csv 和 json")
        }
        guard known == .json || out != nil || !door.isJSON else {
            throw Failure(
                .usage,
                "--json and --format csv both want standard output: give --out PATH, or only one of them",
                "--json 与 --format csv 不能同时输出到标准输出：请用 --out PATH，或只用其一")
        }
        return known
    }
}
