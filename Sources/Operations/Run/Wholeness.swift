import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Whether a settled file in a drop folder may have been cut: a CSV without `.done` and without a declared count whose last line doesn't
/// end (`cli.md`, the home).
struct Wholeness {
    let workspace: Workspace

    enum Judgement {
        case whole
        case waiting
        case cut(FileRefusal)
    }

    /// How long a cut file is waited for before it is refused.
    private static let patience: Int64 = 3600

    func judge(_ file: DroppedFile) throws -> Judgement {
        guard file.donePath == nil else { return .whole }
        let intake = Intake(workspace: workspace)
        // What can't be read is refused by the import itself.
        guard
            case .staged(let peeked) = try intake.peek(
                IncomingFile(file, in: workspace.home), declared: encoding(file.place)),
            peeked.survey.layout == .csv, !peeked.survey.endsWithLineEnd,
            try !declaresCount(peeked, intake.limits, file.place)
        else { return .whole }
        let age = (workspace.machineTime() - file.modified) / 1_000_000_000
        guard age > Self.patience else { return .waiting }
        return .cut(
            FileRefusal(
                .unreadable,
                "the last line doesn't end, so the file may have been cut: send it whole, with a line end, or with #count=…",
                "末行没有换行符，文件可能被截断：请重新发送完整文件（以换行结尾，或声明 #count=…）"))
    }

    private func declaresCount(_ file: StagedFile, _ limits: ReadingLimits, _ place: DroppedFile.Place) throws
        -> Bool
    {
        do {
            let records: any RecordReading =
                switch place {
                case .orders:
                    try RecordFile(path: file.path, survey: file.survey, limits: limits, layout: .orders)
                case .refunds(let account):
                    try declared(
                        file, limits, DeclaredFile.Reading(workspace.batchProfile(ofAccount: account))
                    ) {
                        try $0.records(.refundBatch, $0.profile?.batches)
                    }
                case .results(let channel):
                    try declared(file, limits, workspace.resultReading(ofChannel: channel)) {
                        try $0.records(.results, $0.profile?.results)
                    }
                }
            var chunk = RecordChunk()
            while try records.read(into: &chunk, atMost: 8192) { chunk.removeAll() }
            return records.directives.text("count") != nil || records.declaresEnd
        } catch is ByteFault {
            return false
        }
    }

    private func encoding(_ place: DroppedFile.Place) -> TextEncoding? {
        switch place {
        case .orders: nil
        case .refunds(let account): workspace.batchProfile(ofAccount: account)?.encoding
        case .results(let channel): workspace.resultReading(ofChannel: channel).encoding
        }
    }

    private func declared(
        _ file: StagedFile, _ limits: ReadingLimits, _ reading: DeclaredFile.Reading,
        _ open: (DeclaredFile) throws -> any RecordReading
    ) throws -> any RecordReading {
        try open(DeclaredFile(path: file.path, survey: file.survey, limits: limits, reading: reading))
    }

    func refuse(
        _ file: DroppedFile, _ refusal: FileRefusal, _ workspace: Workspace, _ answer: inout RunOnce.Answer
    ) throws {
        let intake = Intake(workspace: workspace)
        let incoming = IncomingFile(file, in: workspace.home)
        guard case .staged(let staged) = try intake.take(incoming, declared: encoding(file.place)) else {
            return
        }
        func record(_ kind: FileRecord.Kind) -> FileRecord { intake.record(staged, kind: kind) }
        switch file.place {
        case .orders:
            try intake.refuse(incoming, staged: staged, refusal: refusal, record: record(.orders))
            var refused = OrdersAnswer(file: incoming.name, digest: staged.survey.digest)
            refused.refusal = refusal
            answer.orders.append(refused)
        case .refunds(let account):
            var file = record(.refunds)
            file.account = account
            try intake.refuse(incoming, staged: staged, refusal: refusal, record: file)
            var refused = BatchAnswer(file: incoming.name, digest: staged.survey.digest)
            refused.account = account
            refused.refusal = refusal
            answer.refunds.append(refused)
        case .results(let channel):
            var file = record(.results)
            file.channel = channel
            try intake.refuse(incoming, staged: staged, refusal: refusal, record: file)
            answer.results.append(
                ResultAnswer(file: incoming.name, digest: staged.survey.digest, refusal: refusal))
        }
    }
}
