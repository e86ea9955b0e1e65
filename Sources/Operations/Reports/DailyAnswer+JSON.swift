package import Bytes
import Ledger
import Refunds

extension DailyAnswer {
    package var json: JSON {
        .object([
            ("date", .string(date)), ("ties", .bool(ties)),
            ("as_of", .object([("cohort", .string(cohortAsOf)), ("flow", .string(flowAsOf))])),
            ("unsent_successes", .array(unsentSuccesses.map(\.json))), ("lines", .array(lines.map(\.json))),
            ("figures", .array(figures.map(\.json))), ("files", .array(files.map(\.json))),
            (
                "journal",
                .object([("entry", JSON(head?.number)), ("digest", JSON(head?.digest.hex))])
            ),
            ("drills", .array(drills.map(\.json))), ("card_numbers", .array(cardOriginals.map(\.json))),
            ("attention", .array(attention.map(JSON.string))),
        ])
    }
}

extension DailyAnswer.File {
    fileprivate var json: JSON {
        .object([
            ("direction", .string(isOut ? "out" : "in")), ("kind", .string(kind)), ("file", .string(name)),
            ("sha256", JSON(digest)), ("outcome", .string(outcome)), ("records", .number(records)),
            ("at", .string(at)),
        ])
    }
}

extension DailyAnswer.UnsentSuccess {
    fileprivate var json: JSON {
        .object([
            ("exception", .number(exception)), ("code", .string(code)), ("refund_id", JSON(refundID)),
            ("account", JSON(account)), ("refund_amount", JSON(amount)), ("refund_currency", JSON(currency)),
            ("file", JSON(file)), ("line", JSON(line)),
        ])
    }
}

extension DailyAnswer.Drill {
    fileprivate var json: JSON {
        .object([
            ("entry", .number(entry)), ("kind", .string(kind)), ("by", .string(by)), ("at", .string(at)),
            ("machine_time", .string(machineTime)),
        ])
    }
}

extension DailyAnswer.CardOriginal {
    fileprivate var json: JSON {
        .object([("batch", .number(batch)), ("file", .string(file)), ("sha256", .string(digest))])
    }
}

extension TieFigure {
    fileprivate var json: JSON {
        .object([
            ("account", .string(lane.account)), ("channel", .string(lane.channel)),
            ("currency", .string(lane.currency.text)), ("tie", .string(tie)), ("figure", .string(name)),
            ("count", .number(count)), ("amount", .string(amount)),
        ])
    }
}
