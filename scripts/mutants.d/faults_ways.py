"""Faults on the way of a file: what is synced, renamed, archived, taken away, and in which order."""

from fault import edit, either, fault, instead

FAULTS = [
    fault("maker-approves", "who brings a batch in approves it", "CaseTests/failures",
          either("Operations/Review/ReviewBatch.swift", "name != Actor.folded(batch.by)", "true")),
    fault("same-records", "the same refunds in another layout are made twice", "CaseTests/refusals",
          instead("Operations/Batches/BatchJob.swift",
                  "        if let refusal = try checks.sameRecords(reader.recordsDigest, account: account, ledger) {\n"
                  "            throw refusal\n        }")),
    fault("batch-number-used", "a batch comes again under its number with other content", "CaseTests/refusals",
          instead("Operations/Batches/BatchJob.swift",
                  "        if let refusal = try checks.batchNumberUsed(reader.file.directives, account: account, ledger) {\n"
                  "            throw refusal\n        }")),
    fault("overdrawn-not-held", "refunds without cover leave", "CaseTests/exceptions, DayTests",
          either("Operations/Orders/OrderPass.swift", "writer.hold(!change.isCovered, order: change.paymentID)",
                 "writer.hold(false, order: change.paymentID)")),
    fault("verify-no-archive", "a changed original doesn't show", "TamperTests/isFound",
          either("Operations/Verify/ArchiveCheck.swift", "found.hex != digest", "false")),
    fault("another-staging", "with a lost staging folder all counts as sent", "AdoptTests",
          edit("Operations/Workspace/Writing.swift",
               "try locked {\n            try home.checkStaging(homeID: ledger.homeID)",
               "try locked {\n            if !(@) { try home.checkStaging(homeID: ledger.homeID) }")),
    fault("no-recovery", "what a stop left half done stays so", "torture kill submissions build",
          instead("Operations/Workspace/Writing.swift", "try Recovery(workspace: self).finish()")),
    fault("settle-time", "a file is taken while it is still written", "DropFoldersTests",
          either("Home/Folder/DropFolders.swift", "status.modified <= sight.settled", "status.modified < sight.settled")),
    fault("replacing-rename", "a file that stands in the outbox is overwritten", "DurablyTests, FolderTests",
          edit("Home/Disk/Renaming.swift", "if replace {", "if @ || replace {")),
    fault("file-not-synced", "a published file is empty after a loss of power", "torture lose submissions build",
          either("Bytes/Files/OutputFile.swift", "fsync(descriptor) != 0", "false")),
    fault("whole-not-synced", "a sequence or a report is empty after a loss of power", "torture lose submissions build",
          either("Home/Disk/Descriptor.swift", "fsync(number) == 0", "true")),
    fault("folder-not-synced", "a published file is gone after a loss of power", "torture lose submissions build",
          instead("Home/Disk/Durably.swift", "        try folder.sync()", "")),
    fault("renamed-before-synced", "a file gets its name before its bytes are safe", "torture lose submissions build",
          edit("Home/Disk/Durably.swift",
               "            try file.write(bytes)\n            try file.sync()\n            try file.close()\n"
               "            try rename(temporary, to: path, replace: replace)",
               "            try file.write(bytes)\n            if @ { try rename(temporary, to: path, replace: replace) }\n"
               "            try file.sync()\n            try file.close()\n"
               "            if !(@) { try rename(temporary, to: path, replace: replace) }")),
    fault("emitted-before-renamed", "a submission counts as sent and never leaves", "torture kill submissions build",
          edit("Operations/Submissions/SubmissionWay.swift",
               "        let published = try seal(orders).compactMap { record in",
               "        if @ {\n            let done = try emit(try seal(orders).map { try stage($0) })\n"
               "            for record in done { _ = try publish(record) }\n            return done\n        }\n"
               "        let published = try seal(orders).compactMap { record in")),
    fault("sequence-after-published", "an older ledger sends its numbers again", "torture kill submissions build",
          instead("Operations/Submissions/SubmissionWay.swift",
                  "            try announce(record)\n"
                  "            try outbox.publish(channel: record.channel, file: record.name)",
                  "try outbox.publish(channel: record.channel, file: record.name)\n"
                  "try announce(record)")),
    fault("published-again", "what a stop left as staged, and the bank took, is sent again", "torture kill submissions build",
          edit("Operations/Submissions/SubmissionWay.swift",
               "            _ = try emit([try publish(submission)])\n        case .emitted, .void: break",
               "            if @ { _ = try stage(submission) }\n"
               "            _ = try emit([try publish(submission)])\n        case .emitted, .void: break")),
    fault("older-ledger-builds", "a ledger that was put back sends again what the bank has", "GuardTests, AdoptTests",
          either("Operations/Submissions/SentEvidence.swift", "sent > known", "false")),
    fault("sealed-in-an-older-ledger", "what an older ledger has sealed is sent once more", "GuardTests/sealedInAnOlderLedger",
          either("Operations/Submissions/SubmissionWay.swift",
                 "(evidence?.last(submission.channel) ?? 0) < submission.sequence", "true")),
    fault("changed-in-staging", "a file that was changed in staging goes to the bank", "GuardTests",
          either("Operations/Submissions/SubmissionWay.swift", "try FileDigest.of(path) != record.digest", "false")),
    fault("report-overwritten", "the evidence that a number was sent is overwritten", "GuardTests/aReportIsNeverOverwritten",
          either("Operations/Submissions/SubmissionWay.swift", "!known.starts(with: facts)", "false")),
    fault("dropped-told-by-time", "a dropped file of another one's name and time is thrown away unread", "GuardTests",
          either("Operations/Run/RunOnce.swift", "taken.contains(Intake.digest(of: workspace.home.absolute(file.path)))", "true")),
    fault("adopted-and-left", "a file that was sent by hand leaves once more from the outbox", "AdoptTests",
          edit("Operations/Submissions/SubmissionWay+Adoption.swift",
               "guard let found = try FileDigest.of(published) else { return false }",
               "guard !(@), let found = try FileDigest.of(published) else { return false }")),
    fault("replay-compares-nothing", "a changed ledger passes for its journal's", "TamperTests/isReplayedOtherwise",
          either("Operations/Replay/LedgerComparison.swift", "other != mine", "false")),
    fault("dropped-file-first", "a dropped file is gone before it is taken in", "torture kill run",
          edit("Operations/Batches/ImportBatch.swift", "try workspace.ledger.read { try job.refuseUnfit($0) }",
               "if @, let dropped = staged.incoming.dropped { try DropFolders(workspace.home).takeAway(dropped) }\n"
               "            try workspace.ledger.read { try job.refuseUnfit($0) }")),
]
