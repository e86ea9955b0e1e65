package import Bytes
package import Rules

extension FileRefusal {
    /// The refusal of a file whose bytes can't be read.
    package init(_ fault: ByteFault) {
        let code: RefusalCode =
            switch fault.kind {
            case .empty: .empty
            case .unreadable: .unreadable
            case .unsafe: .unsafe
            }
        let hasColumn = fault.line != nil && fault.column != nil
        let column = hasColumn ? fault.column.map { ", column \($0)" } ?? "" : ""
        let offset = fault.line == nil ? fault.offset.map { "byte \($0): " } ?? "" : ""
        let place = fault.line.map { "line \($0)\(column): " } ?? offset
        let chineseColumn = hasColumn ? fault.column.map { "第 \($0) 列" } ?? "" : ""
        let chineseOffset = fault.line == nil ? fault.offset.map { "字节 \($0)：" } ?? "" : ""
        let chinesePlace = fault.line.map { "第 \($0) 行\(chineseColumn)：" } ?? chineseOffset
        self.init(code, place + fault.message, chinesePlace + fault.chinese)
    }
}
