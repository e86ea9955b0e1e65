package import Bytes
import Home
import Ledger
import Refunds
import Rules

/// Lists submissions, shows one, makes its file again.
package struct ShowSubmissions {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package func list() throws -> [SubmissionView] {
        try workspace.ledger.read { try $0.submissions() }.map { SubmissionView($0, workspace) }
    }

    package func show(_ id: Int) throws -> SubmissionView {
        try workspace.ledger.read { reader in
            SubmissionView(
                try find(id, reader), workspace, redeliveries: try reader.redeliveries(of: id),
                adoption: try reader.adoption(of: id), voidSteps: try reader.voidSteps(ofSubmission: id))
        }
    }

    func find(_ id: Int, _ reader: any LedgerReader) throws -> SubmissionRecord {
        guard let record = try reader.submission(id) else {
            throw Failure(
                .notAllowed, "there is no submission \(id): see submissions list",
                "没有提交 \(id)：请查看 submissions list")
        }
        return record
    }

    /// Makes the file again from the ledger, byte for byte, and hands it to `sink`. Answers its digest, and the recorded one where it was staged.
    package func rebuild(
        _ id: Int, _ sink: (Span<UInt8>) throws -> Void
    ) throws -> (view: SubmissionView, digest: Digest, isSame: Bool) {
        let record = try workspace.ledger.read { try find(id, $0) }
        let stream = SHA256Stream()
        _ = try SubmissionFile(workspace: workspace, record: record).write { bytes in
            stream.update(bytes)
            try sink(bytes)
        }
        let digest = stream.finish()
        return (SubmissionView(record, workspace), digest, record.digest.map { $0 == digest } ?? true)
    }

    /// Puts the same bytes under the same name into the outbox again. Call inside `Workspace.writing`.
    package func redeliver(_ id: Int, note: String) throws -> SubmissionView {
        let record = try workspace.ledger.read { try find(id, $0) }
        switch record.state {
        case .emitted: break
        case .void:
            throw Failure(
                .notAllowed,
                "submission \(id) is void: its refunds are in no file of this number any more, so it must not go out again",
                "提交 \(id) 已作废：其退款已退回待发送，不得再次发出")
        case .sealed, .staged:
            throw Failure(
                .notAllowed,
                "submission \(id) has not been emitted yet: it goes out by itself with the next command",
                "提交 \(id) 尚未发出，下一条命令会自动发出")
        }
        guard try !Outbox(workspace.home).holds(channel: record.channel, file: record.name) else {
            throw Failure(
                .notAllowed,
                "outbox/\(record.channel)/\(record.name) still lies there: the bank hasn't taken it, nothing to redeliver",
                "outbox/\(record.channel)/\(record.name) 仍在发件箱中：银行尚未取走，无需重发")
        }
        try SubmissionWay(workspace: workspace).redeliver(record, note: note)
        return try show(id)
    }
}
