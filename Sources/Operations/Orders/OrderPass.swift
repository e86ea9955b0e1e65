import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// One pass over an order file: rows are read on one thread while the ledger stores the rows before them on another.
final class OrderPass {
    private static let chunkRows = 32_768

    private let workspace: Workspace
    private let staged: StagedFile
    private let reader: OrderFileReader
    private var answer: OrdersAnswer
    private var reports: OrderReports?
    private var opened = RowSum()
    private var closed = RowSum()
    private var released = RowSum()
    /// Refunds that this file left without cover so far, and those to which it gave their cover back. The last row wins: what two rows undo was never done.
    private var held: Set<Int64> = []
    private var lifted: Set<Int64> = []
    /// Orders that a row left without cover, some perhaps more than once.
    private var overdrawn: [String] = []
    /// The ledger's numbers of the row maker's accounts and channels.
    private var accountNumbers: [Int] = []
    private var channelNumbers: [Int] = []

    private struct Work: Sendable {
        var chunk: OrderFieldsChunk
        var rows: [OrderRow]
        /// By row: its place in the chunk.
        var places: [Int]
        var accounts: [String]
        var channels: [String]
    }

    init(workspace: Workspace, staged: StagedFile, limits: ReadingLimits) throws {
        self.workspace = workspace
        self.staged = staged
        reader = try OrderFileReader(
            path: staged.path, survey: staged.survey, limits: limits,
            allowsGB18030: workspace.configuration.encoding == .gb18030)
        answer = OrdersAnswer(file: staged.incoming.name, digest: staged.survey.digest)
    }

    /// Records read so far.
    var recordCount: Int { reader.file.recordCount }

    func run(_ record: FileRecord, _ writer: any LedgerWriter) throws -> (OrdersAnswer, StagedReports?) {
        do {
            return try pass(record, writer)
        } catch {
            // What is refused or fails leaves no report behind.
            try reports?.staged.remove()
            throw error
        }
    }

