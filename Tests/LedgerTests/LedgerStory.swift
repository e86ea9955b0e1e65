import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Rules

/// A small ledger with every kind of row, made through the protocol with the journal entries that `Operations` appends. Each step is 100 s later.
final class LedgerStory {
    let home: LedgerHome
    var now: Int64 = 2_000_000
    var at: Instant { Instant(seconds: now) }
    var ledger: SQLiteLedger { home.ledger }
    private var files = 0
    static let names = ["A", "B"]

    init() throws {
        home = try LedgerHome()
        try ledger.write { writer, _ in
            try writer.set("home_number", "417")
            try self.append(
                writer, "settings", JournalBodies.settings([("home_id", "home"), ("home_number", "417")]))
        }
    }

    func append(
        _ writer: any LedgerWriter, _ kind: String, _ body: String, file: FileRecord? = nil,
        change: Digest? = nil
    ) throws {
        try writer.append(
            JournalDraft(
                kind: kind, at: at, by: "os:tester", fileDigest: file?.digest, changeDigest: change,
                body: body))
        now += 100
    }

    func file(_ kind: FileRecord.Kind, records: Int) -> FileRecord {
        files += 1
        let digest = Self.digest("file \(files)")
        var file = FileRecord(
            kind: kind, name: "f\(files).csv", digest: digest, inflatedDigest: Self.digest("in \(files)"),
            size: 100 + files, origin: files % 2 == 0 ? nil : "drop/f\(files).csv", modified: 7, takenAt: at,
            by: "ann")
        file.records = records
        return file
    }

    static func digest(_ text: String) -> Digest { Digest.of(Array(text.utf8).span) }

    // MARK: - Orders

    func importOrders(_ orders: [TestOrder]) throws {
        try ledger.write { writer, _ in
            for name in Self.names { _ = try writer.internAccount(name) }
            for name in ["bank", "card"] { _ = try writer.internChannel(name) }
            var file = self.file(.orders, records: orders.count)
            file.id = try writer.record(file)
            let coverChanges = try writer.upsert(try OrderChunk(orders)).coverChanges
            var held: [Int64] = []
            var lifted: [Int64] = []
            var opened = RowSum()
            var closed = RowSum()
            var released = RowSum()
            for change in coverChanges {
                let moved = try writer.hold(!change.isCovered, order: change.paymentID)
                if change.isCovered {
                    lifted += moved
                    released.add(try writer.release(moved, at: self.at))
                    let count = try writer.closeOverdrawn(order: change.paymentID, at: self.at)
                    for _ in 0..<count { closed.add(closedOverdrawn: change.paymentID, at: self.at) }
                } else {
                    held += moved
                    opened.add(
                        try self.open(
                            .orderOverdrawn, nil, change.paymentID, file: file.id, line: change.line,
                            by: writer))
                }
            }
            try self.append(
                writer, "orders",
                JournalBodies.orders(
                    file, accounts: writer.accountNames(), channels: writer.channelNames(), opened: opened,
                    closed: closed, released: released, facts: [("inserted", orders.count)]),
                file: file, change: writer.ordersDigest())
            let changes: [(ApprovalVoidCause, [Int64])] = [(.uncovered, held), (.covered, lifted)]
            let voids = try changes.flatMap { cause, serials in
                try writer.voidApprovals(cause, of: serials, file: file.id, by: "os:tester", at: self.at)
            }
            if !voids.isEmpty { try self.append(writer, "approval_void", JournalBodies.approvalVoids(voids)) }
        }
    }

    func open(
        _ code: ExceptionCode, _ refundID: String?, _ paymentID: String?, file: Int, line: Int,
        by writer: any LedgerWriter
    ) throws -> ExceptionRecord {
        var record = ExceptionRecord(
            code: code, refundID: refundID, paymentID: paymentID, file: file, line: line,
            ours: [.init("status", "pending"), .init("note", nil)],
            theirs: [.init("result", "suc\"cess\n")], openedAt: at)
        record.id = try writer.open(record)
        return record
    }

    func refuseFile() throws {
        try ledger.write { writer, _ in
            var file = self.file(.results, records: 3)
            file.channel = "bank"
            file.account = "A"
            file.refusal = .incomplete
            file.refusalText = BilingualText("line 1: incomplete", "第 1 行：不完整")
            file.id = try writer.record(file)
            try self.append(writer, "file", JournalBodies.file(file), file: file)
        }
    }

    // MARK: - Batches

