package import Bytes
package import Refunds
package import Rules

/// A record of a balance file, well formed but not compared with anything.
package struct BalanceRow: Sendable {
    package var line: Int
    package var account: String
    package var currency: CurrencyCode
    package var amount: WrittenAmount
    package var asOf: WrittenTime
}

/// Reads a balance file in the native layout, CSV or XML. It is taken whole or not at all: the first record that can't be read
/// is the file's refusal.
package final class NativeBalanceReader {
    package let file: RecordFile
    /// Count of the records, totals of their balances.
    package private(set) var controls = ControlSums()
    /// What is wrong with the first bad record, while the rest is still read.
    package private(set) var fault: FileRefusal?
    private let parser: BalanceRowParser
    private var chunk = RecordChunk()

    package init(path: String, survey: Survey, limits: ReadingLimits) throws {
        file = try RecordFile(path: path, survey: survey, limits: limits, layout: .funds)
        parser = BalanceRowParser(cells: RecordCells(header: file.header), columns: file.layout.columns)
    }

    /// Appends the next records. False when the end has been reached.
    package func read(into rows: inout [BalanceRow], atMost: Int) throws -> Bool {
        chunk.removeAll()
        let goesOn = try file.read(into: &chunk, atMost: atMost)
        for record in chunk.records {
            controls.add(
                amount: parser.plain(in: chunk, 2, record), currency: parser.plain(in: chunk, 1, record),
                in: chunk.bytes.span)
            guard fault == nil else { continue }
            switch parser.parse(record, in: chunk) {
            case .success(let row): rows.append(row)
            case .failure(let refusal): fault = refusal
            }
        }
        return goesOn
    }
}

/// Makes balance rows of a file's records.
private struct BalanceRowParser {
    let cells: RecordCells
    let columns: [NativeColumn]

    func plain(in chunk: RecordChunk, _ slot: Int, _ record: RecordEntry) -> ByteRange {
        FieldText.plain(chunk.bytes.span, cells.range(slot, of: record, in: chunk))
    }

    func parse(_ record: RecordEntry, in chunk: RecordChunk) -> Result<BalanceRow, FileRefusal> {
        if let damage = damage(record, in: chunk) { return .failure(damage) }
        let bytes = chunk.bytes.span
        let account = FieldText.identifier(bytes, cells.range(0, of: record, in: chunk))
        guard !account.isEmpty, account.count <= 32, !FieldText.isDamaged(bytes, account),
            FieldText.consists(bytes, account, of: .name)
        else {
            return bad(in: chunk, record, 0, account, "write the account's number as text", "请以文本形式填写账户号")
        }
        let currency = plain(in: chunk, 1, record)
        guard let code = CurrencyCode(bytes.extracting(currency.range)),
            CurrencyTable.exponent(of: code) != nil
        else {
            return bad(
                in: chunk, record, 1, currency, "write an active code of ISO 4217", "请填写有效的 ISO 4217 币种代码")
        }
        let amount = plain(in: chunk, 2, record)
        guard let written = WrittenAmount(bytes.extracting(amount.range), allowingZero: true) else {
            return bad(
                in: chunk, record, 2, amount, "write digits with at most one point, 0 or more",
                "请填写数字，最多一个小数点，不小于 0")
        }
        let time = plain(in: chunk, 3, record)
        guard let asOf = WrittenTime(bytes.extracting(time.range)) else {
            return bad(
                in: chunk, record, 3, time, "write a time such as 2026-10-08T08:00:00+08:00",
                "请填写时间，例如 2026-10-08T08:00:00+08:00")
        }
        return .success(
            BalanceRow(
                line: record.line, account: chunk.bytes.text(account), currency: code, amount: written,
                asOf: asOf))
    }

    private func damage(_ record: RecordEntry, in chunk: RecordChunk) -> FileRefusal? {
        if cells.isShifted(record, in: chunk) {
            return FileRefusal(
                .incomplete, line: record.line,
                "a cell stands beyond the header, behind a thousands separator perhaps: correct the row; nothing was changed",
                "有单元格超出表头（例如金额含千位分隔符）：请更正该行；未作任何更改")
        }
        if cells.isHeader(record, in: chunk) {
            return FileRefusal(
                .incomplete, line: record.line,
                "the header stands here again: remove it; nothing was changed",
                "此处再次出现表头：请删除；未作任何更改")
        }
        guard !record.flags.isDisjoint(with: [.repeatedField, .nestedField]) else { return nil }
        return FileRefusal(
            .incomplete, line: record.line,
            "a field stands twice or holds elements of its own: correct the record; nothing was changed",
            "字段重复或含有子元素：请更正该记录；未作任何更改")
    }

    private func bad(
        in chunk: RecordChunk, _ record: RecordEntry, _ slot: Int, _ range: ByteRange, _ english: String,
        _ chinese: String
    )
        -> Result<BalanceRow, FileRefusal>
    {
        let name = columns[slot].name
        let text = chunk.bytes.text(range)
        let (what, chineseWhat) =
            text.isEmpty ? ("\(name) is empty", "\(name) 为空") : ("\(name) is \(text)", "\(name) 为 \(text)")
        return .failure(
            FileRefusal(
                .incomplete, line: record.line, "\(what): \(english); nothing was changed",
                "\(chineseWhat)：\(chinese)；未作任何更改"))
    }
}
