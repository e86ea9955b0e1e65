/// Canary by place: where each may stand, and why (`reliability.md`; `files.md` says what is kept).
///
/// A card number stands nowhere but in what somebody is found or paid by: those keys are kept exactly, for a masked refund number would be
/// taken for another one, and a masked account would be paid. What can't be recognised (passwords, tokens, bank accounts) stands only in
/// the fields that `files.md` keeps, and in the rows that go back to whoever sent them.
enum CanaryTable {
    static let all: [Canary] = (cards + secrets).enumerated().map { place, row in
        Canary(row.key, row.kind, place: place, row.mayStand, row.why)
    }

    private struct Row {
        let key: String
        let kind: Canary.Kind
        let mayStand: Set<Canary.Area>
        let why: String
    }

    private static func card(_ key: String, _ mayStand: Set<Canary.Area> = [], _ why: String = "") -> Row {
        Row(key: key, kind: .card, mayStand: mayStand, why: why)
    }

    private static func secret(_ key: String, _ mayStand: Set<Canary.Area> = [], _ why: String = "") -> Row {
        Row(key: key, kind: .secret, mayStand: mayStand, why: why)
    }

    private static let found = "an order is found by it"
    private static let returned = "the row goes back to be corrected, its key unchanged"

    private static let cards =
        orderCards + batchCards + resultCards
        + [
            "name.orders", "name.batch", "name.result", "name.refused", "name.dropped", "name.waiting",
            "name.stranger", "name.missing", "config.comment", "config.key",
            "config.value", "config.wrong", "config.broken", "person.by", "person.note", "person.why",
            "person.reason", "person.word", "person.date", "environment",
        ].map { card($0) } + [
            card("tampered.archive", [.names], "somebody put it there"),
            card("tampered.outbox", [.names], "somebody put it there"),
            card("tampered.ledger", [.ledger], "somebody wrote it there"),
        ]

    private static let orderCards = [
        card("orders.order_number", [.ledger, .answers, .reports], found),
        card("orders.acquirer_reference", [.ledger, .answers], "the acquirer finds the payment by it"),
        card("orders.payment_method"),
        card("orders.creditor_name", [.ledger], "kept as the order says it, shown masked"),
        card("orders.creditor_account", [.ledger], "money is paid there; shown masked"),
        card("orders.unknown"), card("orders.header"), card("orders.directive"), card("orders.amount"),
        card("orders.currency"), card("orders.status"), card("orders.time"), card("orders.channel_name"),
        card("orders.beyond"), card("orders.rejected_unknown"),
        card("orders.rejected_number", [.rejected], returned),
        card("orders.rejected_account", [.rejected], "an account that is corrected must not be masked"),
        card("orders.headless"), card("orders.broken"), card("orders.xml_comment"),
        card("orders.xml_attribute"),
        card("orders.xml_unknown"), card("orders.xml_element"), card("orders.xml_root"),
        card("orders.xml_broken"),
        card("orders.xml_instruction"), card("orders.utf16"),
    ]

    private static let batchCards = [
        card("batch.refund_number", [.ledger, .answers, .reports], "the merchant's key of the refund"),
        card("batch.rejected_number", [.rejected], returned),
        card("batch.order_number", [.rejected], returned),
        card("batch.batch_number", [.ledger, .answers], "the batch's key; messages mask it"),
        card("batch.description"), card("batch.amount"), card("batch.currency"), card("batch.type"),
        card("batch.unknown"),
        card("batch.rejected_unknown"), card("batch.header"), card("batch.directive"), card("batch.beyond"),
        card("batch.key"), card("batch.account"), card("batch.count"), card("batch.total"),
        card("batch.twice"), card("batch.misspelt"), card("batch.conflict"), card("batch.broken"),
        card("batch.trailer"), card("batch.xml_comment"), card("batch.xml_attribute"),
        card("batch.xml_unknown"), card("batch.xml_cdata"),
    ]

    private static let resultCards = [
        card("results.reason"), card("results.reason_code"), card("results.result"), card("results.amount"),
        card("results.currency"), card("results.processed_at"), card("results.unknown"),
        card("results.directive"),
        card("results.bank_reference", [.ledger, .answers], "the bank finds the refund by it"),
        card("results.query_number", [.ledger, .answers], "the cardholder's bank finds the refund by it"),
        card("results.refund_id"), card("results.submission"), card("results.xml_comment"),
        card("results.late_reason"),
    ]

    private static let secrets = [
        secret("orders.secret_name", [.ledger, .answers], "creditor_name: kept, shown by orders show"),
        secret("orders.secret_account", [.ledger, .answers], "creditor_account: kept, shown by orders show"),
        secret("orders.secret_agent", [.ledger, .answers], "creditor_agent: kept, shown by orders show"),
        secret("orders.secret_unknown"),
        secret("orders.secret_rejected", [.rejected], "the row goes back as it was written"),
        secret("orders.secret_long_account", [.rejected], "the row goes back; no message tells it"),
        secret("orders.secret_headless"), secret("orders.secret_broken"), secret("orders.secret_comment"),
        secret("orders.secret_attribute"), secret("orders.secret_element"), secret("batch.secret_unknown"),
        secret("batch.secret_rejected", [.rejected], "the row goes back as it was written"),
        secret("batch.secret_directive"), secret("batch.secret_comment"), secret("batch.secret_broken"),
        secret("batch.secret_attribute"),
        secret("batch.secret_description", [.ledger, .outbox], "refund_description: kept, and sent"),
        secret("results.secret_unknown"), secret("results.secret_directive"),
        secret("results.secret_comment"),
        secret(
            "results.secret_reason", [.ledger, .answers], "the bank's words, kept as they are"),
        secret("config.secret_comment"), secret("config.secret_value"), secret("config.secret_wrong"),
        secret("config.secret_broken"), secret("environment.secret"),
        secret("person.secret_note", [.ledger, .answers], "why a refund failed: kept, and shown"),
    ]
}
