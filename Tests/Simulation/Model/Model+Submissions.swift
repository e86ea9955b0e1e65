extension Model {
    /// What leaves now, one submission for each channel and currency; of one channel, or of all.
    mutating func build(channel: String?, now: Int64) -> [ModelSubmission] {
        let due = refunds.filter { $0.status == .pending && isDue($0, now) }
        let groups = Set(due.map { lane($0) }.map { Group(channel: $0.channel, currency: $0.currency) })
            .filter { channel == nil || $0.channel == channel }.sorted()
        return groups.flatMap { group in
            let mine = due.filter { lane($0).channel == group.channel && lane($0).currency == group.currency }
            return files(of: mine, group.channel, group.currency, now).map { leave(group, $0, now) }
        }
    }

    private mutating func leave(_ group: Group, _ mine: [ModelRefund], _ now: Int64) -> ModelSubmission {
        let submission = seal(group, mine, now)
        submissions.append(submission)
        for refund in mine {
            refunds[refund.serial - 1].status = .submitted
            refunds[refund.serial - 1].submission = submission.id
            refunds[refund.serial - 1].submittedAt = now
        }
        return submission
    }

    private struct Group: Hashable, Comparable {
        var channel: String
        var currency: String
        static func < (left: Group, right: Group) -> Bool {
            (left.channel, left.currency) < (right.channel, right.currency)
        }
    }

    private func seal(_ group: Group, _ mine: [ModelRefund], _ now: Int64) -> ModelSubmission {
        let settings = settings.channel(group.channel)
        let sequence = submissions.filter { $0.channel == group.channel }.count + 1
        let hash = mine.reduce(0) { $0 + Self.hashPart($1.paymentID) }
        return ModelSubmission(
            id: submissions.count + 1, channel: group.channel, sequence: sequence, currency: group.currency,
            ending: settings.ending, timeZone: settings.timeZone, createdAt: now, refunds: mine.map(\.serial),
            total: mine.reduce(0) { $0 + $1.amount }, hashTotal: hash % 1_000_000_000_000_000)
    }

    /// The last nine of a payment ID's digits.
    private static func hashPart(_ payment: String) -> Int64 {
        Int64(String(payment.filter { $0.isASCII && $0.isNumber }.suffix(9))) ?? 0
    }

    /// The bytes of native CSV (`files.md`, submission) and of the bank's profile; nil for XML.
    func bytes(of submission: ModelSubmission) -> String? {
        switch submission.ending {
        case "csv": nativeBytes(of: submission)
        case "txt": profileBytes(of: submission)
        default: nil
        }
    }

    private func profileBytes(of submission: ModelSubmission) -> String {
        let decimals = { (minor: Int64) in
            Currencies.text(minor, submission.currency).replacing(".", with: ",")
        }
        let rows = submission.refunds.map { refunds[$0 - 1] }.map { refund in
            "D;\(refundID(refund.serial));\(refund.paymentID);\(decimals(refund.amount));\(submission.currency)"
        }
        return (["H;\(submission.id)"] + rows + ["T;\(rows.count);\(decimals(submission.total))"])
            .map { $0 + "\n" }.joined()
    }

    private func nativeBytes(of submission: ModelSubmission) -> String {
        let header = [
            "#submission_id=\(submission.id)", "#channel=\(submission.channel)",
            "#sequence=\(submission.sequence)",
            "#created=\(Self.text(submission.createdAt, submission.timeZone))",
            "#currency=\(submission.currency)",
            "refund_id,payment_id,terminal,order_amount,order_datetime,refund_type,refund_amount,refund_currency,"
                + "refund_description",
        ]
        let rows = submission.refunds.map { row(refunds[$0 - 1], submission) }
        let trailer = [
            "#count=\(rows.count)",
            "#total.\(submission.currency)=\(Currencies.text(submission.total, submission.currency))",
            "#hash_total=\(submission.hashTotal)",
        ]
        return (header + rows + trailer).map { $0 + "\n" }.joined()
    }

    /// Terminal, amount and time of an order can't change once it has a refund, so the order tells them still.
    private func row(_ refund: ModelRefund, _ submission: ModelSubmission) -> String {
        guard let order = orders[refund.paymentID] else { return "" }
        let special = refund.description.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        let quoted = "\"" + refund.description.replacing("\"", with: "\"\"") + "\""
        return [
            refundID(refund.serial), order.paymentID, order.terminal,
            Currencies.text(order.amount, order.currency), Self.text(order.paidAt, submission.timeZone),
            refund.amount == order.amount ? "full" : "partial",
            Currencies.text(refund.amount, order.currency), order.currency,
            special ? quoted : refund.description,
        ].joined(separator: ",")
    }

    /// In the channel's time zone: the home's, or UTC.
    private static func text(_ seconds: Int64, _ zone: String) -> String {
        guard zone == "UTC" else { return Clock.text(seconds) }
        return Clock.text(seconds - Clock.offset).replacing("+08:00", with: "+00:00")
    }
}
