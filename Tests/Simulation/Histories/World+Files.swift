import Home
import Ledger
import LedgerSQLite
import Operations
import Refunds
import Rules

extension World {
    /// Brings a file in by its verb, and compares what is told of it with what the model tells.
    func take(_ file: SentFile) throws {
        let path = "\(scratch.path)/\(file.name)"
        try Scratch.write(file.written.bytes, to: path)
        sent.append(file)
        let incoming = IncomingFile(path: path)
        switch file.sheet.kind {
        case .orders:
            let answer = try writing(by: file.by) { try ImportOrders(workspace: $0).take(incoming) }
            try compare(answer, with: predictOrders(file))
        case .refunds:
            let answer = try writing(by: file.by) {
                try ImportBatch(workspace: $0).take(incoming, account: file.account)
            }
            try compare(answer, with: predictBatch(file))
        case .results:
            let answer = try writing(by: file.by) {
                try ImportResults(workspace: $0).take(incoming, channel: file.channel)
            }
            try compare(answer, with: predictResults(file))
        }
    }

    func predictOrders(_ file: SentFile) -> OrdersPrediction {
        model.takeOrders(file.sheet, lines: file.written.lines, damage: file.damage)
    }

    func predictBatch(_ file: SentFile) -> BatchPrediction { model.takeBatch(Self.batch(file), now: now) }

    func predictResults(_ file: SentFile) -> ResultsPrediction {
        if !file.envelope.layout.isNative {
            tally.add("answers-by-\(file.envelope.layout.rawValue)", file.sheet.rows.count)
        }
        return model.takeResults(
            file.sheet, file.written, damage: file.damage, channel: file.channel, now: now)
    }

    static func batch(_ file: SentFile) -> BatchFile {
        BatchFile(
            name: file.name, sheet: file.sheet, written: file.written, damage: file.damage,
            account: file.account, by: file.by)
    }

    // MARK: - What is told

    func compare(_ answer: OrdersAnswer, with model: OrdersPrediction) throws {
        try demand(answer.refusal?.code.rawValue, is: model.refusal, "refusal of \(answer.file)")
        if let refusal = model.refusal { return tally.add("refusal \(refusal)") }
        try demand(
            [answer.records, answer.inserted, answer.updated, answer.unchanged, answer.rejected],
            is: [model.records, model.inserted, model.updated, model.unchanged, model.rejected.count],
            "\(answer.file): records, inserted, updated, unchanged, rejected")
        try demand(
            try codes(in: answer.reports), is: model.rejected, "\(answer.file): codes by line in rejected.csv"
        )
        tally.add("order-rows", model.records)
        for codes in model.rejected.values { tally.add("order", words: codes) }
    }

    func compare(_ answer: BatchAnswer, with model: BatchPrediction, kept: Bool = true) throws {
        try demand(answer.refusal?.code.rawValue, is: model.refusal, "refusal of \(answer.file)")
        if let refusal = model.refusal { return tally.add("refusal \(refusal)") }
        try demand(
            [answer.records, answer.accepted, answer.rejected, answer.warnings],
            is: [model.records, model.accepted.count, model.rejected.count, model.warnings.count],
            "\(answer.file): records, accepted, rejected, warnings")
        try demand(
            answer.accepted + answer.rejected, is: answer.records, "\(answer.file): records accounted for")
        try demand(Self.money(answer.totals), is: model.totals, "\(answer.file): accepted money")
        let figures = Dictionary(uniqueKeysWithValues: answer.codes.map { ($0.code.rawValue, $0.rows) })
        let words = model.rejected.values.flatMap { $0.split(separator: " ").map(String.init) }
        try demand(
            figures, is: words.reduce(into: [:]) { $0[$1, default: 0] += 1 }, "\(answer.file): rows by code")
        guard kept else { return }
        try demand(answer.batch, is: model.batch, "\(answer.file): batch")
        try demand(
            try codes(in: answer.reports), is: model.rejected, "\(answer.file): codes by line in rejected.csv"
        )
        try compareAccepted(answer, with: model)
        tally.add("rows", model.records)
        for codes in model.rejected.values { tally.add("row", words: codes) }
        for warnings in model.warnings.values { tally.add("row", words: warnings) }
    }

    /// `accepted.csv` against the model: refund_id and warnings by line.
    private func compareAccepted(_ answer: BatchAnswer, with model: BatchPrediction) throws {
        let rows = Grid.rows(try Scratch.text(home.absolute("\(answer.reports ?? "")/accepted.csv")))
            .dropFirst()
        var written: [Int: [String]] = [:]
        for row in rows { written[Int(row[0]) ?? 0] = [row[1], row[7]] }
        let expected = model.accepted.map { line, serial in
            (line, [self.model.refundID(serial), model.warnings[line] ?? ""])
        }
        try demand(
            written, is: Dictionary(uniqueKeysWithValues: expected),
            "\(answer.file): refund_id, warnings in accepted.csv")
    }

    func compare(_ answer: ResultAnswer, with model: ResultsPrediction) throws {
        try demand(answer.refusal?.code.rawValue, is: model.refusal, "refusal of \(answer.file)")
        if let refusal = model.refusal { return tally.add("refusal \(refusal)") }
        let counts = answer.counts
        let opened = try ledger.read { try $0.exceptions(openOnly: false) }.filter {
            $0.fileName == answer.file
        }
        let told = opened.map { "\($0.line ?? 0) \($0.code.rawValue)" }
        try demand(answer.isAlreadyKnown, is: model.isAlreadyKnown, "\(answer.file): already known")
        try demand(
            [counts.records, counts.applied, counts.alreadyKnown, counts.exceptions],
            is: [model.records, model.applied, model.alreadyKnown, model.exceptions.count],
            "\(answer.file): records, applied, already known, exceptions (\(told), \(model.exceptions))")
        try demand(
            counts.applied + counts.alreadyKnown + counts.exceptions, is: counts.records,
            "\(answer.file): records accounted for")
        tally.add("results", model.records)
        if model.isAlreadyKnown { tally.add("known-result-files") }
        let listed = try opened.filter(\.listsRefunds).map { one in
            try ledger.read { try $0.refunds(listedBy: one.id).count }
        }
        try demand(listed, is: model.gathered > 0 ? [model.gathered] : [], "\(answer.file): refunds listed")
        if model.gathered > 0 { tally.add("one exception for many", model.gathered) }
        for code in model.exceptions { tally.add("exception \(code)") }
    }

    static func money(_ totals: [Money]) -> [String: Int64] {
        Dictionary(uniqueKeysWithValues: totals.map { ($0.currency.text, $0.minor) })
    }

    /// Codes by line, as a `rejected.csv` tells them.
    private func codes(in reports: String?) throws -> [Int: String] {
        guard let reports else { return [:] }
        let rows = Grid.rows(try Scratch.text(home.absolute("\(reports)/rejected.csv")))
        guard let header = rows.first, let line = header.firstIndex(of: "line"),
            let codes = header.firstIndex(of: "codes")
        else { throw Mismatch("\(reports)/rejected.csv has no line or no codes") }
        var found: [Int: String] = [:]
        for row in rows.dropFirst() { found[Int(row[line]) ?? 0] = row[codes] }
        return found
    }
}
