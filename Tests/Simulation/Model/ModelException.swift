/// An open exception.
struct ModelException: Equatable {
    var code: String
    /// As the record writes it; nil where it has none.
    var refundID: String?
    /// Of an order that later facts took over the bound.
    var paymentID: String?
    var line: Int?
}
