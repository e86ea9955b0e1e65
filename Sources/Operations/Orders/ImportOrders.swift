import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Takes in order files: an upsert by payment ID, judged row by row (`files.md`, orders).
package struct ImportOrders {
    private let workspace: Workspace
    private let intake: Intake

    package init(workspace: Workspace) {
        self.workspace = workspace
        intake = Intake(workspace: workspace)
    }

    /// Takes one file in. Call inside `Workspace.writing`.
    package func take(_ file: IncomingFile) throws -> OrdersAnswer {
        switch try intake.take(file) {
        case .refused(let refusal, let digest, let size):
            let record = intake.record(
                file, kind: .orders, digest: digest, inflated: digest, size: size, modified: 0)
            return try refuse(file, nil, refusal, record, records: 0)
        case .staged(let staged):
            return try take(staged)
        }
    }

    private func take(_ staged: StagedFile) throws -> OrdersAnswer {
        let record = intake.record(staged, kind: .orders)
        var records = 0
        do {
            let pass = try OrderPass(workspace: workspace, staged: staged, limits: intake.limits)
            defer { records = pass.recordCount }
            let (answer, reports) = try workspace.ledger.write { writer, _ in try pass.run(record, writer) }
            try reports?.publish()
            try intake.settle(staged)
            return answer
        } catch let refusal as FileRefusal {
            return try refuse(staged.incoming, staged, refusal, record, records: records)
        } catch let fault as ByteFault {
            return try refuse(staged.incoming, staged, FileRefusal(fault), record, records: records)
        }
    }

    private func refuse(
        _ file: IncomingFile, _ staged: StagedFile?, _ refusal: FileRefusal, _ record: FileRecord,
        records: Int
    ) throws -> OrdersAnswer {
        var record = record
        record.records = records
        try intake.refuse(file, staged: staged, refusal: refusal, record: record)
        var answer = OrdersAnswer(file: file.name, digest: record.digest)
        answer.refusal = refusal
        answer.records = records
        return answer
    }
}
