import ArgumentParser
import Bytes
import Operations
import Rules

struct SubmissionsPlan: Verb {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say for every waiting refund when it will leave, and why then; nothing is changed.",
        discussion: """
            A refund leaves with the first cut-off of its channel after it became ready, on a business day of the channel's calendar; exactly \
            at the cut-off is the next one. Limits are filled in order of refund_id. What waits for people or money has no time.
            """)

    @Option(help: ArgumentHelp("Only this channel's refunds.", valueName: "channel"))
    var channel: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let totals = try door.reading { workspace in
            let verb = PlanSubmissions(workspace: workspace)
            return door.isJSON ? try stream(verb, door.console) : try list(verb, door.console)
        }
        if !door.isJSON {
            for failure in totals.failures { try door.console.explain(failure) }
        }
        return totals.failures.first?.status ?? .done
    }

    /// Writes the array as the refunds come: there may be millions.
    private func stream(_ verb: PlanSubmissions, _ console: Console) throws -> PlanSubmissions.Totals {
        var isFirst = true
        var line: [UInt8] = []
        let totals = try verb.plan(channel: channel) { refund in
            line.removeAll(keepingCapacity: true)
            line += isFirst ? Array(#"{"plan":["#.utf8) : [UInt8(ascii: ",")]
            isFirst = false
            refund.json.append(to: &line)
            try console.put(line)
        }
        line = Array((isFirst ? #"{"plan":["# : "").utf8) + Array(#"],"totals":"#.utf8)
        totals.holds.json.append(to: &line)
        if let failure = totals.failures.first {
            line += Array(#","error":"#.utf8)
            failure.json.append(to: &line)
        }
        try console.put(line + Array("}\n".utf8))
        return totals
    }

    private func list(_ verb: PlanSubmissions, _ console: Console) throws -> PlanSubmissions.Totals {
        var table = StreamedTable(PlanText.columns, on: console)
        let totals = try verb.plan(channel: channel) { line in
            for row in PlanText.rows(line, on: console) { try table.add(row) }
        }
        try table.finish()
        let count = totals.holds.count
        try console.count(
            "\(Figures.count(count, "refund")) waiting", "\(Figures.grouped(count)) 笔退款等待中")
        if count > 0 { try PlanText.totals(totals.holds.sorted, on: console) }
        return totals
    }
}
