/// Draws a bank's result files: what fits, and what doesn't.
struct ResultDrawing {
    let world: World
    var chance: Chance
    /// The channel that the command line names.
    private(set) var given: String?

    init(world: World, _ chance: inout Chance) {
        self.world = world
        self.chance = chance
    }

    mutating func sheet() -> Sheet {
        let optional = FieldNames.results.dropFirst(2).filter { _ in !chance.once(in: 12) }
        var sheet = Sheet(kind: .results, columns: chance.shuffled(["refund_id", "result"] + optional))
        let model = world.model
        let submission = chance.pickAny(model.submissions)
        let sent = model.refunds.filter { $0.submission != nil }
        let mine = submission.map { one in one.refunds.map { model.refunds[$0 - 1] } } ?? []
        for _ in 0..<(chance.once(in: 30) ? 0 : chance.number(1...5)) {
            let among =
                chance.once(in: 8) ? model.refunds : (mine.isEmpty || chance.once(in: 6) ? sent : mine)
            let answered = chance.once(in: 3) ? sent.filter(\.isAnswered) : []
            sheet.append(
                record(about: chance.pickAny(answered) ?? chance.pickAny(among) ?? chance.pick(model.refunds))
            )
        }
        if chance.once(in: 2), let refund = chance.pickAny(sent) { sheet.append(contrary(to: refund)) }
        if chance.once(in: 3) {
            sheet.set("submission_id", chance.once(in: 8) ? "77" : String(submission?.id ?? 1))
        }
        given =
            chance.once(in: 3)
            ? (chance.once(in: 3) ? chance.pick(Universe.channels) : submission?.channel) : nil
        if let channel = submission?.channel, model.settings.channel(channel).declared != nil,
            !chance.once(in: 3)
        {
            given = channel
        }
        declare(&sheet)
        if chance.once(in: 60) { sheet.columns = sheet.columns.map { $0 == "refund_id" ? "id" : $0 } }
        return sheet
    }

    private mutating func record(about refund: ModelRefund) -> [String: String] {
        let lane = world.model.lane(refund)
        var fields = ["refund_id": world.model.refundID(refund.serial)]
        fields["result"] = chance.pick(["success", "success", "success", "failed", "pending"])
        if fields["result"] == "success" || chance.once(in: 4) {
            fields["refund_amount"] = Currencies.text(refund.amount, lane.currency)
            fields["refund_currency"] = chance.once(in: 10) ? lane.currency.lowercased() : lane.currency
        }
        if fields["result"] == "success" || fields["refund_amount"] != nil, chance.once(in: 10) {
            let other = chance.once(in: 2) ? refund.amount + 1 : max(1, refund.amount / 2)
            fields["refund_amount"] = Currencies.text(other, lane.currency)
        }
        if fields["result"] == "failed" {
            fields["reason_code"] = "AC04"
            fields["reason"] = chance.pick(["account closed", "账户已销户"])
        } else if chance.once(in: 3) {
            fields["query_number"] = "7453760528500000\(chance.number(1...3))"
        }
        if chance.once(in: 4) { fields["bank_reference"] = "B-\(chance.number(1...9))" }
        if chance.once(in: 5) { fields["processed_at"] = Clock.text(world.now) }
        if chance.once(in: 6) { spoil(&fields) }
        return fields
    }

    /// What can't be true if the refund stands as it does.
    private mutating func contrary(to refund: ModelRefund) -> [String: String] {
        let currency = world.model.lane(refund).currency
        let other = chance.once(in: 2) ? refund.amount + 1 : max(1, refund.amount / 2)
        var fields = ["refund_id": world.model.refundID(refund.serial), "result": "success"]
        fields["refund_amount"] = Currencies.text(refund.amount, currency)
        fields["refund_currency"] = currency
        switch refund.status {
        case .pending, .failed: break
        case .submitted: fields["refund_amount"] = Currencies.text(other, currency)
        case .succeeded:
            if chance.once(in: 2) {
                fields["query_number"] = "OTHER-\(chance.number(1...3))"
            } else {
                fields["result"] = "failed"
                fields["reason"] = "account closed"
            }
        }
        return fields
    }

    private mutating func spoil(_ fields: inout [String: String]) {
        let id = fields["refund_id"] ?? ""
        let damaged = String(id.dropLast()) + "\(((id.last?.wholeNumberValue ?? 0) + 1) % 10)"
        let faults: [(String, String)] = [
            ("refund_id", ""), ("refund_id", damaged), ("refund_id", "4.17E+13"), ("refund_id", "hello"),
            ("result", ""), ("result", "maybe"), ("refund_amount", "0.01"), ("refund_amount", "1.00000"),
            ("refund_amount", ""), ("refund_currency", chance.pick(Universe.currencies)),
            ("refund_currency", ""),
            ("refund_currency", "XXX"), ("result", ""), ("query_number", "7.4E+22"),
            ("query_number", "OTHER"),
        ]
        let (name, value) = chance.pick(faults)
        fields[name] = value
    }

    private mutating func declare(_ sheet: inout Sheet) {
        if chance.once(in: 3) {
            sheet.set(
                "count", String(sheet.rows.count + (chance.once(in: 12) ? 1 : 0)),
                isTrailing: chance.once(in: 2))
        }
        guard chance.once(in: 5), sheet.columns.contains("refund_amount"),
            sheet.columns.contains("refund_currency")
        else { return }
        let currency = chance.pick(Universe.currencies)
        let sum = sheet.rows.filter { row in
            sheet.text("result", row) == "success"
                && sheet.text("refund_currency", row).uppercased() == currency
        }.reduce(Int64(0)) { $0 + (Cell.units(sheet.text("refund_amount", $1), decimals: 6) ?? 0) / 1000 }
        sheet.set("total.\(currency)", Currencies.text(sum + (chance.once(in: 8) ? 1 : 0), "KWD"))
    }
}
