/// An order as the model knows it (`files.md`, orders).
struct ModelOrder: Equatable {
    var paymentID: String
    var account: String
    var terminal: String
    var orderNumber: String
    var currency: String
    var amount: Int64
    /// `success`, `failed`, `pending`.
    var status: String
    var paidAt: Int64
    var channel: String
    var method = ""
    var chargeback: Int64 = 0
    var elsewhere: Int64 = 0
    var acquirerReference = ""
}
