import Bytes
import Formats
import Home
import Refunds
import Rules

/// Tries what a channel that speaks ISO 20022 writes and reads: by its schemas, where it has some, and by answers made for the sample.
struct CheckISO20022 {
    let workspace: Workspace
    let channel: String
    let settings: ISO20022Settings

    func check(
        _ sample: String, _ header: SubmissionHeader, _ rows: [ISO20022Answer.Row],
        _ view: inout ChannelCheckView
    ) throws {
        if let shelf = SchemaShelf(workspace, channel: channel) {
            let fault = try reading(sample) { path, survey in
                try shelf.fault(settings.message.rawValue, in: TextSource(path: path, survey: survey)).map {
                    BilingualText("\($0.line.map { "line \($0): " } ?? "")\($0.words)", "\($0.words)")
                }
            }
            view.add(
                "the sample is valid by the schema of \(settings.message.rawValue)",
                "样例符合 \(settings.message.rawValue) 的 schema", fault: fault)
        }
        let answer = ISO20022Answer(settings, of: header)
        let report = answer.statusReport(rows)
        let paid = settings.paid.isEmpty ? "pending" : "success"
        view.add(
            "a pain.002 made for it is read: \(paid), failed", "读取为其生成的 pain.002：\(paid)、failed",
            fault: try readBack(report, rows, header, paid: paid))
        view.answer = report
        guard settings.statements else { return }
        let notification = answer.notification(rows)
        view.add(
            "a camt.054 made for it is read: success, failed", "读取为其生成的 camt.054：success、failed",
            fault: try readBack(notification, rows, header, paid: "success"))
        view.answer = report + notification
    }

    private func readBack(
        _ text: String, _ rows: [ISO20022Answer.Row], _ header: SubmissionHeader, paid: String
    ) throws -> BilingualText? {
        let expected = rows.map { "\(workspace.refundID($0.serial)) \($0.isPaid ? paid : "failed")" }
        return try reading(text) { path, survey in
            var sent = SentRefunds(currency: header.currency, exponent: header.exponent)
            sent.serials = rows.map(\.serial)
            sent.amounts = rows.map(\.amount)
            let reader = ResultFileReader(
                try ISO20022ResultFile(
                    path: path, survey: survey, limits: Intake(workspace: workspace).limits,
                    settings: settings, homeNumber: header.homeNumber, refunds: { [sent] _ in sent }))
            var found: [String] = []
            var chunk = ResultRecordChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: 100)
                found += chunk.records.map { "\(chunk.bytes.text($0.refundID)) \($0.result)" }
            }
            if let refusal = reader.file.refusal { throw refusal }
            return found == expected
                ? nil
                : BilingualText(
                    "read as \(found.joined(separator: ", "))", "读到的为 \(found.joined(separator: "、"))")
        }
    }

    private func reading(
        _ text: String, _ body: (_ path: String, _ survey: Survey) throws -> BilingualText?
    ) throws -> BilingualText? {
        try SampleFile(workspace: workspace).reading(Array(text.utf8), nil, body)
    }
}
