import Ledger

extension SQLiteSession {
    /// The batches' counters are what their refunds' states say.
    func checkBatchCounters(_ check: inout AuditCheck, _ facts: AuditFacts) {
        for batch in facts.batches {
            check.examined += 1
            if batch.keptWaiting != batch.waiting {
                check.fault(
                    "batch \(batch.batch): waiting is \(batch.keptWaiting), not \(batch.waiting)",
                    "批次 \(batch.batch)：waiting 为 \(batch.keptWaiting)，应为 \(batch.waiting)")
            }
            if batch.keptOutstanding != batch.outstanding {
                check.fault(
                    "batch \(batch.batch): outstanding is \(batch.keptOutstanding), not \(batch.outstanding)",
                    "批次 \(batch.batch)：outstanding 为 \(batch.keptOutstanding)，应为 \(batch.outstanding)")
            }
            if batch.keptMovedAt != batch.movedAt {
                check.fault(
                    "batch \(batch.batch): moved_at is \(batch.keptMovedAt), not \(batch.movedAt)",
                    "批次 \(batch.batch)：moved_at 为 \(batch.keptMovedAt)，应为 \(batch.movedAt)")
            }
        }
    }
}