    private func pass(_ record: FileRecord, _ writer: any LedgerWriter) throws -> (
        OrdersAnswer, StagedReports?
    ) {
        var file = record
        // The number is needed by exceptions and reports before the counts are known.
        let id = try writer.nextFileNumber()
        file.id = id
        let ahead = readAhead()
        defer { ahead.stop() }
        // An unfit file is read to its end all the same: what the bytes show comes first.
        let unfit = reader.file.refusal ?? reader.encodingRefusal
        while let work = try ahead.next() {
            if unfit == nil { try store(work, file: id, writer) }
            workspace.progress(Workspace.Progress(what: BilingualText("orders", "订单"), done: answer.records))
        }
        if let refusal = reader.file.refusal ?? unfit { throw refusal }
        if let refusal = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true) {
            throw refusal
        }
        try finish(&file, writer)
        return (answer, try reports?.finish())
    }

    private func readAhead() -> ReadAhead<Work> {
        let maker = OrderRowMaker(configuration: workspace.configuration, zone: workspace.zone)
        let source = HandedOver(Source(reader: reader, maker: maker))
        return ReadAhead(ahead: 2) { try source.value.next() }
    }

    /// The reading thread's own state.
    private final class Source {
        let reader: OrderFileReader
        var maker: OrderRowMaker
        var isAtEnd = false

        init(reader: OrderFileReader, maker: OrderRowMaker) {
            self.reader = reader
            self.maker = maker
        }

        func next() throws -> Work? {
            guard !isAtEnd else { return nil }
            var chunk = OrderFieldsChunk()
            isAtEnd = try !reader.read(into: &chunk, atMost: OrderPass.chunkRows)
            var rows: [OrderRow] = []
            var places: [Int] = []
            rows.reserveCapacity(chunk.rows.count)
            places.reserveCapacity(chunk.rows.count)
            for index in chunk.rows.indices {
                if let row = maker.row(&chunk.rows[index], chunk.bytes) {
                    rows.append(row)
                    places.append(index)
                }
            }
            return Work(
                chunk: chunk, rows: rows, places: places, accounts: maker.accounts.names,
                channels: maker.channels)
        }
    }

    private func store(_ work: Work, file: Int, _ writer: any LedgerWriter) throws {
        var chunk = OrderChunk()
        chunk.bytes = work.chunk.bytes
        chunk.rows = work.rows
        chunk.file = file
        try number(&chunk.rows, work, writer)
        let (outcomes, coverChanges) = try writer.upsert(chunk)
        var next = 0
        for index in work.chunk.rows.indices {
            answer.records += 1
            if next < work.places.count, work.places[next] == index {
                try count(outcomes[next], work.chunk.rows[index], work.chunk, file: file)
                next += 1
            } else {
                try reject(work.chunk.rows[index], work.chunk.rows[index].faults, work.chunk, file: file)
            }
        }
        for change in coverChanges { try take(change, file: file, writer) }
    }

    /// Puts the ledger's numbers in place of the row maker's.
    private func number(_ rows: inout [OrderRow], _ work: Work, _ writer: any LedgerWriter) throws {
        while channelNumbers.count < work.channels.count {
            channelNumbers.append(try writer.internChannel(work.channels[channelNumbers.count]))
        }
        for index in rows.indices {
            while accountNumbers.count <= rows[index].account {
                accountNumbers.append(try writer.internAccount(work.accounts[accountNumbers.count]))
            }
            rows[index].account = accountNumbers[rows[index].account]
            rows[index].channel = channelNumbers[rows[index].channel]
        }
    }

    private func count(_ outcome: OrderOutcome, _ fields: OrderFields, _ chunk: OrderFieldsChunk, file: Int)
        throws
    {
        switch outcome {
        case .inserted: answer.inserted += 1
        case .updated: answer.updated += 1
        case .unchanged: answer.unchanged += 1
        case .changed(let column, let stored, let written):
            var faults = OrderRowFaults()
            faults.add(.orderChanged, column, written)
            faults.stored = stored
            try reject(fields, faults, chunk, file: file)
        }
    }

    private func reject(
        _ fields: OrderFields, _ faults: OrderRowFaults?, _ chunk: OrderFieldsChunk, file: Int
    ) throws {
        answer.rejected += 1
        guard let faults else { return }
        let codes = faults.codes.map(\.rawValue).joined(separator: " ")
        if answer.examples.count < BatchAnswer.exampleCount {
            answer.examples.append(
                OrdersAnswer.RejectedOrder(line: fields.line, codes: codes, message: faults.message))
        }
        if reports == nil {
            let staged = StagedReports(home: workspace.home, .orders(file))
            reports = try OrderReports(staged: staged, header: reader.file.header)
            answer.reports = staged.finalPath
        }
        try reports?.append(
            fields, chunk, codes: codes, message: faults.message, shape: faults.shifted ? .shifted : .sound)
    }

    /// An order whose refunds lost or got back their cover.
    private func take(_ change: CoverChange, file: Int, _ writer: any LedgerWriter) throws {
        let open = try writer.closeOverdrawn(order: change.paymentID, at: workspace.now)
        for _ in 0..<open { closed.add(closedOverdrawn: change.paymentID, at: workspace.now) }
        let moved = try writer.hold(!change.isCovered, order: change.paymentID)
        for serial in moved {
            if change.isCovered {
                if held.remove(serial) == nil { lifted.insert(serial) }
            } else {
                if lifted.remove(serial) == nil { held.insert(serial) }
            }
        }
        guard !change.isCovered, let order = try writer.order(paymentID: change.paymentID, account: nil),
            try !OverdrawnOrder(paymentID: change.paymentID).isDismissed(order, writer)
        else { return }
        func money(_ minor: Int64) -> String {
            Money(minor: minor, currency: order.amount.currency, exponent: order.amount.exponent).amountText
        }
        var exception = ExceptionRecord(
            code: .orderOverdrawn, refundID: nil, paymentID: change.paymentID, file: file, line: change.line,
            ours: [
                ExceptionRecord.Fact("payment_id", change.paymentID),
                ExceptionRecord.Fact("refunds", money(order.held)),
                ExceptionRecord.Fact("currency", order.amount.currency.text),
            ],
            theirs: [
                ExceptionRecord.Fact("payment_status", order.status.rawValue),
                ExceptionRecord.Fact("order_amount", order.amount.amountText),
                ExceptionRecord.Fact("chargeback_amount", money(order.chargeback)),
                ExceptionRecord.Fact("refunded_elsewhere", money(order.refundedElsewhere)),
            ], openedAt: workspace.now)
        exception.id = try writer.open(exception)
        opened.add(exception)
        overdrawn.append(change.paymentID)
    }

    /// What became of the refunds of each, for a person.
    private func tellOverdrawn(_ writer: any LedgerWriter) throws {
        var told: Set<String> = []
        for payment in overdrawn where told.insert(payment).inserted {
            let underWay = try OverdrawnOrder(paymentID: payment).underWay(writer)
            answer.overdrawn.append(
                OrdersAnswer.Overdrawn(
                    paymentID: payment,
                    waiting: underWay.count { $0.status == .pending && $0.submission == nil },
                    submitted: underWay.count { $0.status == .submitted || $0.submission != nil }))
        }
    }

    private func finish(_ file: inout FileRecord, _ writer: any LedgerWriter) throws {
        released.add(try writer.release(lifted.sorted(), at: workspace.now))
        let restored = try Cover(workspace: workspace).restore(writer)
        closed.add(restored.closed)
        released.add(restored.released)
        file.records = answer.records
        answer.notes = reader.file.notes
        guard answer.records == recordCount,
            answer.records == answer.inserted + answer.updated + answer.unchanged + answer.rejected
        else {
            throw Failure(
                .inputOutput,
                "\(file.name): \(recordCount) records were read, but not all are accounted for: nothing was kept, "
                    + "please report this", "\(file.name)：记录数不符，未保存，请报告此问题")
        }
        let id = try writer.record(file)
        guard id == file.id else {
            throw Failure(
                .inputOutput, "\(file.name): the file's number changed under way", "\(file.name)：文件编号变化")
        }
        try writer.append(
            JournalDraft(
                kind: "orders", at: workspace.now, by: workspace.actor.name, fileDigest: file.digest,
                changeDigest: try writer.ordersDigest(),
                body: JournalBodies.orders(
                    file, accounts: try writer.accountNames(), channels: try writer.channelNames(),
                    opened: opened,
                    closed: closed, released: released,
                    facts: [
                        ("inserted", answer.inserted), ("updated", answer.updated),
                        ("unchanged", answer.unchanged),
                        ("rejected", answer.rejected),
                    ])))
        try tellOverdrawn(writer)
        let freed = lifted.union(restored.lifted).sorted()
        answer.unapproved = try ApprovalVoids(workspace: workspace).settle(
            [(.uncovered, held.sorted()), (.covered, freed)], file: id, writer
        ).map(\.warning)
    }
}

/// `rejected.csv` of an order file.
private final class OrderReports {
    let staged: StagedReports
    private let file: OutputFile
    private let csv: RejectedCSV
    private var bytes: [UInt8] = []

    init(staged: StagedReports, header: RecordHeader) throws {
        self.staged = staged
        try staged.make()
        file = try OutputFile(path: staged.path("rejected.csv"))
        csv = RejectedCSV(header: header, layout: .orders)
        try file.append(csv.headerLine)
    }

    func append(
        _ fields: OrderFields, _ chunk: OrderFieldsChunk, codes: String, message: BilingualText,
        shape: RejectedCSV.Shape
    ) throws {
        bytes.removeAll(keepingCapacity: true)
        csv.append(
            line: fields.line, firstCell: Int(fields.firstCell), cellCount: Int(fields.cellCount),
            cellEnds: chunk.cellEnds, bytes: chunk.bytes, shape: shape, codes: codes,
            message: message,
            to: &bytes)
        try file.append(bytes)
    }

    func finish() throws -> StagedReports {
        _ = try file.finish(sync: true)
        try staged.sync()
        return staged
    }
}
