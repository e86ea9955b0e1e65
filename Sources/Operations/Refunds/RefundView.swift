package import Bytes
import Formats
import Home
package import Ledger
package import Refunds
package import Rules

/// A refund as answers show it (`cli.md`, what the programs around it read).
package struct RefundView: Sendable {
    package let record: RefundRecord
    package let id: String
    package let hold: RefundHold?
    /// Which field the channel's layout can't write, and why, where that is what it waits for.
    package let unfit: BilingualText?
    /// What the bank's reason code means, where the channel's codes are of ISO 20022 and it is a known one.
    package let reasonMeaning: BilingualText?
    package let acceptedAt: String
    package let submittedAt: String?
    package let finishedAt: String?
    /// Only where the whole life is shown.
    package let events: [Event]?

    package struct Event: Sendable {
        package let at: String
        package let event: String
        package let by: String?
        package let file: String?
        package let line: Int?
        package let note: BilingualText?
    }

    init(
        _ record: RefundRecord, _ workspace: Workspace, _ holds: Holds, events: [RefundEventRecord]? = nil
    ) throws {
        self.record = record
        hold = try holds.of(record)
        unfit = hold == .data ? try holds.unfit(record) : nil
        let isISO20022 = workspace.configuration.channel(named: record.lane.channel)?.layout == .iso20022
        reasonMeaning = isISO20022 ? ISO20022Reason.meaning(record.reasonCode) : nil
        id = workspace.refundID(record.serial)
        acceptedAt = workspace.text(record.acceptedAt)
        submittedAt = record.submittedAt.map(workspace.text)
        finishedAt = record.finishedAt.map(workspace.text)
        self.events = events?.map {
            Event(
                at: workspace.text($0.at), event: $0.event, by: $0.by, file: $0.file, line: $0.line,
                note: $0.note)
        }
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("refund_id", .string(id)), ("refund_number", .string(record.number)),
            ("batch", .number(record.batch)), ("line", .number(record.line)),
            ("account", .string(record.lane.account)), ("terminal", .string(record.terminal)),
            ("channel", .string(record.lane.channel)), ("payment_id", .string(record.paymentID)),
            ("order_number", .string(record.orderNumber)),
            ("refund_type", .string(record.isFull ? "full" : "partial")),
            ("refund_amount", .string(record.money.amountText)),
            ("refund_currency", .string(record.lane.currency.text)),
            ("status", .string(record.status.rawValue)),
            ("hold", JSON(hold?.rawValue)), ("failure", JSON(record.failure?.rawValue)),
            ("reason_code", JSON(nonEmpty: record.reasonCode)), ("reason", JSON(nonEmpty: record.reason)),
            ("submission", JSON(record.submission)), ("query_number", JSON(nonEmpty: record.queryNumber)),
            ("bank_reference", JSON(nonEmpty: record.bankReference)), ("accepted_at", .string(acceptedAt)),
            ("submitted_at", JSON(submittedAt)), ("finished_at", JSON(finishedAt)),
        ]
        if let unfit {
            members += [("hold_reason", .string(unfit.english)), ("暂缓原因", .string(unfit.chinese))]
        }
        if let reasonMeaning {
            members += [
                ("reason_meaning", .string(reasonMeaning.english)),
                ("原因码含义", .string(reasonMeaning.chinese)),
            ]
        }
        if let paid = record.paid {
            let text = Money.text(minor: paid, exponent: record.lane.exponent)
            members.append(("bank_amount", .string(text)))
        }
        if let events {
            let list = events.map { event in
                JSON.object(
                    [
                        ("at", .string(event.at)), ("event", .string(event.event)), ("by", JSON(event.by)),
                        ("file", JSON(event.file)), ("line", JSON(event.line)),
                    ] + (event.note.map { [("note", .string($0.english))] } ?? []))
            }
            members.append(("events", .array(list)))
        }
        return .object(members)
    }
}