    func importBatch(
        _ account: Int, _ rows: [TestRequest], approvals: Int = 0, number: String? = nil,
        reviewsWarnings: Bool = false, cooling: Int = 0, funds: Set<CurrencyCode> = [],
        order: CoverOrder = .acceptance
    ) throws {
        try ledger.write { writer, lookup in
            let name = Self.names[account - 1]
            let batch = try writer.openBatch(account: account, accountName: name, at: self.at)
            let decisions = try decide(RequestChunk(rows), by: writer, lookup, batch, now: self.now)
            let cover = funds.isEmpty ? nil : try writer.cover(batch, funds, order)
            var file = self.file(.refunds, records: rows.count)
            file.account = name
            file.id = try writer.record(file)
            var record = BatchRecord(
                id: batch.id, file: file, account: name, acceptedAt: self.at, by: "ann", osUser: "tester")
            let (totals, accepted) = try writer.accepted(in: batch)
            record.totals = totals
            record.accepted = totals.reduce(0) { $0 + $1.count }
            record.records = rows.count
            record.rejected = rows.count - record.accepted
            record.policy = "accept-good"
            record.batchNumber = number
            record.recordsDigest = Self.digest("records \(batch.id)")
            record.firstSerial = batch.firstSerial
            record.approvalsNeeded = approvals
            record.reviewsWarnings = reviewsWarnings
            record.coolingMinutes = cooling
            record.reports = ["rejected.csv": Self.digest("r"), "accepted.csv": Self.digest("a")]
            record.codes = Self.codes(decisions)
            let rejected = Self.digest("rejected \(batch.id)")
            record.decisionsDigest = JournalBodies.decisionsDigest(
                accepted: accepted, rejected: rejected, records: record.records,
                acceptedCount: record.accepted, rejectedCount: record.rejected)
            try writer.close(record)
            try self.append(
                writer, "batch",
                JournalBodies.batch(
                    record, acceptedDigest: accepted, rejectedDigest: rejected, cover: cover), file: file)
        }
    }

    private static func codes(_ decisions: [Decision]) -> [CodeTotal] {
        let codes = decisions.flatMap(\.rejections.all)
        return Set(codes).sorted { $0.place < $1.place }.map { code in
            CodeTotal(
                code: code, rows: codes.count { $0 == code }, currency: CurrencyCode("USD"), exponent: 2,
                amount: 5)
        }
    }

    func cancel(_ serial: Int64) throws -> Bool {
        try ledger.write { writer, _ in
            let closing = Closing(failure: .cancelled, at: self.at, by: "ann", osUser: "tester", why: "")
            guard try writer.close(serial, closing) else { return false }
            try self.append(writer, "cancel", JournalBodies.cancel(serial, closing))
            return true
        }
    }

    // MARK: - Submissions

    func seal(_ channel: String) throws -> Int? {
        try ledger.write { writer, _ in
            guard let group = try writer.waitingGroups(channel: channel, at: self.at).first else {
                return nil
            }
            var order = SealOrder(group: group, layout: "native-csv", timeZone: "Asia/Shanghai") {
                "\(channel)-\($0).csv"
            }
            order.keepsCreditors = true
            guard let sealed = try writer.seal([order], at: self.at).first else { return nil }
            let totals = try writer.laneTotals(ofSubmission: sealed.id)
            let creditors = try writer.creditors(ofSubmission: sealed.id)
            try self.append(
                writer, "seal", JournalBodies.seal(sealed, totals: totals, creditors: creditors))
            return sealed.id
        }
    }

    func stage(_ id: Int) throws {
        try ledger.write { writer, _ in
            guard let sealed = try writer.submission(id) else { throw TestFault.stop }
            let digest = Self.digest("submission \(id)")
            try writer.stage(
                id, count: sealed.count, amount: sealed.amount, hashTotal: 77, digest: digest, size: 500)
            try self.append(
                writer, "stage",
                JournalBodies.stage(
                    id, count: sealed.count, amount: sealed.amount, hashTotal: 77, digest: digest, size: 500))
        }
    }

    func emit(_ id: Int) throws {
        try ledger.write { writer, _ in
            try writer.emit([id], at: self.at)
            try self.append(writer, "emission", JournalBodies.emission(id, at: self.at))
        }
    }

    func redeliver(_ id: Int) throws {
        try ledger.write { writer, _ in
            try writer.recordRedelivery(of: id, by: "ann", osUser: "tester", note: "lost", at: self.at)
            try self.append(
                writer, "redelivery",
                JournalBodies.redelivery(of: id, by: "ann", osUser: "tester", note: "lost", at: self.at))
        }
    }

    // MARK: - Results

    struct Answer {
        var serial: Int64
        var effect: AnswerEffect
        var query = ""
        var reason = ""
    }

