import Bytes
import Ledger

/// The journal still holds every entry that a submission's or a day's report once named as its newest: cutting the journal's tail shows.
struct JournalHeadsCheck {
    let disk: DiskView

    private static let remedy =
        " (the journal was cut, or an older ledger was put back: then adopt what was sent since, and move the reports of the lost "
        + "time away)"

    func run(_ reader: any LedgerReader, _ check: inout AuditCheck) throws {
        for head in disk.heads {
            check.examined += 1
            let digest = try reader.journalDigest(of: head.entry)?.hex
            guard digest != head.digest else { continue }
            check.fault(
                digest == nil
                    ? "\(head.path) names journal entry \(head.entry), which the ledger no longer has\(Self.remedy)"
                    : "\(head.path) names another journal entry \(head.entry) than the ledger has\(Self.remedy)"
            )
        }
        for path in disk.headless {
            check.examined += 1
            check.fault("\(path) doesn't tell the journal's head, as Refundry writes it there")
        }
    }
}
