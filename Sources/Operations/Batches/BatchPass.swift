import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// One pass over a batch file: rows are read and their orders looked up on one thread while the ledger decides and takes the rows before them on
/// another. Memory doesn't grow with the file.
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
        let ahead = ReadAhead<Work>(ahead: 2) {
            guard !end.value.isReached else { return nil }
            var chunk = RequestChunk()
            end.value.isReached = try !source.value.reader.read(into: &chunk, atMost: Self.chunkRows)
            let facts = try source.value.lookup.facts(for: chunk, account: account)
            return Work(chunk: chunk, facts: facts)
        }
        defer { ahead.stop() }
        var decider = ChunkDecider(pass: self)
        while let work = try ahead.next() {
            try decider.decide(work.chunk, work.facts)
            workspace.progress(Workspace.Progress(what: "rows", done: decider.rows))
        }
        return decider.finish()
    }

    private final class EndMark { var isReached = false }
}

/// Decides chunk after chunk and hands the rows to the ledger, the tally and the reports.
private struct ChunkDecider {
    private let pass: BatchPass
    private let maker: RowFactsMaker
    private let stream = SHA256Stream()
    private var outcome: BatchPass.Outcome
    private var decisions: [Decision] = []
    private(set) var rows = 0

    init(pass: BatchPass) {
        self.pass = pass
        maker = RowFactsMaker(
            workspace: pass.workspace, rules: pass.rules, account: pass.batch.account, ledger: pass.ledger,
            fileName: pass.fileName)
        outcome = BatchPass.Outcome(tally: BatchTally(policy: pass.policy))
    }

    mutating func decide(_ chunk: RequestChunk, _ facts: ChunkFacts) throws {
        var standing = try pass.ledger.standing(
            for: chunk, facts: facts, account: pass.batch.account, now: pass.workspace.now)
        decisions.removeAll(keepingCapacity: true)
        pass.rules.judge(chunk, facts: facts, standing: &standing, into: &decisions)
        // Also when the policy rejects all: rows are judged against the good rows before them.
        try pass.ledger.accept(decisions, of: chunk, facts: facts, batch: pass.batch)
        for (index, decision) in decisions.enumerated() {
            if pass.isRejectedByPolicy {
                try outcome.tally.addRejectedByPolicy(decision, request: chunk.requests[index], facts: facts)
                try reject(decision, index, chunk, facts)
            } else {
                try outcome.tally.add(decision, request: chunk.requests[index], facts: facts)
                try hand(decision, index, chunk, facts)
            }
        }
        rows += decisions.count
        try pass.reports?.flush()
    }

    private mutating func hand(_ decision: Decision, _ index: Int, _ chunk: RequestChunk, _ facts: ChunkFacts)
        throws
    {
        guard let refund = decision.accepted else { return try reject(decision, index, chunk, facts) }
        let order = facts.orders[refund.order]
        try outcome.money.add(refund.amount, order.currency, exponent: order.exponent)
        pass.reports?.accept(refund, in: chunk, facts: facts)
    }

    private mutating func reject(
        _ decision: Decision, _ index: Int, _ chunk: RequestChunk, _ facts: ChunkFacts
    ) throws {
        let request = chunk.requests[index]
        let rejections = decision.rejections.isEmpty ? [Rejection.batchRejected] : decision.rejections.all
        let codes = rejections.map(\.rawValue).joined(separator: " ")
        stream.update(Array("\(request.line) \(codes)\n".utf8))
        let wantsExample = outcome.examples.count < BatchAnswer.exampleCount
        guard pass.reports != nil || wantsExample else { return }
        let row = try maker.facts(
            of: decision, request: request, match: facts.matches[index], chunk: chunk, facts: facts)
        let message = BilingualText.joined(rejections.map { RuleBook.message($0, row) })
        pass.reports?.reject(request, in: chunk, codes: codes, message: message)
        if wantsExample {
            outcome.examples.append(
                BatchAnswer.RejectedExample(line: request.line, codes: codes, message: message))
        }
    }

    mutating func finish() -> BatchPass.Outcome {
        outcome.rejectedDigest = stream.finish()
        return outcome
    }
}

extension BatchAnswer {
    /// How many rejected rows an answer shows a person; the rest stand in `rejected.csv`.
    static let exampleCount = 10
}
