/// A submission: what left for a channel in one file.
struct ModelSubmission: Equatable {
    var id: Int
    var channel: String
    var sequence: Int
    var currency: String
    /// Of its file's name.
    var ending: String
    var timeZone: String
    var createdAt: Int64
    /// Serials, ascending.
    var refunds: [Int]
    var total: Int64
    var hashTotal: Int64
    var redeliveries = 0
    var isVoid = false
    /// Who says that it is to be void, as long as nobody confirms it.
    var voidProposer: String?

    /// `card-000003-USD.csv`.
    var name: String {
        let digits = String(sequence)
        return
            "\(channel)-\(String(repeating: "0", count: 6 - digits.count))\(digits)-\(currency).\(ending)"
    }
}
