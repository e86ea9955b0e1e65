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
    var needsApproval: Bool
    /// An approval that a later fact made void doesn't count any more.
    var isApproved = false
    /// When the last approval came.
    var approvedAt: Int64 = 0
    var isDeclined = false

    /// What a second file is compared with (`decisions.md`, FILE_DUPLICATE).
    struct Content: Equatable {
        var bytes: [UInt8]
        var inflated: [UInt8]
        /// The fields of each record, sorted.
        var records: [[String]]
    }

    var rejected: Int { records - accepted }
}
