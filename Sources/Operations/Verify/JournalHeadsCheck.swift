import Bytes
import Ledger

/// The journal still holds every entry that a submission's or a day's report once named as its newest: cutting the journal's tail shows.
struct JournalHeadsCheck {
    let disk: DiskView

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck) throws {
        for head in disk.heads {
            check.examined += 1
            let digest = try reader.journalDigest(of: head.entry)?.hex
            guard digest != head.digest else { continue }
            check.fault(
                digest == nil
                    ? "\(head.path) names journal entry \(head.entry), which the ledger no longer has"
                    : "\(head.path) names another journal entry \(head.entry) than the ledger has")
        }
    }
}
