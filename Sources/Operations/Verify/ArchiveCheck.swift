import Bytes
import Glibc
import Home
import Ledger
import Refunds
import Rules

/// Every file that was taken in or sent stands in the archive, unchanged.
struct ArchiveCheck {
    let workspace: Workspace
    let disk: DiskView

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck, _ notes: inout [BilingualText]) throws {
        let home = workspace.home
        var known: Set<String> = []
        try reader.archivedDigests { digest, name in
            guard known.insert(digest).inserted else { return }
            check.examined += 1
            let archived = home.archived(sha256: digest)
            // Between its commit and its move a file still stands in staging.
            let staged = "\(home.staging)/\(digest)"
            do {
                let found =
                    try FileDigest.of(archived) ?? FileDigest.of(staged) ?? FileDigest.of(archived)
                guard let found else {
                    return check.fault(
                        "archive/\(digest) (\(name)) is missing", "缺少 archive/\(digest)（\(name)）")
                }
                if found.hex != digest {
                    check.fault(
                        "archive/\(digest) (\(name)) was changed: its SHA-256 is \(found.hex)",
                        "archive/\(digest)（\(name)）被改动：其 SHA-256 为 \(found.hex)")
                }
            } catch let failure as Failure where failure.kind == .alarm {
                check.fault(
                    "archive/\(digest) (\(name)): \(failure.text.english)",
                    "archive/\(digest)（\(name)）：\(failure.text.chinese)")
            }
        }
        for name in disk.archive where !known.contains(name) {
            let path = "archive/\(CardNumber.masked(name))"
            notes.append(
                BilingualText(
                    "\(path): no file that this ledger took in or sent", "\(path)：不是本账本导入或发出的文件"))
        }
    }
}

/// The SHA-256 of a file as it stands on disk.
enum FileDigest {
    /// Nil when nothing stands there.
    static func of(_ path: String) throws -> Digest? {
        do {
            let input = try InputFile(path: path)
            let stream = SHA256Stream()
            var buffer: [UInt8] = []
            while true {
                buffer.removeAll(keepingCapacity: true)
                guard try input.read(into: &buffer, atMost: 1 << 20) > 0 else { return stream.finish() }
                stream.update(buffer)
            }
        } catch let fault as SystemFault where fault.code == ENOENT {
            return nil
        } catch let fault as SystemFault where [EISDIR, EINVAL, ELOOP, ENXIO].contains(fault.code) {
            throw Failure(
                .alarm, "\(path) is no regular file: find out who put it there", "\(path) 不是普通文件：请查明来源")
        }
    }
}
