/// A decided batch.
struct ModelBatch: Equatable {
    var id: Int
    var name: String
    var account: String
    var number: String?
    var by: String
    var at: Int64
    var records: Int
    var accepted: Int
    var warnings: Int
    /// Of the file that brought it: what must not come again. Nil for a refund made by hand.
    var content: Content?
    /// How many persons must approve; none: perhaps of its refunds with a warning.
    var needed = 0
    var reviewsWarnings = false
    var coolingMinutes: Int64 = 0
    /// Those that count.
    var approvals: [Approval] = []
    /// Those that a later fact made void.
    var voided: [String] = []
    var isDeclined = false
    /// Whether something of it came back from a void submission after that, and nobody approved it since.
    var cameBack = false

    struct Approval: Equatable {
        var by: String
        var at: Int64
    }

    /// What a second file is compared with (`decisions.md`, FILE_DUPLICATE).
    struct Content: Equatable {
        var bytes: [UInt8]
        var inflated: [UInt8]
        /// The fields of each record, sorted.
        var records: [[String]]
    }

    var rejected: Int { records - accepted }
}
