import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// One pass over a batch file, as a line of three: rows are read and their orders looked up on one thread, decided and taken by the ledger on another,
/// counted and reported on a third. Memory doesn't grow with the file.
struct BatchPass {
    /// Rows that travel together. Large enough that lookups in key order pay, small enough for the memory goal.
    static let chunkRows = 32_768

    let workspace: Workspace
    let rules: RuleBook
    let policy: BatchPolicy
    let reader: RefundBatchReader
    let batch: OpenBatch
    let fileName: String
    let ledger: any BatchDecider & LedgerReader
    let lookup: any OrderLookup
    /// Nil for a preview: nothing is kept.
    let reports: BatchReports?
    /// Set when the policy has rejected the whole batch: every row is given back with its own reasons, or the policy's.
    let isRejectedByPolicy: Bool

    struct Outcome {
        var tally: BatchTally
        var examples: [BatchAnswer.RejectedExample] = []
        /// Of each rejected row's line and codes, in file order.
        var rejectedDigest = Digest()
        /// By currency, of the accepted rows.
        var money = MoneyByCurrency()
    }

    private struct Work: Sendable {
        var chunk: RequestChunk
        var facts: ChunkFacts
    }

    func run() throws -> Outcome {
        let source = HandedOver((reader: reader, lookup: lookup))
        let account = batch.account
        let end = HandedOver(EndMark())
        let ahead = ReadAhead<Work>(ahead: 1) {
            guard !end.value.isReached else { return nil }
            var chunk = RequestChunk()
            end.value.isReached = try !source.value.reader.read(into: &chunk, atMost: Self.chunkRows)
            let facts = try source.value.lookup.facts(for: chunk, account: account)
            return Work(chunk: chunk, facts: facts)
        }
        defer { ahead.stop() }
        let decider = ChunkDecider(pass: self)
        let reporter = HandedOver(RowReporter(pass: self))
        let behind = WriteBehind<JudgedChunk> { try reporter.value.take($0) }
        defer { behind.stop() }
        var rows = 0
        while let work = try ahead.next() {
            let judged = try decider.decide(work.chunk, work.facts)
            rows += judged.decisions.count
            try behind.put(judged)
            workspace.progress(Workspace.Progress(what: BilingualText("rows", "行"), done: rows))
        }
        try behind.finish()
        return reporter.value.finish()
    }

    private final class EndMark { var isReached = false }
}

/// A chunk with what was decided about its rows.
struct JudgedChunk: Sendable {
    var chunk: RequestChunk
    var facts: ChunkFacts
    var decisions: [Decision]
    var lookups: [Int: RowLookups]
}

/// Decides chunk after chunk, and hands what is accepted to the ledger.
private struct ChunkDecider {
    private let pass: BatchPass
    private let lookups: RowLookupMaker

    init(pass: BatchPass) {
        self.pass = pass
        lookups = RowLookupMaker(
            workspace: pass.workspace, account: pass.batch.account, ledger: pass.ledger,
            fileName: pass.fileName)
    }

    func decide(_ chunk: RequestChunk, _ facts: ChunkFacts) throws -> JudgedChunk {
        var standing = try pass.ledger.standing(
            for: chunk, facts: facts, account: pass.batch.account, now: pass.workspace.now)
        var decisions: [Decision] = []
        decisions.reserveCapacity(chunk.requests.count)
        pass.rules.judge(chunk, facts: facts, standing: &standing, into: &decisions)
        // Also when the policy rejects all: rows are judged against the good rows before them.
        try pass.ledger.accept(decisions, of: chunk, facts: facts, batch: pass.batch)
        return JudgedChunk(
            chunk: chunk, facts: facts, decisions: decisions, lookups: try lookups.lookups(decisions, chunk))
    }
}
