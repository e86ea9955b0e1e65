import Bytes
import Formats
package import Home
import Ledger
import Refunds
import Rules

/// A file on its way in: where it comes from, and what it is called.
package struct IncomingFile: Sendable {
    /// The path that is opened.
    package var path: String
    /// Its name without folders, as it may be told and kept: without card numbers.
    package var name: String
    /// Set for a dropped file.
    package var dropped: DroppedFile?
    /// What the ledger says of a file that is taken in once more, by a replay.
    var recorded: FileRecord?

    /// A file named on the command line.
    package init(path: String) {
        self.path = path
        name = CardNumber.masked(path.split(separator: "/").last.map(String.init) ?? path)
    }

    package init(_ dropped: DroppedFile, in home: HomeFolder) {
        path = home.absolute(dropped.path)
        name = CardNumber.masked(dropped.name)
        self.dropped = dropped
    }

    /// An archived file, as the ledger recorded it.
    init(archived path: String, as record: FileRecord) {
        self.path = path
        name = record.name
        recorded = record
    }
}

/// A file that has been copied into staging, whole and synced, under its digest.
struct StagedFile {
    let incoming: IncomingFile
    let path: String
    let survey: Survey
    let modified: Int
}

/// Takes files in: a private copy first, then only that is read (`architecture.md`, the way of a batch).
struct Intake {
    let workspace: Workspace

    private var home: HomeFolder { workspace.home }

    /// What came of looking at a file's bytes.
    enum Look {
        case staged(StagedFile)
        case refused(FileRefusal, digest: Digest, size: Int)
    }

    var limits: ReadingLimits {
        let limits = workspace.configuration.limits
        var result = ReadingLimits()
        result.inflatedBytes = limits.inflatedBytes
        result.ratio = limits.ratio
        result.records = limits.records
        result.recordBytes = limits.recordBytes
        result.fieldBytes = limits.fieldBytes
        result.xmlDepth = limits.xmlDepth
        result.xmlAttributes = limits.xmlAttributes
        result.xmlTagBytes = limits.xmlTagBytes
        return result
    }

    /// Copies the file into staging while its bytes are examined. A file that isn't there or can't be opened is a failure of kind noInput.
    /// `declared`: the encoding that a profile says.
    func take(_ file: IncomingFile, declared: TextEncoding? = nil) throws -> Look {
        let input = try Self.open(file.path)
        let temporary = Durably.temporaryPath(in: home.staging)
        let output = try OutputFile(path: temporary)
        do {
            let survey = try Survey.survey(input, copyTo: output, declared: declared, limits: limits)
            _ = try output.finish(sync: true)
            let path = stagedPath(survey.digest)
            try Durably.rename(temporary, to: path, replace: true)
            return .staged(
                StagedFile(
                    incoming: file, path: path, survey: survey, modified: Int(input.modifiedNanoseconds)))
        } catch let fault as ByteFault {
            try Durably.removeIfThere(temporary)
            return .refused(FileRefusal(fault), digest: try Self.digest(of: file.path), size: input.size)
        } catch {
            try Durably.removeIfThere(temporary)
            throw error
        }
    }

    /// Looks at a file's bytes and keeps nothing.
    func peek(_ file: IncomingFile, declared: TextEncoding? = nil) throws -> Look {
        let input = try Self.open(file.path)
        do {
            let survey = try Survey.survey(input, copyTo: nil, declared: declared, limits: limits)
            return .staged(
                StagedFile(
                    incoming: file, path: file.path, survey: survey, modified: Int(input.modifiedNanoseconds))
            )
        } catch let fault as ByteFault {
            return .refused(FileRefusal(fault), digest: try Self.digest(of: file.path), size: input.size)
        }
    }

    private func stagedPath(_ digest: Digest) -> String { "\(home.staging)/\(digest.hex)" }

    private static func open(_ path: String) throws -> InputFile {
        do {
            return try InputFile(path: path)
        } catch let fault as SystemFault {
            throw Failure(
                .noInput, "\(path): can't be read (\(fault.message)): check the path and the permissions",
                "\(path)：无法读取（\(fault.message)）：请检查路径和权限")
        }
    }

    /// The digest of the whole file, for one that was refused half way.
    static func digest(of path: String) throws -> Digest {
        let input = try open(path)
        let stream = SHA256Stream()
        var buffer: [UInt8] = []
        while true {
            buffer.removeAll(keepingCapacity: true)
            guard try input.read(into: &buffer, atMost: 1 << 20) > 0 else { return stream.finish() }
            stream.update(buffer)
        }
    }

    /// The record of a staged file as the ledger keeps it.
    func record(_ file: StagedFile, kind: FileRecord.Kind) -> FileRecord {
        record(
            file.incoming, kind: kind, digest: file.survey.digest, inflated: file.survey.inflatedDigest,
            size: file.survey.size, modified: file.modified)
    }

    func record(
        _ file: IncomingFile, kind: FileRecord.Kind, digest: Digest, inflated: Digest, size: Int,
        modified: Int
    ) -> FileRecord {
        FileRecord(
            kind: kind, name: file.name, digest: digest, inflatedDigest: inflated, size: size,
            origin: file.recorded.map(\.origin) ?? file.dropped?.origin,
            modified: file.recorded?.modified ?? modified, takenAt: workspace.now, by: workspace.actor.name)
    }

    /// After the commit: the staged copy becomes the archive's, read-only; the dropped file goes last.
    func settle(_ file: StagedFile) throws {
        try Recovery(workspace: workspace).archive(file.survey.digest)
        if let dropped = file.incoming.dropped { try DropFolders(home).takeAway(dropped) }
    }

    /// The file brought nothing new: nothing of it is kept.
    func discard(_ file: StagedFile) throws {
        try Durably.removeIfThere(file.path)
        if let dropped = file.incoming.dropped { try DropFolders(home).takeAway(dropped) }
    }

    /// Keeps a refused file beside its reason, and records that it was refused.
    func refuse(_ file: IncomingFile, staged: StagedFile?, refusal: FileRefusal, record: FileRecord) throws {
        let bytes = staged?.path ?? file.path
        let text = Self.reason(file.name, refusal.code, refusal.text)
        _ = try RefusedFolder(home).keep(bytes, sha256: record.digest.hex, file: file.name, reason: text)
        try workspace.ledger.write { writer, _ in
            var refused = record
            refused.refusal = refusal.code
            refused.refusalText = refusal.text
            refused.id = try writer.record(refused)
            try writer.append(
                JournalDraft(
                    kind: "file", at: workspace.now, by: workspace.actor.name, fileDigest: refused.digest,
                    body: JournalBodies.file(refused)))
        }
        if let staged { try Durably.removeIfThere(staged.path) }
        if let dropped = file.dropped { try DropFolders(home).takeAway(dropped) }
    }

    /// What stands beside a refused file.
    static func reason(_ name: String, _ code: RefusalCode, _ text: BilingualText) -> String {
        "\(name)\n\(code.rawValue)\n\(text.english)\n\(text.chinese)\n"
    }
}
