import Bytes
import Home
import Ledger
import Refunds
import Rules

/// A file that somebody sent by hand goes out of the outbox: into staging, until the adoption is recorded, then away. The archive keeps its bytes.
extension SubmissionWay {
    private func path(_ id: Int) -> String { "\(workspace.home.staging)/\(StagingNames.adoptionPrefix)\(id)" }

    private func published(_ record: SubmissionRecord) -> String {
        workspace.home.absolute(
            Outbox(workspace.home).relativePath(channel: record.channel, file: record.name))
    }

    /// Whether `path` is the very file that lies in the outbox, from where it leaves as it always would have.
    func isPublished(_ record: SubmissionRecord, as path: String) throws -> Bool {
        guard let there = try FileStatus.of(published(record)), let given = try FileStatus.of(path) else {
            return false
        }
        return there.inode == given.inode && there.device == given.device
    }

    /// Moves the file out of the outbox, where it lies there.
    func takeBack(_ record: SubmissionRecord) throws {
        let published = published(record)
        guard let found = try FileDigest.of(published) else { return }
        guard found == record.digest else {
            throw Failure(
                .alarm,
                "\(published): this is not the file of submission \(record.id): find out who put it there and whether the bank has "
                    + "it, move it away, then adopt again",
                "\(published)：与提交 \(record.id) 的文件不同：请查明来源及银行是否已收到，移走后重新认领")
        }
        try Durably.rename(published, to: path(record.id), replace: true)
    }

    /// Removes what was taken back, once the adoption is recorded.
    func dropTakenBack(_ record: SubmissionRecord) throws { try Durably.removeIfThere(path(record.id)) }

    /// After a stop between the record of an adoption and the removal of the file that waited in staging.
    func removeStranded() throws {
        let names = try StagingNames.strange(in: workspace.home)
        guard !names.isEmpty else { return }
        for record in try workspace.ledger.read({ try $0.submissions() })
        where record.state == .emitted && names.contains(record.name) {
            let staged = Outbox(workspace.home).stagedPath(file: record.name)
            if try FileDigest.of(staged) == record.digest { try Durably.removeIfThere(staged) }
        }
    }

    /// After a stop: without a recorded adoption the file goes back to where it lay.
    func finishAdoptions() throws {
        for name in try StagingNames.of(workspace.home) where name.hasPrefix(StagingNames.adoptionPrefix) {
            guard let id = Int(name.dropFirst(StagingNames.adoptionPrefix.count)),
                let record = try workspace.ledger.read({ try $0.submission(id) })
            else { continue }
            let isAdopted = try workspace.ledger.read { try $0.adoption(of: id) } != nil
            if try isAdopted || FileStatus.of(published(record)) != nil {
                try dropTakenBack(record)
            } else {
                try Durably.rename(path(id), to: published(record), replace: false)
            }
        }
    }
}
