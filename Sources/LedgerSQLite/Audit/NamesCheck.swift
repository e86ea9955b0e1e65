import Bytes
import GRDB
import Ledger

extension SQLiteSession {
    /// Accounts and channels are those that the newest `orders` entry knew; a lane is there because a batch has refunds in it.
    func checkNames(_ check: inout AuditCheck) throws {
        let accounts = try accountNames()
        let channels = try channelNames()
        check.examined = accounts.count + channels.count
        let entry = try Row.fetchOne(
            database,
            sql: """
                SELECT entry, json_extract(body, '$.names_digest') FROM journal WHERE kind = 'orders' ORDER BY entry DESC LIMIT 1
                """)
        let digest: String? = entry?[1]
        if let entry {
            if digest != JournalBodies.names(accounts, channels).hex {
                check.fault(
                    "accounts or channels are not those of journal entry \(entry[0] as Int)",
                    "账户或通道与日志条目 \(entry[0] as Int) 不符")
            }
        } else if !accounts.isEmpty || !channels.isEmpty {
            check.fault("there are accounts or channels, but the journal has no orders", "有账户或通道，但日志中没有订单")
        }
        let unused = try Int.fetchAll(
            database,
            sql: "SELECT lane FROM lanes WHERE lane NOT IN (SELECT lane FROM batch_totals) ORDER BY lane")
        for lane in unused { check.fault("lane \(lane) has no batch", "lane \(lane) 没有批次") }
        check.examined += try lanes().count
    }
}
