import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// The bytes of a submission, made from the ledger: the same every time.
struct SubmissionFile {
    let workspace: Workspace
    let record: SubmissionRecord

    /// Hands the file's bytes to `sink`, piece by piece; answers the control totals.
    func write(_ sink: (Span<UInt8>) throws -> Void) throws -> ControlTotals {
        try workspace.ledger.read { try write(from: $0, sink) }
    }

    /// The same from a snapshot that is open already.
    func write(
        from reader: any LedgerReader, _ sink: (Span<UInt8>) throws -> Void
    ) throws -> ControlTotals {
        guard let layout = BankLayout(rawValue: record.layout), let zone = ZoneClock(record.timeZone) else {
            throw Failure(
                .configuration,
                "submission \(record.id): its layout \(record.layout) or time zone \(record.timeZone) is not known to "
                    + "this version",
                "提交 \(record.id)：本版本不支持其格式 \(record.layout) 或时区 \(record.timeZone)")
        }
        let writer = layout.writer
        let header = SubmissionHeader(
            id: record.id, channel: record.channel, sequence: record.sequence,
            created: record.createdAt.text(offset: zone.offset(at: record.createdAt.seconds)),
            currency: record.currency, exponent: record.exponent,
            homeNumber: workspace.configuration.homeNumber)
        var totals = ControlTotals()
        var output: [UInt8] = []
        writer.appendHeader(header, to: &output)
        try reader.rows(of: record.id) { chunk in
            for row in chunk.rows {
                let refund = OutgoingRefund(
                    serial: row.serial, paymentID: row.paymentID, terminal: row.terminal,
                    description: row.description, amount: row.amount, orderAmount: row.orderAmount,
                    orderTime: row.orderTime, offset: zone.offset(at: row.orderTime.seconds))
                guard totals.add(refund, in: chunk.bytes.span) else { throw overflow() }
                writer.append(refund, of: header, in: chunk.bytes, to: &output)
            }
            try sink(output.span)
            output.removeAll(keepingCapacity: true)
        }
        writer.appendTrailer(totals, of: header, to: &output)
        try sink(output.span)
        return totals
    }

    private func overflow() -> Failure {
        Failure(
            .inputOutput, "submission \(record.id): its total is too large to add up",
            "提交 \(record.id)：合计金额过大")
    }

    static func differs(_ record: SubmissionRecord) -> Failure {
        Failure(
            .alarm,
            "submission \(record.id): made again from the ledger it is not the file that was sent (\(record.name)): "
                + "the ledger was changed by hand; run verify and restore a backup",
            "提交 \(record.id)：由账本重新生成的文件与已发送的 \(record.name) 不同，账本被改动过；请运行 verify 并从备份恢复")
    }
}
