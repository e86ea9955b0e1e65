import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// The questions about a whole batch file, in the order of the codes (`decisions.md`, the file).
struct BatchChecks {
    let workspace: Workspace
    let survey: Survey
    /// From the command line or the drop folder.
    let givenAccount: String?
    /// A refund made by hand is no file that could have come before.
    let isByHand: Bool

    /// FILE_DUPLICATE by bytes, plain or under another compression.
    func sameBytes(_ reader: any LedgerReader) throws -> FileRefusal? {
        guard !isByHand else { return nil }
        return try reader.earlierBatch(
            digest: survey.digest, inflatedDigest: survey.inflatedDigest, account: givenAccount
        ).map(duplicate)
    }

    /// FILE_DUPLICATE by records, in whatever order, encoding or layout.
    func sameRecords(_ digest: Digest, account: String, _ reader: any LedgerReader) throws -> FileRefusal? {
        guard !isByHand else { return nil }
        return try reader.earlierBatch(recordsDigest: digest, account: account).map(duplicate)
    }

    private func duplicate(_ earlier: EarlierFile) -> FileRefusal {
        let batch = earlier.batch ?? 0
        let time = workspace.text(earlier.takenAt)
        let hint =
            earlier.rejected > 0
            ? BilingualText(
                "; for rejected rows correct and send reports/batches/\(batch)/rejected.csv",
                "；被拒绝的行请更正并发送 reports/batches/\(batch)/rejected.csv") : BilingualText("", "")
        return FileRefusal(
            .duplicate,
            "the account already sent these records: \(earlier.name), batch \(batch), taken \(time)\(hint.english)",
            "该账户已提交过相同内容：\(earlier.name)，批次 \(batch)，时间 \(time)\(hint.chinese)")
    }

    /// The account that the file's own word and the given one agree on.
    func account(_ directives: Directives) -> Result<String, FileRefusal> {
        switch (givenAccount, directives.text("account")) {
        case (let given?, let own?) where given != own:
            .failure(
                FileRefusal(
                    .accountConflict, line: directives.values["account"]?.line,
                    "the file says account \(own), it was brought in for \(given): correct one of them",
                    "文件声明账户 \(own)，提交时指定为 \(given)：请更正其一"))
        case (let given?, _): .success(given)
        case (nil, let own?): .success(own)
        case (nil, nil):
            .failure(
                FileRefusal(
                    .accountUnknown,
                    "no account is named: add #account=… to the file, or give --account, or use drop/refunds/<account>/",
                    "未指定账户：请在文件中加入 #account=…，或使用 --account，或放入 drop/refunds/<账户>/"))
        }
    }

    func otherLayout(_ account: String, _ profile: String) -> FileRefusal {
        FileRefusal(
            .accountConflict,
            "account \(account) sends files of profile \(profile), this one was read as native: bring it in with --account or by "
                + "drop/refunds/\(account)/, or begin it with #layout=native",
            "账户 \(account) 的文件采用配置 \(profile)，此文件却按原生格式读取：请用 --account 或 drop/refunds/\(account)/ 导入，"
                + "或在首行写 #layout=native")
    }

    func unknown(_ account: String) -> FileRefusal {
        FileRefusal(
            .accountUnknown,
            "account \(account) has no order in the ledger: correct it, or import its orders first",
            "账本中没有账户 \(account) 的订单：请更正，或先导入订单")
    }

    /// FILE_EMPTY, for a batch without a record.
    func empty(_ file: any RecordReading) -> FileRefusal? {
        guard file.recordCount == 0 else { return nil }
        return FileRefusal(.empty, "the batch has no record: send it when there is one", "批次中没有记录：有记录后再发送")
    }

    func batchNumberUsed(_ directives: Directives, account: String, _ reader: any LedgerReader) throws
        -> FileRefusal?
    {
        guard let number = directives.text("batch_number"),
            let earlier = try reader.earlierBatch(number: number, account: account)
        else { return nil }
        let time = workspace.text(earlier.takenAt)
        return FileRefusal(
            .batchNumberUsed, line: directives.values["batch_number"]?.line,
            "batch_number \(number) is used by \(earlier.name), batch \(earlier.batch ?? 0), taken \(time): "
                + "give this batch a number of its own",
            "批次号 \(number) 已用于 \(earlier.name)（批次 \(earlier.batch ?? 0)，\(time)）：请使用新的批次号")
    }

    /// CONTROL_MISMATCH: declared figures, a count that the account demands, a batch number that is none.
    func controls(_ reader: RefundBatchReader, settings: AccountSettings) -> FileRefusal? {
        let directives = reader.file.directives
        if let refusal = reader.controls.mismatch(directives, hasCurrencyColumn: reader.hasCurrencyColumn) {
            return refusal
        }
        if settings.requireCount, directives.values["count"] == nil {
            return FileRefusal(
                .controlMismatch,
                "the account must declare how many records it sends, and the file declares none: add #count="
                    + "\(reader.file.recordCount)",
                "该账户必须声明记录数，文件未声明：请加入 #count=\(reader.file.recordCount)")
        }
        if let number = directives.values["batch_number"], number.text.unicodeScalars.count > 64 {
            return FileRefusal(
                .controlMismatch, line: number.line, "batch_number has more than 64 characters: shorten it",
                "批次号超过 64 个字符：请缩短")
        }
        return nil
    }
}
