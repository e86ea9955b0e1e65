import Bytes
import Ledger
import Rules

/// The journal still holds every entry that a submission's or a day's report once named as its newest: cutting the journal's tail shows.
struct JournalHeadsCheck {
    let disk: DiskView

    private static let remedy = BilingualText(
        "(the journal was cut, or an older ledger was put back: then adopt what was sent since, and move the reports of the lost "
            + "time away)",
        "（日志被截断，或恢复了较旧的账本：请补登此后已发送的文件，并移走这段时间的报告）")

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck) throws {
        for head in disk.heads {
            check.examined += 1
            let digest = try reader.journalDigest(of: head.entry)?.hex
            guard digest != head.digest else { continue }
            let (path, entry, remedy) = (head.path, head.entry, Self.remedy)
            if digest == nil {
                check.fault(
                    "\(path) names journal entry \(entry), which the ledger no longer has \(remedy.english)",
                    "\(path) 所指的日志条目 \(entry) 在账本中已不存在\(remedy.chinese)")
            } else {
                check.fault(
                    "\(path) names another journal entry \(entry) than the ledger has \(remedy.english)",
                    "\(path) 所指的日志条目 \(entry) 与账本中的不同\(remedy.chinese)")
            }
        }
        for path in disk.headless {
            check.examined += 1
            check.fault(
                "\(path) doesn't tell the journal's head, as Refundry writes it there",
                "\(path) 没有 Refundry 写入的日志末条")
        }
    }
}
