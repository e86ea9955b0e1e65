import Bytes
import Formats
import Home
import Ledger
import Rules

/// The schemas that a channel's messages are validated by (`bank-formats.md`, iso20022: `schema: PATH`): one file, for the message it describes, or a folder
/// with a file for each, named as the message is (`pain.001.001.09.xsd`).
struct SchemaShelf {
    private let channel: String
    /// As refundry.yaml says it.
    private let setting: String
    private let path: String

    /// Nil for a channel whose messages nobody validates.
    init?(_ workspace: Workspace, channel: String) {
        guard let setting = workspace.configuration.channel(named: channel)?.schema else { return nil }
        self.channel = channel
        self.setting = setting
        path = setting.hasPrefix("/") ? setting : workspace.home.absolute(setting)
    }

    /// What is wrong with the message; nil where nothing is. A schema that is missing or is none is a failure of kind configuration.
    /// - Parameter message: its name, such as `pain.001.001.09`.
    func fault(_ message: String, in source: TextSource) throws -> XMLSchema.Fault? {
        try schema(message).fault(in: source)
    }

    /// The schema of the message, ready to be used; a failure of kind configuration as above.
    func schema(_ message: String) throws -> XMLSchema {
        let file = try file(message)
        do throws(XMLSchema.Fault) {
            return try XMLSchema(path: file)
        } catch {
            throw unusable(file, error)
        }
    }

    /// Whether there is a schema for the message: a single file is for the one that the channel writes, a folder for those in it.
    func holds(_ message: String) throws -> Bool {
        if try FileStatus.of("\(path)/\(message).xsd") != nil { return true }
        return path.hasSuffix("/\(message).xsd")
    }

    private func file(_ message: String) throws -> String {
        let file = "\(path)/\(message).xsd"
        if try FileStatus.of(file) != nil { return file }
        guard let status = try FileStatus.of(path) else {
            throw Failure(
                .configuration,
                "channels.\(channel).schema: \(setting) is not there: put the bank's schema there, or take the setting out",
                "channels.\(channel).schema：\(setting) 不存在：请放入银行的 schema 文件，或删除该设置")
        }
        guard status.kind != .folder else {
            throw Failure(
                .configuration,
                "channels.\(channel).schema: \(setting) has no \(message).xsd: put the bank's schema there, or take the setting out",
                "channels.\(channel).schema：\(setting) 中没有 \(message).xsd：请放入银行的 schema 文件，或删除该设置")
        }
        return path
    }

    private func unusable(_ file: String, _ fault: XMLSchema.Fault) -> Failure {
        let place = fault.line.map { "\(fault.file ?? file):\($0)" } ?? file
        return Failure(
            .configuration,
            "channels.\(channel).schema: \(place) can't be used as a schema (\(fault.words)): put the bank's own file there",
            "channels.\(channel).schema：\(place) 无法用作 schema（\(fault.words)）：请放入银行提供的原文件")
    }
}

extension SubmissionWay {
    /// Makes the file of a submission that is being sealed, and holds it to the channel's schema. What it refuses is a failure of kind configuration: refunds
    /// that it refuses were left out before (`SchemaDrafts`), so that the fault is one of the message itself.
    func demandValid(
        _ record: SubmissionRecord, _ settings: ChannelSettings, _ writer: any LedgerWriter
    ) throws {
        guard let message = settings.iso20022?.message.rawValue,
            let shelf = SchemaShelf(workspace, channel: record.channel)
        else { return }
        let fault = try StagingFile(workspace: workspace).with { file in
            _ = try SubmissionFile(workspace: workspace, record: record).write(from: writer) {
                try file.append($0)
            }
        } look: { path, survey in
            try shelf.fault(message, in: TextSource(path: path, survey: survey))
        }
        guard let fault else { return }
        let place = fault.line.map { " line \($0)" } ?? ""
        throw Failure(
            .configuration,
            "channel \(record.channel): \(record.name) would be no valid \(message):\(place) \(fault.words); nothing of this channel was sent: run "
                + "channels check \(record.channel) and correct the channel's settings, its schema, or the order that the line tells of",
            "通道 \(record.channel)：\(record.name) 不符合 \(message)：\(place) \(fault.words)；该通道未发送任何文件：请运行 "
                + "channels check \(record.channel) 并更正通道设置、schema 或该行所涉订单")
    }
}
