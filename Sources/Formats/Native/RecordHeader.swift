import Bytes
import Refunds
import Rules

/// Which cell of a record holds which column of the layout.
package struct RecordHeader: Sendable {
    /// CSV: the header's cells as they were written. XML: the layout's names.
    package let cells: [String]
    /// By slot: the cell, or -1 where the file has no such column.
    package let places: [Int]
    package let isXML: Bool
    /// Unknown columns, as they were written.
    package let unknown: [String]

    package func has(_ name: String, in layout: NativeLayout) -> Bool {
        layout.slots[name].map { places[$0] >= 0 } ?? false
    }

    init(xml layout: NativeLayout) {
        cells = layout.columns.map(\.name)
        places = Array(layout.columns.indices)
        isXML = true
        unknown = []
    }

    /// Reads a CSV's header cells. What makes the file FILE_INCOMPLETE is answered beside it, so that the rest is still read.
    static func read(
        _ cells: [String], layout: NativeLayout, line: Int
    ) -> (header: RecordHeader, refusal: FileRefusal?) {
        let slots = layout.slots
        var places = Array(repeating: -1, count: layout.columns.count)
        var unknown: [String] = []
        var seen: Set<String> = []
        var refusal: FileRefusal?
        for (index, cell) in cells.enumerated() {
            let name = normalized(cell)
            let slot = slots[name]
            let isTwice = slot.map { places[$0] >= 0 } ?? (!name.isEmpty && seen.contains(name))
            if isTwice {
                refusal = refusal ?? twice(cell, line: line)
            }
            let isNew = seen.insert(name).inserted
            if let slot {
                places[slot] = index
            } else if !name.isEmpty, !NativeLayout.added.contains(name), isNew {
                unknown.append(cell)
                if layout.isSuspect(name) { refusal = refusal ?? misspelt(cell, layout: layout, line: line) }
            }
        }
        let header = RecordHeader(cells: cells, places: places, isXML: false, unknown: unknown)
        return (header, refusal ?? header.incomplete(layout, line: line))
    }

    private init(cells: [String], places: [Int], isXML: Bool, unknown: [String]) {
        self.cells = cells
        self.places = places
        self.isXML = isXML
        self.unknown = unknown
    }

    /// A header cell as names are compared: without case, surrounding blanks and guards.
    static func normalized(_ cell: String) -> String {
        let bytes = Array(cell.lowercased().utf8)
        return bytes.text(FieldText.plain(bytes.span, ByteRange(0, bytes.count)))
    }

    private static func twice(_ cell: String, line: Int) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line, "the column \(cell) stands twice: remove one", "列 \(cell) 出现两次：请删除其中一列")
    }

    static func misspelt(_ name: String, layout: NativeLayout, line: Int) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line,
            "\(name) is no field of a \(layout.name): correct its name or remove it",
            "\(name) 不是该文件的字段：请更正名称或删除")
    }

    /// What required columns are missing.
    private func incomplete(_ layout: NativeLayout, line: Int) -> FileRefusal? {
        var missing = layout.columns.indices
            .filter { layout.columns[$0].isRequired && places[$0] < 0 }
            .map { layout.columns[$0].name }
        if layout.root == NativeLayout.refundBatch.root {
            if !has("payment_id", in: layout), !has("order_number", in: layout) {
                missing.append("payment_id or order_number")
            }
            if !has("refund_amount", in: layout), !has("refund_type", in: layout) {
                missing.append("refund_amount or refund_type")
            }
        }
        guard !missing.isEmpty else { return nil }
        let names = missing.joined(separator: ", ")
        return FileRefusal(
            .incomplete, line: line, "the header lacks \(names): add what is missing", "表头缺少 \(names)：请补上")
    }
}

extension NativeLayout {
    /// Whether an unknown name looks like a misspelt field of this layout.
    func isSuspect(_ name: String) -> Bool { suspectPrefixes.contains { name.hasPrefix($0) } }
}
