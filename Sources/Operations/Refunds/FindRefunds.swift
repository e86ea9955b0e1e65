import Home
package import Ledger
import Refunds
import Rules

/// Finds refunds, and shows one with its whole life.
package struct FindRefunds {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// Visits the refunds that match, by refund_id.
    package func find(_ filter: RefundFilter, _ visit: (RefundView) throws -> Void) throws {
        try workspace.ledger.read { reader in
            let holds = try Holds(workspace, reader)
            try reader.refunds(filter) { try visit(RefundView($0, workspace, holds)) }
        }
    }

    /// From acceptance to query number. An unknown refund_id is a failure of kind notAllowed.
    package func show(_ refundID: String) throws -> RefundView {
        try workspace.ledger.read { reader in
            let serial = try serial(of: refundID)
            guard let record = try reader.refund(serial) else { throw unknown(refundID) }
            let paid = RefundEventRecord(at: record.orderTime, event: "paid")
            return try RefundView(
                record, workspace, Holds(workspace, reader), events: [paid] + reader.events(of: serial))
        }
    }

    func serial(of refundID: String) throws -> Int64 {
        let bytes = Array(refundID.utf8)
        guard let serial = RefundID.serial(of: bytes.span, home: workspace.configuration.homeNumber) else {
            throw unknown(refundID)
        }
        return serial
    }

    func unknown(_ refundID: String) -> Failure {
        Failure(
            .notAllowed,
            "there is no refund \(refundID) here: a refund_id has 14 digits, the last of them a check digit; look it up "
                + "with refunds find",
            "没有退款 \(refundID)：refund_id 为 14 位数字，末位为校验位；请用 refunds find 查找")
    }
}
