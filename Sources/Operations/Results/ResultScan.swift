import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// Whose refunds a result file answers for.
struct ResultClaim: Equatable {
    /// The drop folder's or the command line's, else the submission's; nil: each refund's own.
    var channel: String?
    /// The submission that the file names.
    var submission: Int?
}

/// The first pass over a result file: is it fit to be looked at? Nothing of it has been applied yet, and what stands behind its last
/// record is known when the records are judged. An account report goes without: whose it is is known before, and one that turns out unfit at its end takes
/// back what was applied.
final class ResultScan {
    private let workspace: Workspace
    let file: DeclaredFile
    private let given: String?
    private var reader: ResultFileReader?

    init(workspace: Workspace, file: DeclaredFile, given: String?) {
        self.workspace = workspace
        self.file = file
        self.given = given
    }

    /// Records read so far.
    var records: Int { reader?.file.recordCount ?? 0 }
    var notes: [BilingualText] { reader?.file.notes ?? [] }
    /// The file's message, where it is one of ISO 20022.
    var message: String? { (reader?.file as? ISO20022ResultFile)?.message }
    /// Whether its namespace is another than ISO's own for the message.
    var isVariant: Bool { (reader?.file as? ISO20022ResultFile)?.isVariant ?? false }
    /// Whether it stands in an envelope.
    var isEnvelope: Bool { (reader?.file as? ISO20022ResultFile)?.isEnvelope ?? false }
    /// The drop folder's or the command line's channel.
    var channel: String? { given }

    /// Whose refunds the file answers for, where that is known before it is read and one pass can judge it: an account report that came for a channel names
    /// no submission and no totals. Nil for any other.
    func claimAtOnce() throws -> ResultClaim? {
        guard let given, case .iso20022 = file.reading else { return nil }
        guard try opened().file.refusal == nil, message?.hasPrefix("camt.") == true else { return nil }
        return ResultClaim(channel: given, submission: nil)
    }

    /// Whoever judges the file in one pass asks at its end.
    func demandFit() throws {
        guard let reader else { return }
        if let refusal = reader.file.refusal { throw refusal }
        if let refusal = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true) {
            throw refusal
        }
    }

    /// The file's reader, which has read nothing yet.
    func opened() throws -> ResultFileReader {
        if let reader { return reader }
        do {
            let reader = try file.results()
            self.reader = reader
            return reader
        } catch let fault as ByteFault {
            throw FileRefusal(fault)
        }
    }

    /// Reads the whole file; throws the refusal of one that is unfit.
    func examine() throws -> ResultClaim {
        let reader = try read()
        if let refusal = reader.file.refusal { throw refusal }
        let claim = try claim(reader.file.directives)
        if let refusal = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true) {
            throw refusal
        }
        return claim
    }

    private func read() throws -> ResultFileReader {
        do {
            let reader = try opened()
            var chunk = ResultRecordChunk()
            while try reader.read(into: &chunk, atMost: ResultPass.chunkRows) {}
            return reader
        } catch let fault as ByteFault {
            throw FileRefusal(fault)
        }
    }

    private func claim(_ directives: Directives) throws -> ResultClaim {
        guard let text = directives.text("submission_id") else {
            return ResultClaim(channel: given, submission: nil)
        }
        let line = directives.values["submission_id"]?.line
        guard let id = Self.number(text),
            let submission = try workspace.ledger.read({ try $0.submission(id) })
        else {
            throw FileRefusal(
                .submissionUnknown, line: line,
                "there is no submission \(text): correct submission_id, or leave it out",
                "没有编号为 \(text) 的提交：请更正 submission_id，或删去该项")
        }
        if let given, given != submission.channel {
            throw FileRefusal(
                .submissionUnknown, line: line,
                "submission \(text) went to \(submission.channel), the file was brought in for \(given): bring it in for "
                    + "\(submission.channel)",
                "提交 \(text) 属于通道 \(submission.channel)，文件却按 \(given) 导入：请按 \(submission.channel) 导入")
        }
        return ResultClaim(channel: submission.channel, submission: id)
    }

    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { $0.digit != nil } ? Int(text) : nil
    }
}
