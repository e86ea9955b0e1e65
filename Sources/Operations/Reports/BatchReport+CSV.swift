import Bytes
import Formats
import Ledger
import Refunds
import Rules

extension BatchReport {
    /// One table, its parts told apart by `section` (details 31).
    package var csv: [UInt8] {
        var table = ReportTable([
            .init("section", "部分"), .init("item", "项目"), .init("count", "笔数"), .init("currency", "币种"),
            .init("amount", "金额"), .init("time", "时间"), .init("details", "说明"),
        ])
        addWhatCame(to: &table)
        for code in view.codes {
            Self.add("rejected", code.code.rawValue, code.rows, code.totals, to: &table)
        }
        for approval in view.approvals {
            table.add([
                "section": "approval", "item": approval.by, "time": approval.at,
                "details": "login \(approval.osUser)",
            ])
        }
        for voided in view.voided {
            table.add([
                "section": "voided", "item": voided.by, "time": voided.at,
                "details": "\(voided.voidedAt): \(voided.why.english)；\(voided.why.chinese)",
            ])
        }
        for standing in standings {
            let why = standing.why.map { ": \($0)" } ?? ""
            Self.add(
                "refunds", "\(standing.status.rawValue) \(standing.status.chinese)\(why)", standing.count,
                standing.totals, to: &table)
        }
        return table.csv
    }

    private func addWhatCame(to table: inout ReportTable) {
        let record = view.record
        let facts = [
            ("batch", String(record.id)), ("file", record.file.name), ("sha256", record.file.digest.hex),
            ("account", record.account), ("batch_number", record.batchNumber ?? ""),
            ("policy", record.policy), ("by", record.by), ("state", record.state.rawValue),
        ]
        for (name, value) in facts { table.add(["section": "batch", "item": name, "details": value]) }
        table.add(["section": "batch", "item": "taken_at", "time": view.takenAt])
        table.add(["section": "batch", "item": "made", "time": made])
        for (name, count) in [
            ("records", record.records), ("rejected", record.rejected), ("warnings", record.warnings),
        ] {
            table.add(["section": "batch", "item": name, "count": String(count)])
        }
        Self.add("batch", "accepted", record.accepted, view.totals, to: &table)
    }

    /// A row for each currency; one without when there is no money.
    private static func add(
        _ section: String, _ item: String, _ count: Int, _ totals: [Money], to table: inout ReportTable
    ) {
        if totals.isEmpty { table.add(["section": section, "item": item, "count": String(count)]) }
        for (index, money) in totals.enumerated() {
            table.add([
                "section": section, "item": item, "count": index == 0 ? String(count) : "",
                "currency": money.currency.text, "amount": money.amountText,
            ])
        }
    }
}
