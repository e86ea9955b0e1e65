import Bytes
import Home
import Ledger
import Refunds
import Rules

/// A file that somebody sent by hand, or that was made void, goes out of the outbox: into staging, until that is recorded, then away. The archive keeps
/// its bytes.
extension SubmissionWay {
    /// A file in the outbox, and where it waits meanwhile. By name alone, for the ledger may not know the submission yet.
    struct Place {
        let id: Int
        let channel: String
        let file: String

        init(_ record: SubmissionRecord) {
            self.init(id: record.id, channel: record.channel, file: record.name)
        }

        init(id: Int, channel: String, file: String) {
            self.id = id
            self.channel = channel
            self.file = file
        }

        func published(_ home: HomeFolder) -> String {
            home.absolute(Outbox(home).relativePath(channel: channel, file: file))
        }

        /// A channel's name has no point.
        func waiting(_ home: HomeFolder) -> String {
            "\(home.staging)/\(StagingNames.adoptionPrefix)\(id)-\(channel).\(file)"
        }
    }

    /// Whether `path` is the very file that lies in the outbox, from where it leaves as it always would have.
    func isPublished(_ place: Place, as path: String) throws -> Bool {
        guard let there = try FileStatus.of(place.published(workspace.home)),
            let given = try FileStatus.of(path)
        else { return false }
        return there.inode == given.inode && there.device == given.device
    }

    /// Moves the file out of the outbox, where it lies there; answers whether it did.
    @discardableResult
    func takeBack(_ place: Place, _ digest: Digest?) throws -> Bool {
        let published = place.published(workspace.home)
        guard let found = try FileDigest.of(published) else { return false }
        guard found == digest else {
            throw Failure(
                .alarm,
                "\(published): this is not the file of submission \(place.id): find out who put it there and whether the bank has "
                    + "it, move it away, then adopt again",
                "\(published)：与提交 \(place.id) 的文件不同：请查明来源及银行是否已收到，移走后重新认领")
        }
        try Durably.rename(published, to: place.waiting(workspace.home), replace: true)
        return true
    }

    /// Removes what was taken back, and what was to be delivered once more, when the adoption is recorded.
    func dropTakenBack(_ place: Place) throws {
        try Durably.removeIfThere(place.waiting(workspace.home))
        for name in try StagingNames.of(workspace.home) where StagingNames.redelivery(name)?.id == place.id {
            try Durably.removeIfThere("\(workspace.home.staging)/\(name)")
        }
    }

    /// Puts back what was taken back for an adoption that came to nothing.
    func putBack(_ place: Place) throws {
        guard try FileStatus.of(place.waiting(workspace.home)) != nil else { return }
        try Durably.rename(
            place.waiting(workspace.home), to: place.published(workspace.home), replace: false)
    }

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
        for name in try StagingNames.of(workspace.home) {
            guard let place = StagingNames.adoption(name) else { continue }
            _ = try workspace.stuck.trying { try workspace.translating { try finish(place) } }
        }
    }

    private func finish(_ place: Place) throws {
        let (record, isByHand) = try workspace.ledger.read {
            (try $0.submission(place.id), try $0.isByHand(place.id))
        }
        if isByHand || record?.state == .void { return try dropTakenBack(place) }
        if let record { try demandBytes(of: record, at: place.waiting(workspace.home)) }
        if try FileStatus.of(place.published(workspace.home)) != nil {
            try Durably.removeIfThere(place.waiting(workspace.home))
        } else {
            try putBack(place)
        }
    }
}
