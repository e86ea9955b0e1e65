import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// The pass over a result file that is fit, or shows at its end that it isn't: records are read on one thread while the ledger applies those before them on
/// another, in file order. Memory doesn't grow with the file.
struct ResultPass {
    /// Records that travel together. Large enough that lookups in order of serial pay.
    static let chunkRows = 32_768

    let workspace: Workspace
    let source: DeclaredFile
    let claim: ResultClaim
    /// The ledger's number of the file.
    let file: Int
    let ledger: any LedgerWriter
    /// What has read nothing yet, for a file that is read once; nil: the file is opened again.
    var reader: ResultFileReader?
    /// Whether what is said of a whole submission is one exception for all that it contradicts; older versions opened one each.
    var gathers = true

    struct Outcome {
        var counts = ResultCounts()
        /// How many of the records that were read are told together, as one.
        var gathered = 0
        /// The refunds that an opened exception lists.
        var listed = RowSum()
        var opened = RowSum()
        var paidByHand = RowSum()
        /// The same refunds.
        var newlyHeld: [Int64] = []
        /// UNANSWERED exceptions of refunds that the file answers.
        var closed = RowSum()
    }

    struct Work: Sendable {
        var chunk: ResultRecordChunk
        /// Of each record the serial of its refund_id; 0 where that is none of this home.
        var serials: [Int64]
    }

    private final class EndMark { var isReached = false }

    func run() throws -> Outcome {
        let reader = try reader ?? source.results()
        let handed = HandedOver((reader: reader, end: EndMark()))
        let home = workspace.configuration.homeNumber
        let ahead = ReadAhead<Work>(ahead: 2) {
            guard !handed.value.end.isReached else { return nil }
            var chunk = ResultRecordChunk()
            handed.value.end.isReached = try !handed.value.reader.read(into: &chunk, atMost: Self.chunkRows)
            let bytes = chunk.bytes.span
            let serials = chunk.records.map { record in
                RefundID.serial(of: bytes.extracting(record.refundID.range), home: home) ?? 0
            }
            return Work(chunk: chunk, serials: serials)
        }
        defer { ahead.stop() }
        var judge = try ResultJudge(pass: self)
        while let work = try ahead.next() {
            try judge.judge(work)
            workspace.progress(
                Workspace.Progress(what: BilingualText("records", "记录"), done: judge.outcome.counts.records))
        }
        try judge.finish()
        return judge.outcome
    }
}
