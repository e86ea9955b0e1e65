import Bytes
import Formats
import Ledger
import Refunds

extension DailyAnswer {
    /// One table, its parts told apart by `section` (details 31).
    package var csv: [UInt8] {
        var table = ReportTable([
            .init("section", "部分"), .init("item", "项目"), .init("account", "账户号"), .init("channel", "通道"),
            .init("currency", "币种"), .init("tie", "口径"), .init("left", "左"), .init("right", "右"),
            .init("difference", "差额"), .init("count", "笔数"), .init("amount", "金额"), .init("time", "时间"),
            .init("sha256", "摘要"), .init("details", "说明"),
        ])
        addHead(to: &table)
        addUnsentSuccesses(to: &table)
        for text in attention { table.add(["section": "attention", "details": text]) }
        addTies(to: &table)
        addFiles(to: &table)
        addJournal(to: &table)
        return table.csv
    }

    private func addHead(to table: inout ReportTable) {
        table.add(["section": "day", "item": "date", "details": date])
        table.add(["section": "day", "item": "ties", "details": ties ? "yes" : "no"])
        table.add(["section": "day", "item": "cohort as of", "time": cohortAsOf])
        table.add(["section": "day", "item": "flow as of", "time": flowAsOf])
    }

    private func addUnsentSuccesses(to table: inout ReportTable) {
        for success in unsentSuccesses {
            table.add([
                "section": "unsent success", "item": success.code, "account": success.account ?? "",
                "currency": success.currency ?? "", "amount": success.amount ?? "",
                "details": [
                    "exception \(success.exception)", "refund \(success.refundID ?? "?")",
                    "\(success.file ?? "?") line \(success.line ?? 0)",
                ].joined(separator: ", "),
            ])
        }
    }

    private func addTies(to table: inout ReportTable) {
        for line in lines {
            table.add([
                "section": "tie", "item": line.line, "account": line.lane?.account ?? "",
                "channel": line.lane?.channel ?? "", "currency": line.lane?.currency.text ?? "",
                "tie": line.tie, "left": line.left, "right": line.right, "difference": line.difference,
                "details": line.refunds.joined(separator: " "),
            ])
        }
        for figure in figures {
            table.add([
                "section": "figure", "item": figure.name, "account": figure.lane.account,
                "channel": figure.lane.channel, "currency": figure.lane.currency.text, "tie": figure.tie,
                "count": String(figure.count), "amount": figure.amount,
            ])
        }
    }

    private func addFiles(to table: inout ReportTable) {
        for file in files {
            table.add([
                "section": file.isOut ? "file out" : "file in", "item": file.name,
                "count": String(file.records),
                "time": file.at, "sha256": file.digest ?? "", "details": "\(file.kind): \(file.outcome)",
            ])
        }
        for original in cardOriginals {
            table.add([
                "section": "card number", "item": original.file, "sha256": original.digest,
                "details": "batch \(original.batch): the original in archive/ holds a card number",
            ])
        }
    }

    private func addJournal(to table: inout ReportTable) {
        for drill in drills {
            table.add([
                "section": "under --now", "item": "entry \(drill.entry): \(drill.kind)", "time": drill.at,
                "details": "by \(drill.by), the machine's time was \(drill.machineTime)",
            ])
        }
        table.add([
            "section": "journal", "item": "head", "count": head.map { String($0.number) } ?? "0",
            "sha256": head?.digest.hex ?? "",
        ])
    }
}
