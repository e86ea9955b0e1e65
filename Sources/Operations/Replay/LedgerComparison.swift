import Bytes
import Ledger
import Rules

/// Two ledgers, table by table, and the first row in which they differ.
struct LedgerComparison {
    let original: any LedgerReader
    let twin: any LedgerReader

    func run(_ check: inout AuditCheck) throws {
        let theirs = Dictionary(uniqueKeysWithValues: try original.contents().map { ($0.name, $0) })
        for mine in try twin.contents() {
            check.examined += mine.rows
            guard let other = theirs[mine.name] else {
                check.fault("the ledger has no table \(mine.name)", "账本中没有表 \(mine.name)")
                continue
            }
            if other != mine {
                let difference = try difference(mine.name)
                check.fault(
                    "\(mine.name): \(difference.english)", "\(mine.name)：\(difference.chinese)")
            }
        }
    }

    private func difference(_ table: String) throws -> BilingualText {
        let ours = try rows(table, original)
        let rebuilt = try rows(table, twin)
        let place = zip(ours, rebuilt).prefix { $0.digest == $1.digest }.count
        if place < min(ours.count, rebuilt.count) {
            let key = ours[place].key
            return BilingualText("row \(key) is not what the replay makes of it", "行 \(key) 与重放结果不符")
        }
        if place < ours.count {
            let key = ours[place].key
            return BilingualText("row \(key) is there, the replay has none", "有行 \(key)，重放结果中没有")
        }
        let key = rebuilt[place].key
        return BilingualText("row \(key) is missing", "缺少行 \(key)")
    }

    private func rows(_ table: String, _ reader: any LedgerReader) throws -> [(key: String, digest: Digest)] {
        var rows: [(key: String, digest: Digest)] = []
        try reader.rows(ofTable: table) { rows.append(($0, $1)) }
        return rows
    }
}
