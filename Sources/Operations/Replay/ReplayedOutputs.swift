import Bytes
import Home
import Ledger
import Rules

/// Every file that the replay made, against the one of the original, by digest.
struct ReplayedOutputs {
    let original: HomeFolder
    let twin: HomeFolder

    private static let folders = ["archive", "refused", "reports"]

    /// `submissions` are the twin's: a file that still lies in the original's outbox must be theirs.
    func compare(
        submissions: [SubmissionRecord], _ check: inout AuditCheck, _ notes: inout [BilingualText]
    ) throws {
        for folder in Self.folders { try compare(folder, &check, &notes) }
        for folder in ["refused", "reports"] { try nameStrangers(folder, &notes) }
        for record in submissions {
            let path = Outbox(original).relativePath(channel: record.channel, file: record.name)
            guard let found = try FileDigest.of(original.absolute(path)) else { continue }
            check.examined += 1
            if found != record.digest {
                check.fault("\(path) is not what the replay makes of it", "\(path) 与重放结果不符")
            }
        }
    }

    private func compare(_ path: String, _ check: inout AuditCheck, _ notes: inout [BilingualText]) throws {
        for name in try FolderListing.of(twin.absolute(path))?.names ?? [] {
            let below = "\(path)/\(name)"
            switch try FileStatus.of(twin.absolute(below))?.kind {
            case .folder: try compare(below, &check, &notes)
            case .file: try compare(file: below, &check, &notes)
            case .link, .other, nil: break
            }
        }
    }

    /// What stands in the original alone: nothing that the journal tells of.
    private func nameStrangers(_ path: String, _ notes: inout [BilingualText]) throws {
        for name in try FolderListing.of(original.absolute(path))?.names ?? [] {
            let below = "\(path)/\(name)"
            if try FileStatus.of(twin.absolute(below)) == nil {
                notes.append(
                    BilingualText("\(below): the journal tells of nothing there", "\(below)：日志中没有记载"))
            } else if try FileStatus.of(original.absolute(below))?.kind == .folder {
                try nameStrangers(below, &notes)
            }
        }
    }

    private func compare(file path: String, _ check: inout AuditCheck, _ notes: inout [BilingualText]) throws
    {
        check.examined += 1
        if path.hasPrefix(ReplayedDay.folder) {
            switch try ReplayedDay(original: original, twin: twin).compare(path) {
            case .same: break
            case .note(let text): notes.append(text)
            case .fault(let text): check.fault(text)
            }
            return
        }
        guard try FileStatus.of(original.absolute(path)) != nil else {
            // What the archive must hold is verify's business too; reports are people's to keep or to clear away.
            if path.hasPrefix("archive/") { return check.fault("\(path) is missing", "缺少 \(path)") }
            return notes.append(
                BilingualText("\(path) is not there any more", "\(path) 已不存在"))
        }
        guard try !isSame(path) else { return }
        // People correct this file where it stands, and send it.
        if path.hasSuffix("/rejected.csv") {
            return notes.append(
                BilingualText("\(path) was changed since it was written", "\(path) 在写入后被改动"))
        }
        check.fault("\(path) is not what the replay makes of it", "\(path) 与重放结果不符")
    }

    private func isSame(_ path: String) throws -> Bool {
        guard path.hasPrefix("reports/submissions/") else {
            return try FileDigest.of(original.absolute(path)) == FileDigest.of(twin.absolute(path))
        }
        // The journal's head behind the facts is that of the moment before the file was published: a stop in between may have moved it.
        return try facts(original.absolute(path)) == facts(twin.absolute(path))
    }

    private func facts(_ path: String) throws -> [UInt8] {
        let bytes = try Durably.readWhole(path, limit: 1 << 20) ?? []
        let key = Array(",\"journal\":".utf8)
        let place = bytes.indices.last { bytes[$0...].starts(with: key) }
        return Array(bytes[..<(place ?? bytes.endIndex)])
    }
}
