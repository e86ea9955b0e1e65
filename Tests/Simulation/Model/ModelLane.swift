/// By what everything ties out.
struct ModelLane: Hashable {
    var account: String
    var channel: String
    var currency: String
}
