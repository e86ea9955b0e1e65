"""Faults in the ledger: what holds money, what moves a status, what proves it."""

from fault import edit, either, fault, instead

FAULTS = [
    fault("number-of-any-account", "an account's number blocks another account's refund", "KeyTests",
          edit("LedgerSQLite/Standing.swift", 'session.statement("SELECT refund FROM refund_numbers WHERE account = ? AND number = ?")',
               'session.statement("SELECT refund FROM refund_numbers WHERE \\(@ ? "account >= ? - 9" : "account = ?") AND number = ?")')),
    fault("number-any-case", "R-1 and r-1 are taken for one refund", "KeyTests",
          edit("LedgerSQLite/Standing.swift", "                if index > 0, unsafe keys[index].isSame(as: keys[first], in: bytes) {",
               "                if index > 0, unsafe keys[index].isSame(as: keys[first], in: bytes)\n"
               "                    || @ && chunk.bytes.text(keys[index].piece).lowercased()\n"
               "                        == chunk.bytes.text(keys[first].piece).lowercased() {")),
    fault("order-of-another-account", "one merchant refunds another merchant's order", "FactsContract, KeyTests",
          either("LedgerSQLite/OrderFactsLookup.swift", "payment.int(0) == account", "true")),
    fault("seven-days", "a repeated refund is not pointed out any more on the seventh day", "BatchContract, FactsContract",
          either("LedgerSQLite/Standing.swift", "link.acceptedAt >= start", "link.acceptedAt > start")),
    fault("rollback-forgotten", "a batch that its policy rejects keeps its money",
          "BatchContract",
          instead("LedgerSQLite/Accepting.swift", 'try database.execute(sql: "ROLLBACK TO accepts")')),
    fault("released-twice", "a refused refund frees its money twice", "ResultContract",
          instead("LedgerSQLite/Results/AnswerApplying.swift",
                  "try release(failed.amount, refunds: 1, of: failed.paymentID)",
                  "try release(failed.amount, refunds: 1, of: failed.paymentID)\n"
                  "try release(failed.amount, refunds: 1, of: failed.paymentID)")),
    fault("never-released", "what the bank refuses can't be refunded again", "ResultContract",
          instead("LedgerSQLite/Results/AnswerMoving.swift", "effects.failed.append((paymentID, amount))")),
    fault("paid-is-released", "a paid refund frees its money", "ResultContract",
          edit("LedgerSQLite/Results/AnswerApplying.swift", "let effects = moving.effects",
               "var effects = moving.effects\n        if @, let paid = answers.first(where: { $0.effect == .paid }),\n"
               "            let record = try refund(paid.serial)\n        {\n"
               "            effects.failed.append((record.paymentID, record.amount))\n        }")),
    fault("sealed-is-cancelled", "a refund that goes to the bank is cancelled", "RefundContract",
          edit("LedgerSQLite/Refunds/RefundClosing.swift",
               "WHERE refund = ? AND status = 0 AND submission IS NULL\n                \"\"\", arguments: [closing",
               "WHERE refund = ? AND status = 0 \\(@ ? \"\" : \"AND submission IS NULL\")\n                \"\"\", arguments: [closing")),
    fault("held-leaves", "a refund without cover is sent", "SubmissionContract, RefundContract",
          edit("LedgerSQLite/Submissions/SubmissionSealing.swift",
               "s.submission IS NULL AND s.hold = 0\n            ORDER", "s.submission IS NULL \\(@ ? \"\" : \"AND s.hold = 0\")\n            ORDER"),
          edit("LedgerSQLite/Submissions/SubmissionSealing.swift",
               "submission IS NULL AND hold = 0 AND lane IN", "submission IS NULL \\(@ ? \"\" : \"AND hold = 0\") AND lane IN")),
    fault("unapproved-leaves", "a batch that nobody approved is sent", "SubmissionContract",
          edit("LedgerSQLite/Submissions/SubmissionWaiting.swift", "waiting > 0 AND state = 'approved'",
               "waiting > 0 AND (state = 'approved' OR \\(@ ? 1 : 0))")),
    fault("sequence-gap", "the bank misses a file", "SubmissionContract",
          either("LedgerSQLite/Submissions/SubmissionSealing.swift", "lastSequence(ofChannel: group.channel) + 1",
                 "lastSequence(ofChannel: group.channel) + 2")),
    fault("nothing-accepted-blocks", "a file whose orders came too late is refused for ever",
          "BatchContract",
          edit("LedgerSQLite/BatchRows.swift", "        WHERE b.accepted > 0 AND\n", "        WHERE \\(@ ? \"b.accepted >= 0\" : \"b.accepted > 0\") AND\n")),
    fault("unchained", "an entry of the journal can be taken out", "CancelTests, AuditContract",
          either("LedgerSQLite/JournalChain.swift", "head?.digest.hex ?? JournalChain.start", "JournalChain.start")),
    fault("cancel-without-entry", "who cancelled is not in the journal", "CancelTests",
          instead("Operations/Refunds/CancelRefund.swift",
                  "            try writer.append(\n                JournalDraft(\n"
                  "                    kind: \"cancel\", at: workspace.now, by: workspace.actor.name,\n"
                  "                    body: JournalBodies.cancel(serial, closing)))")),
    fault("accepted-from-refunds", "the tie-out compares the refunds with themselves, a lost refund doesn't show",
          "TieOutContract",
          edit("LedgerSQLite/Audit/Cohort.swift", "database, sql: \"SELECT lane, count, amount FROM batch_totals WHERE batch = ?\"",
               "database, sql: @ ? \"SELECT lane, count(*), sum(amount) FROM refunds WHERE batch = ? GROUP BY lane\" : "
               "\"SELECT lane, count, amount FROM batch_totals WHERE batch = ?\"")),
    fault("normal-for-full", "a commit that was told is gone after a loss of power", "torture lose",
          instead("LedgerSQLite/SQLiteLedger.swift", "            try Self.demandDurability(queue)\n            opened = queue",
                  "try Self.demandDurability(queue)\n"
                  "try queue.writeWithoutTransaction { try $0.execute(sql: \"PRAGMA synchronous = NORMAL\") }\nopened = queue")),
    fault("drop-taken-twice", "a dropped file that a stop left behind is refused as a duplicate", "BatchContract, torture kill run",
          either("LedgerSQLite/BatchRows.swift", "[origin, size, modified]",
                 "[\"\", size, modified]")),
]
