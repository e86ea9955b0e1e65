import Foundation
import Testing

/// What channels charge by contract is never short without a word. By the program itself.
@Suite("Fees by contract")
struct FeesTests {
    private static func settings(_ channels: String) -> String { "home_number: 417\nchannels:\n\(channels)" }

    @Test func aChannelThatLeftTheSettingsIsNamed() throws {
        let home = try TestHome(
            settings: Self.settings(
                "  default: {}\n  card: {fees: [{on: submission, currency: EUR, fixed: \"0.30\"}]}\n")
        )
        defer { home.scratch.remove() }
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,channel
            P1,995378,99537801,ORDER,EUR,50.00,success,2026-10-01 10:00:00,card

            """, to: "orders.csv")
        try home.call(["orders", "import", home.scratch.file("orders.csv")], expecting: 0)
        try home.write("refund_number,payment_id,refund_amount\nR1,P1,10.00\n", to: "batch.csv")
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let before = try home.call(["--json", "reports", "fees"], expecting: 0).output
        #expect(before.contains("\"fee\":\"0.30\"") && !before.contains("without_settings"), "\(before)")
        try Self.settings("  default: {}\n").write(
            toFile: "\(home.path)/refundry.yaml", atomically: false, encoding: .utf8)
        let after = try home.call(["--json", "reports", "fees"], expecting: 0).output
        #expect(after.contains("\"channels_without_settings\":\"card\""), "\(after)")
        let page = try home.call(["reports", "fees", "--format", "html"], expecting: 0).output
        #expect(page.contains("what card charged is missing"))
    }
}
