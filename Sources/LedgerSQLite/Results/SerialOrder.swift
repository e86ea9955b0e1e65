/// Places in order of serial, those of one serial in their own order: so a b-tree is touched from left to right.
enum SerialOrder {
    static func of(_ count: Int, serial: (Int) -> Int64) -> [Int] {
        // Serials have ten digits and chunks few rows, so both fit one number, which sorts quickly.
        guard count < 1 << 24 else { return (0..<count).sorted { (serial($0), $0) < (serial($1), $1) } }
        return (0..<count).map { (serial($0) << 24, $0) }.map { $0.0 | Int64($0.1) }.sorted().map {
            Int($0 & 0xFF_FFFF)
        }
    }
}
