"""Faults in the funds: who has cover, how long it is waited for."""

from fault import edit, either, fault, instead

FAULTS = [
    fault("cover-stays", "what left is still promised: the account seems to have less than it has", "FundsContract",
          instead("LedgerSQLite/Funds/FundsKeeping.swift", "try changeFunds(lane: lane, covered: -leaving)")),
    fault("cover-not-given-back", "a cancelled refund keeps its cover", "FundsContract",
          instead("LedgerSQLite/Funds/FundsKeeping.swift", "try changeFunds(lane: lane, covered: -amount)")),
    fault("exactly-enough", "a refund waits for which there is exactly enough", "FundsContract",
          either("LedgerSQLite/Funds/Covering.swift", "claimed <= rest", "claimed < rest")),
    fault("queue-jumped", "a later refund takes what an earlier one waits for", "FundsContract",
          edit("LedgerSQLite/Funds/Covering.swift", "if fits, order != nil {", "if fits, order != nil, !@ || serial >= first {")),
    fault("never-came-back", "what the bank would not pay is lost to the account", "FundsContract",
          instead("LedgerSQLite/Results/AnswerApplying.swift", "try fundsReturned(effects.returned, at: at)")),
    fault("a-day-early", "a refund fails a day before its time", "FundsTests",
          either("Operations/Funds/FundedAccount.swift", "Int64(settings.fundsDays)", "Int64(settings.fundsDays - 1)")),
    fault("always-looking", "funds are looked at in every pass", "FundsTests",
          either("Operations/Funds/LookAtFunds.swift", "$0 < latest || now < $0", "true")),
]
