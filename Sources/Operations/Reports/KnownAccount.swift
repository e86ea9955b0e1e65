import Ledger
import Rules

extension OrderReader {
    /// A failure of kind notAllowed where a report is asked for an account that never had an order: an empty one must not hide a slip of the pen.
    func demand(account: String?) throws {
        guard let account, try self.account(named: account) == nil else { return }
        throw Failure(
            .notAllowed, "there is no account \(account): name one that has orders here",
            "没有账户 \(account)：请使用已有订单的账户")
    }
}
