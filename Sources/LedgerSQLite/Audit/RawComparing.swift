import GRDBSQLite

extension RawStatement {
    /// Whether two rows' text columns hold the same bytes.
    func hasText(_ column: Int32, like other: Int32, of row: RawStatement) -> Bool {
        var ours: [UInt8] = []
        var theirs: [UInt8] = []
        _ = append(column, to: &ours)
        _ = row.append(other, to: &theirs)
        return ours == theirs
    }
}
