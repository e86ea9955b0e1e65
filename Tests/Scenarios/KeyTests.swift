import Testing

/// A refund number is the merchant's own: of one account, compared exactly (`decisions.md`, how the table is read).
@Suite("Keys")
struct KeyTests {
    @Test func numbersAreTheAccountsOwnAndExact() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime
            260921201544530118299,995412,99541201,KO-2026-184399,EUR,289.95,success,2026-09-21 20:15:44

            """, to: "more.csv")
        try home.call(["orders", "import", home.scratch.file("more.csv")], expecting: 0)
        let header = "refund_number,payment_id,refund_amount\n"
        try home.write(
            header + "K-1,260921201544530118207,1.00\nk-1,260921201544530118207,2.00\n", to: "both.csv")
        try home.write(header + "K-1,260921201544530118299,1.00\n", to: "other.csv")
        try home.write(header + "K-9,260921201544530118299,1.00\n", to: "foreign.csv")
        func take(_ file: String, _ account: String) throws -> String {
            try home.call(
                ["--json", "batches", "import", home.scratch.file(file), "--account", account], expecting: 0
            ).output
        }
        #expect(try take("both.csv", "995378").contains("\"accepted\":2,\"rejected\":0"))
        #expect(try take("other.csv", "995412").contains("\"accepted\":1,\"rejected\":0"))
        // A payment of another account is not found.
        #expect(try take("foreign.csv", "995378").contains("\"accepted\":0,\"rejected\":1"))
        try home.call(["verify"], expecting: 0)
    }
}
