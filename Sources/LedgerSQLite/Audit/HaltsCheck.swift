import Ledger
import Rules

extension SQLiteSession {
    /// Halts are the journal's, in its order.
    func checkHalts(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("halt", "暂停"),
            entries:
                "SELECT entry, json_extract(body, '$.halt') FROM journal WHERE kind = 'halt' ORDER BY entry",
            rows: "SELECT * FROM halts ORDER BY halt"
        ) { try object($0, ["halt", "kind", "name", "action", "at", "by", "os_user", "note"]) }
        if try count("SELECT coalesce(max(halt), 0) - count(*) FROM halts") != 0 {
            check.fault("halts are not numbered one after the other", "暂停记录的编号不连续")
        }
    }
}
