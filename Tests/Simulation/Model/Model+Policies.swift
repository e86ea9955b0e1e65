extension Model {
    /// Rows are decided in file order as under accept-good, then the policy speaks (`decisions.md`, the batch).
    mutating func decide(
        _ file: BatchFile, account: String, _ content: ModelBatch.Content, now: Int64
    ) -> BatchPrediction {
        var answer = BatchPrediction(batch: batches.count + 1, records: file.sheet.rows.count)
        var trial = self
        trial.batches.append(
            ModelBatch(
                id: batches.count + 1, name: file.name, account: account,
                number: file.sheet.directive("batch_number"), by: file.by, at: now,
                records: file.sheet.rows.count, accepted: 0, warnings: 0,
                content: file.isByHand ? nil : content))
        for (row, line) in zip(file.sheet.rows, file.written.lines) {
            let asked = RowAsked(file.sheet, row)
            let codes = trial.codes(asked, account: account, now: now)
            if codes.isEmpty {
                trial.accept(asked, account: account, line: line, now: now, &answer)
            } else {
                answer.rejected[line] = codes.joined(separator: " ")
            }
        }
        if trial.rejectsAll(file, account, answer) {
            rejectAll(file, &answer)
            trial = withEmptyBatch(trial)
        }
        trial.fixReview(account, answer)
        self = trial
        cover(ofBatch: batches.count)
        return answer
    }

    private mutating func accept(
        _ row: RowAsked, account: String, line: Int, now: Int64, _ answer: inout BatchPrediction
    ) {
        guard let order = find(row, account).order, let amount = asked(row, order) else { return }
        let warnings = warnings(row, order, amount, now: now)
        let refund = ModelRefund(
            serial: refunds.count + 1, number: row.number, batch: batches.count, line: line, account: account,
            paymentID: order.paymentID, amount: amount, description: row.description, warnings: warnings,
            acceptedAt: now)
        refunds.append(refund)
        batches[batches.count - 1].accepted += 1
        answer.accepted[line] = refund.serial
        answer.totals[order.currency, default: 0] += amount
        if !warnings.isEmpty {
            batches[batches.count - 1].warnings += 1
            answer.warnings[line] = warnings.joined(separator: " ")
        }
    }

    /// Whether rejected rows take all the others with them.
    private func rejectsAll(_ file: BatchFile, _ account: String, _ answer: BatchPrediction) -> Bool {
        let settings = settings.account(account)
        switch settings.policy {
        case "all-or-nothing": return !answer.rejected.isEmpty
        case "tolerance":
            if answer.rejected.count * 100 > settings.toleratedRows * answer.records { return true }
            var all: [String: Int64] = [:]
            var lost: [String: Int64] = [:]
            for (row, line) in zip(file.sheet.rows, file.written.lines) {
                guard let (currency, amount) = readable(RowAsked(file.sheet, row), account) else { continue }
                all[currency, default: 0] += amount
                if answer.rejected[line] != nil { lost[currency, default: 0] += amount }
            }
            return all.contains { (lost[$0.key] ?? 0) * 100 > Int64(settings.toleratedMoney) * $0.value }
        default: return false
        }
    }

    /// A row's money as the shares count it: in the row's currency, else its order's; in millionths, for an amount with too many decimals can be read too.
    private func readable(_ row: RowAsked, _ account: String) -> (String, Int64)? {
        guard !row.isOutOfShape else { return nil }
        let order = find(row, account).order
        let isKnown = Currencies.decimals[row.currency] != nil
        guard let currency = isKnown ? row.currency : order?.currency else { return nil }
        if row.amount.isEmpty {
            let scale = 6 - (order.flatMap { Currencies.decimals[$0.currency] } ?? 0)
            let whole = row.isFull ? order?.amount : nil
            return whole.map { (currency, (0..<scale).reduce($0) { sum, _ in sum * 10 }) }
        }
        guard Cell.isNumber(row.amount), Cell.digitsBeforePoint(row.amount) <= 12 else { return nil }
        let cut = String(row.amount.dropLast(max(0, Cell.decimals(row.amount) - 6)))
        return Cell.units(cut, decimals: 6).map { (currency, $0) }
    }

    private func rejectAll(_ file: BatchFile, _ answer: inout BatchPrediction) {
        for line in file.written.lines where answer.rejected[line] == nil {
            answer.rejected[line] = "BATCH_REJECTED"
        }
        answer.accepted = [:]
        answer.warnings = [:]
        answer.totals = [:]
    }

    /// The batch stands, with nothing accepted: numbers and amounts are free.
    private func withEmptyBatch(_ trial: Model) -> Model {
        var model = self
        model.batches = trial.batches
        model.batches[model.batches.count - 1].accepted = 0
        model.batches[model.batches.count - 1].warnings = 0
        return model
    }
}
