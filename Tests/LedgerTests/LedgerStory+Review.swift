import Ledger
import LedgerSQLite
import Refunds

extension LedgerStory {
    func approve(_ batch: Int, by name: String) throws {
        try ledger.write { writer, _ in
            let approval = Approval(by: name, osUser: "tester", at: self.at, digest: "abc")
            let released = try writer.approve(batch: batch, approval)
            try self.append(
                writer, "approval", JournalBodies.approval(batch: batch, approval, released: released))
        }
    }

    func decline(_ batch: Int, _ part: BatchPart = .all) throws {
        try ledger.write { writer, _ in
            let closing = Closing(failure: .declined, at: self.at, by: "eve", osUser: "tester", why: "no")
            let totals = try writer.close(part, ofBatch: batch, closing)
            try self.append(
                writer, "decline", JournalBodies.decline(batch: batch, part, closing, totals: totals))
        }
    }

    /// What review can do to batches, after what has been told: the first one's approvals became void three times, it was declined in part and approved again; of the
    /// second only refunds with a warning waited, were let go and wait again; of the third they wait; of the fourth they were declined.
    func tellReview() throws {
        let batch = (try ledger.read { try $0.batches() }.map(\.id).max() ?? 0) + 1
        try importOrders(
            (1...6).map { TestOrder(paymentID: "V\($0)", orderNumber: "V\($0)") })
        func rows(_ name: String, _ orders: [Int]) -> [TestRequest] {
            orders.enumerated().map { TestRequest(number: "\(name)\($0)", paymentID: "V\($1)") }
        }
        try importBatch(1, rows("a", [1, 2, 3]), approvals: 2, cooling: 10)
        let record = try ledger.read { try $0.batch(batch) }
        guard let first = record?.firstSerial else { throw TestFault.stop }
        for name in ["bob", "carl"] { try approve(batch, by: name) }
        try importOrders([TestOrder(paymentID: "V1", orderNumber: "V1", chargeback: 950)])
        try decline(batch, .named([first + 1]))
        for name in ["carl", "bob"] { try approve(batch, by: name) }
        // Each warned by the batch before it: the same order and amount.
        try importBatch(1, rows("b", [3, 4, 5]), reviewsWarnings: true, cooling: 10)
        try approve(batch + 1, by: "bob")
        try importOrders([TestOrder(paymentID: "V3", orderNumber: "V3", chargeback: 850)])
        for name in ["bob", "carl"] { try approve(batch, by: name) }
        try importBatch(1, rows("c", [4, 6]), reviewsWarnings: true)
        try importBatch(1, rows("d", [4, 6]), reviewsWarnings: true)
        try decline(batch + 3, .warned)
        try importOrders([TestOrder(paymentID: "V3", orderNumber: "V3", chargeback: 0)])
    }
}
