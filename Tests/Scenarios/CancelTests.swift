import Testing

/// What a person takes back: its money is free again, once, and the journal says who did it.
@Suite("Taking back")
struct CancelTests {
    @Test func cancelledOnceAndProved() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["refunds", "cancel", "41700000000011", "--by", "Chen Jing"], expecting: 0)
        try home.call(["verify"], expecting: 0)
        try home.call(["refunds", "cancel", "41700000000011", "--by", "Chen Jing"], expecting: 65)
        let order = try home.call(
            ["--json", "orders", "show", "--payment", "260921201544530118207"], expecting: 0)
        #expect(order.output.contains("\"refundable\":\"289.95\""), "\(order.output)")
        try home.call(["submissions", "build"], expecting: 0)
        try home.call(["refunds", "cancel", "41700000000020", "--by", "Chen Jing"], expecting: 65)
        try home.call(["verify"], expecting: 0)
    }
}
