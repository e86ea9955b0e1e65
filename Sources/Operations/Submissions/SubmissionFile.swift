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
        guard let layout = try ChannelLayout(sealed: record.layout, reader),
            let zone = ZoneClock(record.timeZone)
        else {
            throw Failure(
                .configuration,
                "submission \(record.id): its layout \(ChannelLayout.shown(record.layout)) or time zone \(record.timeZone) is not known to "
                    + "this version",
                "提交 \(record.id)：本版本不支持其格式 \(ChannelLayout.shown(record.layout)) 或时区 \(record.timeZone)")
        }
        let writer = layout.writer
        var header = SubmissionHeader(
            id: record.id, channel: record.channel, sequence: record.sequence, now: record.createdAt,
            zone: zone,
            currency: record.currency, exponent: record.exponent,
            homeNumber: workspace.configuration.homeNumber)
        header.count = record.count
        header.amount = record.amount
        let recoder = writer.encoding.isUTF8 ? nil : try TextRecoder(writer.encoding)
        do {
            return try write(header, writer, recoder, zone, from: reader, sink)
        } catch let fault as SubmissionFault {
            throw unwritable(fault)
        }
    }

    private func write(
        _ header: SubmissionHeader, _ writer: any SubmissionWriting, _ recoder: TextRecoder?,
        _ zone: ZoneClock, from reader: any LedgerReader, _ sink: (Span<UInt8>) throws -> Void
    ) throws -> ControlTotals {
        var totals = ControlTotals()
        var output: [UInt8] = []
        try writer.appendHeader(header, to: &output)
        try reader.rows(of: record.id, orderNumbers: writer.namesOrders) { chunk in
            for row in chunk.rows {
                let refund = OutgoingRefund(row, zone)
                guard totals.add(refund, in: chunk.bytes.span) else { throw overflow() }
                try writer.append(refund, number: totals.count, of: header, in: chunk.bytes, to: &output)
            }
            if let recoder { output = try recoder.encode(output.span) }
            try sink(output.span)
            output.removeAll(keepingCapacity: true)
        }
        try writer.appendTrailer(totals, of: header, to: &output)
        if let recoder { output = try recoder.encode(output.span) }
        try sink(output.span)
        return totals
    }

    /// What was sealed fitted then: only head and trailer can say what doesn't.
    private func unwritable(_ fault: SubmissionFault) -> Failure {
        Failure(
            .configuration,
            "submission \(record.id): \(fault.field) \(fault.english): make the profile's field larger for the next files, and void this one",
            "提交 \(record.id)：\(fault.field) \(fault.chinese)：请为后续文件加长该字段，并作废本提交")
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

extension OutgoingRefund {
    /// A row of the ledger as its file says it; texts are pieces of the same bytes.
    init(_ row: SubmissionRow, _ zone: ZoneClock) {
        self.init(
            serial: row.serial, paymentID: row.paymentID, terminal: row.terminal,
            description: row.description,
            amount: row.amount, orderAmount: row.orderAmount, orderTime: row.orderTime,
            offset: zone.offset(at: row.orderTime.seconds))
        orderNumber = row.orderNumber
        creditor = CreditorRanges(
            name: row.creditorName, account: row.creditorAccount, agent: row.creditorAgent)
    }
}
