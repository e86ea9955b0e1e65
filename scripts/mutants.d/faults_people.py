"""Faults in time, limits, exceptions and voids."""

from fault import edit, either, fault, instead

FAULTS = [
    fault("cutoff-inclusive", "what became ready exactly at the cut-off leaves at it", "LimitContract, DepartureTests",
          either("Ledger/SealTerms.swift", "readyAt < $0", "readyAt <= $0")),
    fault("day-limit-for-each", "every file has the whole day's money", "LimitContract, DepartureTests",
          instead("Ledger/SealTerms.swift", "room = left - amount")),
    fault("a-row-too-many", "a file has one row more than the channel takes", "LimitContract, DepartureTests",
          either("Ledger/SealTerms.swift", "rows < $0", "rows <= $0")),
    fault("halted-leaves", "a halt keeps nothing", "LimitContract, DepartureTests",
          instead("LedgerSQLite/Submissions/SubmissionSealing.swift", "for lane in try haltedLanes() { places[lane] = nil }"),
          instead("LedgerSQLite/Submissions/SubmissionWaiting.swift", "for lane in try haltedLanes() { counts[lane] = nil }")),
    fault("confirms-alone", "who proposed a resolution or a void confirms it", "ResolveTests, VoidTests",
          either("Operations/Workspace/AnotherPerson.swift", "Actor.folded(actor.name) != Actor.folded(proposer.name)", "true")),
    fault("reversed-keeps", "a reversed refund still uses its order", "ExceptionContract, ResolveTests",
          edit("LedgerSQLite/Exceptions/Resolving.swift", "after.held - before.held", "(@ ? 0 : after.held - before.held)")),
    fault("void-with-answers", "a submission of which the bank has answered is made void", "VoidTests",
          either("Operations/Submissions/VoidSubmission.swift", "try reader.answered(inSubmission: id)", "nil")),
]
