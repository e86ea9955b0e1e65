import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// Counts judged rows and writes them into the batch's reports, in file order.
final class RowReporter {
    private let pass: BatchPass
    private let maker: RowFactsMaker
    private let stream = SHA256Stream()
    private var outcome: BatchPass.Outcome

    init(pass: BatchPass) {
        self.pass = pass
        maker = RowFactsMaker(workspace: pass.workspace, rules: pass.rules)
        outcome = BatchPass.Outcome(tally: BatchTally(policy: pass.policy))
    }

    func take(_ judged: JudgedChunk) throws {
        for (index, decision) in judged.decisions.enumerated() {
            let request = judged.chunk.requests[index]
            if pass.isRejectedByPolicy {
                try outcome.tally.addRejectedByPolicy(decision, request: request, facts: judged.facts)
                reject(decision, index, judged)
            } else {
                try outcome.tally.add(decision, request: request, facts: judged.facts)
                try hand(decision, index, judged)
            }
        }
        try pass.reports?.flush()
    }

    private func hand(_ decision: Decision, _ index: Int, _ judged: JudgedChunk) throws {
        guard let refund = decision.accepted else { return reject(decision, index, judged) }
        let order = judged.facts.orders[refund.order]
        try outcome.money.add(refund.amount, order.currency, exponent: order.exponent)
        pass.reports?.accept(refund, in: judged.chunk, facts: judged.facts)
    }

    private func reject(_ decision: Decision, _ index: Int, _ judged: JudgedChunk) {
        let request = judged.chunk.requests[index]
        let rejections = decision.rejections.isEmpty ? [Rejection.batchRejected] : decision.rejections.all
        let codes = rejections.map(\.rawValue).joined(separator: " ")
        stream.update(Array("\(request.line) \(codes)\n".utf8))
        let wantsExample = outcome.examples.count < BatchAnswer.exampleCount
        guard pass.reports != nil || wantsExample else { return }
        let row = maker.facts(
            of: decision, request: request, chunk: judged.chunk, facts: judged.facts,
            lookups: judged.lookups[index])
        let message = BilingualText.joined(rejections.map { RuleBook.message($0, row) })
        pass.reports?.reject(request, in: judged.chunk, codes: codes, message: message)
        if wantsExample {
            outcome.examples.append(
                BatchAnswer.RejectedExample(line: request.line, codes: codes, message: message))
        }
    }

    /// What all the rows add up to. Asked once, after the last chunk.
    func finish() -> BatchPass.Outcome {
        outcome.rejectedDigest = stream.finish()
        return outcome
    }
}

extension BatchAnswer {
    /// How many rejected rows an answer shows a person; the rest stand in `rejected.csv`.
    static let exampleCount = 10
}
