import Bytes
import Glibc
import Home
import Ledger
import Refunds
import Rules

/// Finishes what an earlier stop left, before anything new is done: files that were committed move to the archive, reports to their place,
/// sealed submissions go on. What was never committed is removed.
struct Recovery {
    let workspace: Workspace

    private var home: HomeFolder { workspace.home }

    func finish() throws {
        try workspace.translating {
            try home.removeTemporaryFiles()
            try finishFiles()
            try finishReports()
            try SubmissionWay(workspace: workspace).finishUnfinished()
        }
    }

    /// Moves the staged copy of a taken file into the archive, read-only.
    func archive(_ digest: Digest) throws {
        let staged = "\(home.staging)/\(digest.hex)"
        guard try FileStatus.of(staged) != nil else { return }
        let target = home.archived(sha256: digest.hex)
        if try FileStatus.of(target) == nil {
            guard unsafe chmod(staged, 0o400) == 0 else { throw HomeFailure.writing(staged, errno) }
            try Durably.rename(staged, to: target, replace: true)
        } else {
            // One that a stopped process left there may not be durable yet.
            try Durably.syncFolder(home.archive)
            try Durably.removeIfThere(staged)
        }
    }

    /// Staged copies have 64 hexadecimal digits as their names.
    private func finishFiles() throws {
        let staged = try StagingNames.of(home).compactMap(Digest.init(hex:))
        guard !staged.isEmpty else { return }
        for digest in staged {
            let isTaken = try workspace.ledger.read { reader in
                try FileRecord.Kind.allKinds.contains {
                    try reader.earlierFile(kind: $0, digest: digest, channel: nil) != nil
                }
            }
            if isTaken {
                try archive(digest)
            } else {
                try Durably.removeIfThere("\(home.staging)/\(digest.hex)")
            }
        }
    }

    /// Staged report folders are named `reports-batches-12` or `reports-orders-7`.
    private func finishReports() throws {
        for name in try StagingNames.of(home) where name.hasPrefix(StagedReports.prefix) {
            let reports = StagedReports(home: home, folderName: name)
            let isCommitted = try workspace.ledger.read { reader in
                switch reports.kind {
                case .batch(let id): try reader.batch(id) != nil
                case .orders(let id): try reader.file(id).map { $0.refusal == nil } ?? false
                case nil: false
                }
            }
            if isCommitted { try reports.publish() } else { try reports.remove() }
        }
    }
}

extension FileRecord.Kind {
    static let allKinds: [FileRecord.Kind] = [.orders, .refunds, .results, .funds]
}
