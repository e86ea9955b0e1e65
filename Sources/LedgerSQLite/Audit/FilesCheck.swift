import Bytes
import GRDB
import Ledger
import Rules

extension SQLiteSession {
    private static let fileColumns = [
        "file", "kind", "name", "digest", "inflated_digest", "size", "origin", "modified", "taken_at", "by",
        "account", "channel", "refusal", "message", "message_zh", "records",
    ]

    /// The shapes of these columns, for their digest.
    private static let fileShape = Array("ittttitiitttttti".utf8)

    /// Each file's row is what the entry that recorded it says, and what its checksum says.
    func checkFiles(_ check: inout AuditCheck) throws {
        let kinds = "kind IN ('file', 'orders', 'batch', 'result', 'funds')"
        try checkRepeats(&check)
        try lockstep(
            &check, BilingualText("file", "文件"),
            entries: "SELECT entry, json_extract(body, '$.file') FROM journal WHERE \(kinds) ORDER BY entry",
            rows: "SELECT \(Self.fileColumns.joined(separator: ", ")) FROM files ORDER BY file"
        ) { try object($0, Self.fileColumns) }
        let strayed = try Int.fetchAll(
            database,
            sql: """
                SELECT entry FROM journal WHERE \(kinds) AND file_digest IS NOT json_extract(body, '$.file.digest') ORDER BY entry
                """)
        for entry in strayed {
            check.fault("journal entry \(entry) names another file than its facts", "日志条目 \(entry) 的文件与其内容不符")
        }
        try checkFileChecksums(&check)
    }

    /// What came again had come before.
    private func checkRepeats(_ check: inout AuditCheck) throws {
        let strayed = try Int.fetchAll(
            database,
            sql: """
                SELECT entry FROM journal INDEXED BY journal_repeats WHERE kind = 'repeat' AND NOT EXISTS (
                    SELECT 1 FROM files WHERE file = (body ->> '$.repeat.file') AND digest IS file_digest
                        AND kind = 'results' AND refusal IS NULL) ORDER BY entry
                """)
        for entry in strayed {
            check.fault(
                "journal entry \(entry) tells of a repeated file that was never taken",
                "日志条目 \(entry) 所述的重复文件从未接收")
        }
    }

    private func checkFileChecksums(_ check: inout AuditCheck) throws {
        let row = try RawStatement(
            "SELECT \(Self.fileColumns.joined(separator: ", ")), checksum FROM files ORDER BY file",
            on: database)
        let stream = SHA256Stream()
        var form = RowForm()
        while try row.step() {
            form.add(row, shape: Self.fileShape)
            form.drain(into: stream)
            if row.int64(16) != RowDigest.checksum(stream.finish()) {
                check.fault(
                    "file \(row.int64(0)) is not what its checksum says", "文件 \(row.int64(0)) 与其校验和不符")
            }
        }
    }
}
