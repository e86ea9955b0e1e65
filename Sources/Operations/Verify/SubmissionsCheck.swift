import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Submissions against the ledger: made again they are the bytes that were sent, and what stands in the outbox and the reports says the same.
struct SubmissionsCheck {
    let workspace: Workspace
    let disk: DiskView
    let reader: any LedgerReader

    /// Every file that was written, made again from the ledger, has the recorded digest, size and control totals.
    func rebuild(_ check: inout AuditCheck) throws {
        for record in try reader.submissions() where record.state != .sealed {
            check.examined += 1
            do {
                try rebuild(record, &check)
            } catch let failure as Failure where [.alarm, .configuration].contains(failure.kind) {
                check.fault(failure.text)
            }
        }
    }

    private func rebuild(_ record: SubmissionRecord, _ check: inout AuditCheck) throws {
        let stream = SHA256Stream()
        var size = 0
        let totals = try SubmissionFile(workspace: workspace, record: record).write(from: reader) { bytes in
            stream.update(bytes)
            size += bytes.count
        }
        let digest = stream.finish()
        let isSame =
            digest == record.digest && size == record.size && totals.count == record.count
            && totals.amount == record.amount && totals.hashTotal == record.hashTotal
        if !isSame {
            check.fault(
                "submission \(record.id) (\(record.name)) made again from the ledger is not what was sent: SHA-256 "
                    + "\(digest.hex), recorded \(record.digest?.hex ?? "none"), \(totals.count) rows, recorded \(record.count)",
                "由账本重新生成的提交 \(record.id)（\(record.name)）与已发送的不符：SHA-256 为 \(digest.hex)，记录为 "
                    + "\(record.digest?.hex ?? "（无）")；\(totals.count) 行，记录为 \(record.count) 行"
            )
        }
    }

    /// A file that still lies in the outbox is the one that was sent; one that is gone the bank took.
    func outbox(_ check: inout AuditCheck, _ notes: inout [BilingualText]) throws {
        var known: Set<String> = []
        for record in try reader.submissions() {
            let path = "outbox/\(record.channel)/\(record.name)"
            known.insert(path)
            guard let digest = record.digest, let status = try FileStatus.of(workspace.home.absolute(path))
            else { continue }
            check.examined += 1
            if record.state == .void {
                check.fault(
                    "\(path) lies there, but submission \(record.id) is void: it must not be sent, take it away",
                    "\(path) 仍在，但提交 \(record.id) 已作废：不得发送，请移走"
                )
            }
            guard status.kind == .file else {
                check.fault("\(path) is no regular file", "\(path) 不是普通文件")
                continue
            }
            if let found = try FileDigest.of(workspace.home.absolute(path)), found != digest {
                check.fault(
                    "\(path) is not what was sent: its SHA-256 is \(found.hex), not \(digest.hex)",
                    "\(path) 与已发送的不符：其 SHA-256 为 \(found.hex)，应为 \(digest.hex)")
            }
        }
        notes += (disk.outbox.filter { !known.contains($0) } + disk.strangers).map {
            BilingualText("\($0): no submission of this ledger", "\($0)：不是本账本的提交文件").withoutCardNumbers
        }
    }

    /// `reports/submissions/<file>.json` says what the ledger says.
    func reports(_ check: inout AuditCheck) throws {
        for record in try reader.submissions() where record.emittedAt != nil {
            check.examined += 1
            let path = workspace.home.submissionReport(file: record.name)
            let shown = workspace.home.relative(path)
            guard let bytes = try Durably.readWhole(path, limit: 1 << 20) else {
                check.fault("\(shown) is missing", "缺少 \(shown)")
                continue
            }
            // The journal's head comes behind, to the last byte as it was written; that it is the journal's own is another check.
            // Read from these very bytes: recovery may have written the report anew since the disk was looked at.
            let head = DiskView.head(in: bytes)
            let expected = JSON.object(
                SubmissionView(record, workspace).members + [
                    (
                        "journal",
                        .object([("entry", JSON(head?.entry)), ("digest", JSON(head?.digest))])
                    )
                ]
            ).line
            if bytes != expected {
                check.fault(
                    "\(shown) doesn't say what the ledger says of submission \(record.id)",
                    "\(shown) 与账本中的提交 \(record.id) 不符")
            }
        }
    }
}
