import Formats

/// A success counts only with the amount that was paid: where rows have none, each of them would be an exception. The currency may be left out, being the
/// refund's own then.
struct SuccessSoundness {
    let part: ReadingPart

    func demand() throws(HomeFailure) {
        let fields = Dictionary(
            part.fields.map { ($0.name, $0.field) }, uniquingKeysWith: { first, _ in first })
        guard let result = fields["result"], fields["refund_amount"] == nil else { return }
        let meansSuccess =
            result.words.isEmpty || result.words.contains { $0.ours.elementsEqual("success".utf8) }
        guard meansSuccess else { return }
        let node = try part.node("fields")
        throw node.fail(
            "\(node.name) has a result that may be success, but no refund_amount, and without what was paid no success counts; add refund_amount",
            "\(node.name) 中的 result 可能为 success，但没有 refund_amount，而成功须附实际退款金额才能确认；请补上 refund_amount")
    }
}
