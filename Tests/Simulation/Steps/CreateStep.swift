import Operations

/// One refund by hand: a batch of one record (details 9).
struct CreateStep: Step {
    let request: CreateRefund.Request
    let by: String

    init(in world: World, _ chance: inout Chance) {
        var drawing = BatchDrawing(world: world, &chance)
        var fields = drawing.row()
        chance = drawing.chance
        if chance.once(in: 3) { RowSpoiling.spoil(&fields, world, &chance) }
        func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        request = CreateRefund.Request(
            account: drawing.account, paymentID: text("payment_id"),
            orderNumber: text("payment_id") == nil ? text("order_number") : nil,
            number: fields["refund_number"] ?? "", amount: text("refund_amount"),
            reason: text("refund_description"))
        by = chance.pick(Universe.people)
    }

    var told: String { "refunds create \(request) --by \(by)" }

    func play(in world: World) throws {
        let outcome = try world.writing(by: by) { try CreateRefund(workspace: $0).create(request) }
        let prediction = world.model.takeBatch(file, now: world.now)
        switch outcome {
        case .created(let view):
            try demand(
                view.id, is: prediction.accepted.first.map { world.model.refundID($0.value) } ?? "", "created"
            )
            world.tally.add("created")
        case .rejected(let codes, _):
            let expected = prediction.refusal ?? prediction.rejected.first?.value ?? "accepted"
            try demand(codes.joined(separator: " "), is: expected, "rejected by hand")
        }
    }

    private var file: BatchFile {
        var sheet = Sheet(kind: .refunds, columns: FieldNames.refunds)
        sheet.append([
            "refund_number": request.number, "payment_id": request.paymentID ?? "",
            "order_number": request.orderNumber ?? "", "refund_type": request.amount == nil ? "full" : "",
            "refund_amount": request.amount ?? "", "refund_description": request.reason ?? "",
        ])
        return BatchFile(
            name: "by hand", sheet: sheet,
            written: Envelope.Written(bytes: [], inflated: [], lines: [2]), account: request.account,
            by: by, isByHand: true)
    }
}
