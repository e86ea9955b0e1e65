import ArgumentParser
import Bytes
import Ledger
import Operations

struct RefundsFind: Verb {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find refunds; every condition given must hold.",
        discussion: """
              refundry refunds find --account 995378 --status pending
              refundry refunds find --query-number 74537604221431003300083 --json
            """)

    @OptionGroup var conditions: RefundConditions
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let filter = try conditions.filter()
        try door.reading { workspace in
            let verb = FindRefunds(workspace: workspace)
            if door.isJSON {
                try stream(verb, filter, door.console)
            } else {
                try list(verb, filter, door.console)
            }
        }
        return .done
    }

    /// Writes the array as the refunds come: there may be millions.
    private func stream(_ verb: FindRefunds, _ filter: RefundFilter, _ console: Console) throws {
        try console.put(Array(#"{"refunds":["#.utf8))
        var isFirst = true
        var line: [UInt8] = []
        try verb.find(filter) { refund in
            line.removeAll(keepingCapacity: true)
            if !isFirst { line.append(UInt8(ascii: ",")) }
            isFirst = false
            refund.json.append(to: &line)
            try console.put(line)
        }
        try console.put(Array("]}\n".utf8))
    }

    private func list(_ verb: FindRefunds, _ filter: RefundFilter, _ console: Console) throws {
        var table = StreamedTable(RefundText.columns, on: console)
        try verb.find(filter) { try table.add(RefundText.row($0, on: console)) }
        try table.finish()
        try console.count(
            Figures.count(table.count, "refund"), "\(Figures.grouped(table.count)) 笔退款")
    }
}
