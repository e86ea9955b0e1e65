/// An open exception that a result file opened.
struct ModelException: Equatable {
    var code: String
    /// As the record writes it; nil where it has none.
    var refundID: String?
    var line: Int?
    /// How the refund stood when the record came.
    var status: ModelRefund.Status?
    var submission: Int?
    var knownNumber = ""
    var said: BankRecord?
    /// The refunds that it lists, where it is about many.
    var listed: [Int] = []
    var proposal: Proposal?

    struct Proposal: Equatable {
        var action: String
        var by: String
        var note: String
    }

    /// A success for a refund that hadn't left: somebody may have paid it by hand.
    var setsHold: Bool { code == "NOT_SUBMITTED" && status == .pending && said?.result == "success" }
}
