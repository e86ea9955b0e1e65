/// What is told of a batch file.
struct BatchPrediction: Equatable {
    var refusal: String?
    var batch: Int?
    var records = 0
    /// Codes by line, of the rejected rows.
    var rejected: [Int: String] = [:]
    /// Serial by line, of the accepted rows.
    var accepted: [Int: Int] = [:]
    var warnings: [Int: String] = [:]
    /// Accepted money by currency.
    var totals: [String: Int64] = [:]
}

/// A batch file as it comes.
struct BatchFile {
    var name: String
    var sheet: Sheet
    var written: Envelope.Written
    var damage: Damage?
    /// From the command line or the drop folder.
    var account: String?
    var by: String
    /// A refund made by hand is no file that could have come before.
    var isByHand = false
}

extension Model {
    /// Takes a batch file in: the first code that applies, or every row's decision (`decisions.md`).
    mutating func takeBatch(_ file: BatchFile, now: Int64) -> BatchPrediction {
        let sheet = file.sheet
        let own = sheet.directive("account")
        let content = ModelBatch.Content(
            bytes: file.written.bytes, inflated: file.written.inflated,
            records: sheet.rows.map { RowAsked.texts(sheet, $0) }.sorted { $0.lexicographicallyPrecedes($1) })
        if let refusal = refusal(file, own, content) { return BatchPrediction(refusal: refusal) }
        return decide(file, account: file.account ?? own ?? "", content, now: now)
    }

    private func refusal(_ file: BatchFile, _ own: String?, _ content: ModelBatch.Content) -> String? {
        let earlier = batches.filter { $0.accepted > 0 }
        func isKnown(_ account: String?, _ same: (ModelBatch.Content) -> Bool) -> Bool {
            earlier.contains { batch in
                (account == nil || batch.account == account) && batch.content.map(same) == true
            }
        }
        if !file.isByHand,
            isKnown(file.account, { $0.bytes == content.bytes || $0.inflated == content.inflated })
        {
            return "FILE_DUPLICATE"
        }
        if let code = file.damage?.code ?? Self.headerRefusal(file.sheet) { return code }
        if let given = file.account, let own, given != own { return "ACCOUNT_CONFLICT" }
        guard let account = file.account ?? own, knows(account: account) else { return "ACCOUNT_UNKNOWN" }
        if !file.isByHand, isKnown(account, { $0.records == content.records }) { return "FILE_DUPLICATE" }
        if let number = file.sheet.directive("batch_number"),
            earlier.contains(where: { $0.account == account && $0.number == number })
        {
            return "BATCH_NUMBER_USED"
        }
        if settings.account(account).demandsCount, file.sheet.directive("count") == nil {
            return "CONTROL_MISMATCH"
        }
        let totals = Self.totalRefusal(
            file.sheet, amount: "refund_amount", currency: "refund_currency", over: { _ in true })
        return Self.countRefusal(file.sheet) ?? totals
    }
}