    /// `unknown` records become exceptions; `paidByHand` refunds are pending ones that the file calls paid.
    /// - Parameter listing: refunds that one exception lists.
    func importResults(
        _ answers: [Answer], unknown: Int = 0, paidByHand: [Int64] = [], listing: [Int64] = []
    ) throws {
        try ledger.write { writer, _ in
            let contrary = listing.isEmpty ? 0 : 1
            var file = self.file(
                .results, records: answers.count + unknown + paidByHand.count + contrary + 1)
            file.channel = "bank"
            file.id = try writer.record(file)
            var bytes: [UInt8] = []
            func piece(_ text: String) -> ByteRange {
                let start = bytes.count
                bytes += Array(text.utf8)
                return ByteRange(start, bytes.count)
            }
            let applied = answers.enumerated().map { place, answer in
                AppliedAnswer(
                    serial: answer.serial, line: place + 2, effect: answer.effect,
                    queryNumber: piece(answer.query), bankReference: piece("ref \(place)"),
                    reasonCode: piece(answer.reason.isEmpty ? "" : "X1"), reason: piece(answer.reason),
                    processedAt: piece("2026-01-01T00:00:00Z"))
            }
            try writer.apply(applied, bytes: bytes, file: file.id, at: self.at)
            var opened = RowSum()
            var held = RowSum()
            for line in 0..<unknown {
                opened.add(
                    try self.open(.refundUnknown, "4170", nil, file: file.id, line: 50 + line, by: writer))
            }
            for serial in paidByHand {
                let id = RefundID.text(home: 417, serial: serial)
                opened.add(try self.open(.notSubmitted, id, "P1", file: file.id, line: 60, by: writer))
                if try writer.holdPaidByHand(serial) { held.add(paidByHand: serial) }
            }
            var listed = RowSum()
            if !listing.isEmpty {
                let id = try self.openListing(listing.count, file: file.id, by: writer, &opened)
                listed = try writer.list(listing, inException: id)
            }
            var counts = ResultCounts()
            counts.applied = answers.count
            counts.exceptions = unknown + paidByHand.count + contrary
            counts.alreadyKnown = 1
            counts.records = file.records
            let digest = try writer.recordResult(
                file: file.id, channel: "bank", submission: 1, counts: counts)
            try self.append(
                writer, "result",
                JournalBodies.result(
                    file, channel: "bank", submission: 1, counts: counts, answersDigest: digest,
                    opened: opened, paidByHand: held, listed: listed), file: file)
            // It comes again, and brings nothing new.
            try self.append(writer, "repeat", JournalBodies.repeated(file), file: file)
        }
    }
}

extension LedgerStory {
    /// The whole story: batch 1 is sent and answered, 2 was approved and is staged, 3 waits for its second approval, 4 was declined,
    /// 5 accepted nothing, 6 is sealed in part, held in part.
    static func told() throws -> LedgerStory {
        let story = try LedgerStory()
        var orders = (1...9).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)", method: "visa") }
        orders += (1...3).map {
            TestOrder(
                paymentID: "Q\($0)", account: 2, channel: 2, orderNumber: "M\($0)", currency: "EUR",
                method: "sepa")
        }
        try story.importOrders(orders)
        try story.refuseFile()
        try story.importBatch(
            1,
            [
                TestRequest(number: "R1", paymentID: "P1"), TestRequest(number: "R2", paymentID: "P2"),
                TestRequest(number: "R3", paymentID: "P3"), TestRequest(number: "R4", paymentID: "P1"),
                TestRequest(number: "R5", paymentID: "P4"), TestRequest(number: "R6", paymentID: "none"),
                TestRequest(number: "R7", paymentID: "P5"),
            ], number: "B-1")
        try story.importBatch(2, [TestRequest(number: "R1", paymentID: "Q1")], approvals: 1)
        try story.importBatch(
            1, [TestRequest(number: "S1", paymentID: "P6"), TestRequest(number: "S2", paymentID: "P7")],
            approvals: 2)
        try story.importBatch(
            1, [TestRequest(number: "S3", paymentID: "P6"), TestRequest(number: "S4", paymentID: "P7")])
        try story.importBatch(1, [TestRequest(number: "S5", paymentID: "none")])
        try story.approve(2, by: "bob")
        try story.approve(3, by: "bob")
        try story.decline(4)
        guard try story.cancel(5) else { throw TestFault.stop }
        try story.send()
        try story.answer()
        try story.haltAndWait()
        return story
    }

    private func send() throws {
        guard let first = try seal("bank"), let second = try seal("card") else { throw TestFault.stop }
        try stage(first)
        try emit(first)
        try stage(second)
        try redeliver(first)
        try importBatch(
            1,
            [
                TestRequest(number: "T1", paymentID: "P8"), TestRequest(number: "T2", paymentID: "P9"),
                TestRequest(number: "T3", paymentID: "P3"),
            ])
        try importOrders([TestOrder(paymentID: "P9", orderNumber: "N9", chargeback: 950)])
        try importOrders([TestOrder(paymentID: "P8", orderNumber: "N8", chargeback: 990)])
        try importOrders([TestOrder(paymentID: "P8", orderNumber: "N8", chargeback: 0)])
        guard try seal("bank") != nil else { throw TestFault.stop }
    }

    private func answer() throws {
        try importResults(
            [
                Answer(serial: 1, effect: .acknowledged), Answer(serial: 2, effect: .paid),
                Answer(serial: 1, effect: .paid, query: "ARN1"),
                Answer(serial: 3, effect: .refused, reason: "no account"),
            ], unknown: 2, paidByHand: [8])
        try importResults([
            Answer(serial: 2, effect: .queryNumber, query: "ARN2"), Answer(serial: 4, effect: .acknowledged),
        ])
    }
}
