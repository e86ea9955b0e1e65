import Bytes
import Ledger

/// Two ledgers, table by table, and the first row in which they differ.
struct LedgerComparison {
    let original: any LedgerReader
    let twin: any LedgerReader

    func run(_ check: inout AuditCheck) throws {
        let theirs = Dictionary(uniqueKeysWithValues: try original.contents().map { ($0.name, $0) })
        for mine in try twin.contents() {
            check.examined += mine.rows
            guard let other = theirs[mine.name] else {
                check.fault("the ledger has no table \(mine.name)")
                continue
            }
            if other != mine { check.fault("\(mine.name): \(try difference(mine.name))") }
        }
    }

    private func difference(_ table: String) throws -> String {
        let ours = try rows(table, original)
        let rebuilt = try rows(table, twin)
        let place = zip(ours, rebuilt).prefix { $0.digest == $1.digest }.count
        if place < min(ours.count, rebuilt.count) {
            return "row \(ours[place].key) is not what the replay makes of it"
        }
        return place < ours.count
            ? "row \(ours[place].key) is there, the replay has none" : "row \(rebuilt[place].key) is missing"
    }

    private func rows(_ table: String, _ reader: any LedgerReader) throws -> [(key: String, digest: Digest)] {
        var rows: [(key: String, digest: Digest)] = []
        try reader.rows(ofTable: table) { rows.append(($0, $1)) }
        return rows
    }
}
