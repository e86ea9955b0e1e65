import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Takes in refund batches: refuses the file, or decides every row, reserves the money and writes the batch's reports
/// (`architecture.md`, the way of a batch).
package struct ImportBatch {
    private let workspace: Workspace
    private let intake: Intake

    package init(workspace: Workspace) {
        self.workspace = workspace
        intake = Intake(workspace: workspace)
    }

    /// Decides one file and keeps what it decided. Call inside `Workspace.writing`. `isByHand`: no file that somebody sent, so that it is
    /// never a duplicate of one.
    package func take(_ file: IncomingFile, account: String?, isByHand: Bool = false) throws -> BatchAnswer {
        let profile = isByHand ? nil : workspace.batchProfile(ofAccount: account)
        switch try intake.take(file, declared: profile?.encoding) {
        case .refused(let refusal, let digest, let size):
            let record = intake.record(
                file, kind: .refunds, digest: digest, inflated: digest, size: size, modified: 0)
            return try refuse(file, nil, refusal, record, account: account, records: 0)
        case .staged(let staged):
            return try take(staged, account: account, isByHand: isByHand)
        }
    }

    /// Decides one file and keeps nothing: the preview before anything moves.
    package func check(_ file: IncomingFile, account: String?) throws -> BatchAnswer {
        switch try intake.peek(file, declared: workspace.batchProfile(ofAccount: account)?.encoding) {
        case .refused(let refusal, let digest, _):
            var answer = BatchAnswer(file: file.name, digest: digest)
            answer.account = account
            answer.refusal = refusal
            return answer
        case .staged(let staged):
            let job = BatchJob(
                workspace: workspace, staged: staged, limits: intake.limits, account: account, isByHand: false
            )
            do {
                return try workspace.ledger.preview { try job.preview($0, $1) }
            } catch let refusal as FileRefusal {
                return job.answer(refusing: refusal)
            }
        }
    }

    private func take(_ staged: StagedFile, account: String?, isByHand: Bool) throws -> BatchAnswer {
        var record = intake.record(staged, kind: .refunds)
        let job = BatchJob(
            workspace: workspace, staged: staged, limits: intake.limits, account: account, isByHand: isByHand)
        do {
            try workspace.ledger.read { try job.refuseUnfit($0) }
            record.account = job.account
            let (answer, reports) = try workspace.ledger.write { writer, lookup in
                try job.keep(record, writer, lookup)
            }
            try reports.publish()
            try intake.settle(staged)
            return answer
        } catch let refusal as FileRefusal {
            record.records = job.recordCount
            record.account = job.account.isEmpty ? account : job.account
            let answer = job.answer(refusing: refusal)
            _ = try refuse(
                staged.incoming, staged, refusal, record, account: account, records: job.recordCount)
            return answer
        }
    }

    private func refuse(
        _ file: IncomingFile, _ staged: StagedFile?, _ refusal: FileRefusal, _ record: FileRecord,
        account: String?,
        records: Int
    ) throws -> BatchAnswer {
        var record = record
        record.account = record.account ?? account
        record.records = records
        try intake.refuse(file, staged: staged, refusal: refusal, record: record)
        var answer = BatchAnswer(file: file.name, digest: record.digest)
        answer.account = record.account
        answer.refusal = refusal
        answer.records = records
        return answer
    }
}
