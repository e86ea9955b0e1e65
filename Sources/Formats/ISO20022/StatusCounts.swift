import Refunds
import Rules

/// How many transactions a pain.002 says have which status (`NbOfTxsPerSts`), beside those that it lists.
struct StatusCounts {
    /// The pair that is being read.
    var status = ""
    var count: Int?
    private var said: [(status: String, count: Int)] = []
    private var listed: [(status: [UInt8], count: Int)] = []
    /// There are some twenty statuses; whatever more a file makes up isn't counted.
    private static let most = 64

    mutating func keep() {
        if let count, said.count < Self.most { said.append((status, count)) }
        status = ""
        count = nil
    }

    mutating func add(_ transaction: ISO20022Texts) {
        let status = transaction.bytes[transaction[.status].range]
        if let known = listed.firstIndex(where: { status.elementsEqual($0.status) }) {
            listed[known].count += 1
        } else if listed.count < Self.most {
            listed.append((Array(status), 1))
        }
    }

    private func found(_ status: String) -> Int {
        listed.first { $0.status.elementsEqual(status.utf8) }?.count ?? 0
    }

    /// Whether transactions are counted as rejected or not accepted yet that aren't listed as such.
    var hidesTrouble: Bool {
        said.contains { ["RJCT", "PDNG", "CANC", "BLCK"].contains($0.status) && $0.count > found($0.status) }
    }

    /// What isn't as it is said. Banks list all, or the rejected ones only; the level's own status needs no list.
    func faults(under level: String, line: Int) -> [BilingualText] {
        said.compactMap { status, count in
            let found = found(status)
            guard found != count, found > 0 || status == "RJCT", status != level else { return nil }
            let name = Printable.text(status)
            return BilingualText(
                "line \(line): the bank counts \(count) transactions as \(name) and lists \(found): ask it for the others",
                "第 \(line) 行：银行称 \(name) 有 \(count) 笔，列出 \(found) 笔：请向银行核实")
        }
    }
}
