"""Faults in review: who approves what, what makes it void, what rests."""

from fault import edit, either, fault

FAULTS = [
    fault("one-person-twice", "one person is two", "CaseTests/failures",
          either("Operations/Review/ReviewBatch.swift", "!batch.approvals.contains(where: { Actor.folded($0.by) == name })",
                 "true")),
    fault("another-digest", "what was approved is not what was looked at", "CaseTests/failures",
          either("Operations/Review/ReviewBatch.swift", "digest.lowercased() != shown", "digest.isEmpty")),
    fault("approval-outlives-facts", "what was approved leaves as something else", "ReviewTests",
          either("Operations/Review/ApprovalVoids.swift", "!held.isEmpty", "held.count > 1_000_000")),
    fault("void-approvals-count", "an approval that became void counts still", "ReviewContract",
          edit("LedgerSQLite/Reviews/BatchApproving.swift", "WHERE batch = \\(batch) AND voided IS NULL",
               "WHERE batch = \\(batch) AND (voided IS NULL OR \\(@ ? 1 : 0))")),
    fault("threshold-itself", "a batch of exactly the amount waits for one more", "ReviewTests",
          either("Operations/Review/ApprovalRule.swift", "millionths > Int128(most.millionths)",
                 "millionths >= Int128(most.millionths)")),
    fault("rest-cut-short", "a batch leaves while it can be taken back", "ReviewContract",
          edit("LedgerSQLite/Submissions/SubmissionWaiting.swift", "cooling_minutes = 0 OR ready_at <= ?",
               "cooling_minutes = 0 OR ready_at <= ? + \\(@ ? 60 : 0)")),
    fault("warnings-leave", "a refund with a warning leaves, seen by nobody", "CoolingTests",
          edit("LedgerSQLite/Reviews/BatchApproving.swift", "SET hold = hold | 8", "SET hold = hold | \\(@ ? 0 : 8)")),
    fault("decline-takes-all", "a decline of what waits takes what doesn't", "CoolingTests",
          either("Operations/Review/ReviewBatch.swift", "batch.reviewsWarnings && batch.state == .approval ? .warned : .all",
                 ".all")),
    fault("foreign-exception", "a refund is left out of a batch that it isn't in, and nobody is told", "CaseTests/failures",
          either("Operations/Review/ExceptedRefunds.swift", "refund.batch == batch.id", "refund.batch > 0")),
]
