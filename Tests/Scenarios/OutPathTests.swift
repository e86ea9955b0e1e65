import Foundation
import Testing

/// Where `--out` may point: never at what is the home's own, never at what is no ordinary file.
@Suite("Places for --out")
struct OutPathTests {
    @Test(
        arguments: [
            "home/ledger.sqlite", "home/refundry.yaml", "home/staging/../ledger.sqlite",
            "home/outbox/default/x.csv",
            "home/archive/x", "home/reports/batches/1/accepted.csv", "home/drop/orders/x.csv", "pipe",
            "link-to-ledger",
        ])
    func isRefusedAndChangesNothing(_ place: String) throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try #require(
            try Program.run(
                "/bin/sh", ["-c", "mkfifo pipe && ln -s home/ledger.sqlite link-to-ledger"],
                in: home.scratch.path
            ).status == 0)
        let path = home.scratch.file(place)
        let before = FileManager.default.contents(atPath: place == "pipe" ? "/dev/null" : path)
        for words in [
            ["reports", "refunds", "--format", "csv"], ["submissions", "rebuild", "1"],
            ["reports", "notifications", "--next", "--format", "csv"],
        ] {
            let outcome = try home.call(words + ["--out", path])
            #expect(outcome.status == 73, "\(outcome.text)")
            #expect(outcome.errors.contains(path), "\(outcome.text)")
        }
        if place != "pipe" { #expect(FileManager.default.contents(atPath: path) == before) }
        // No number was given out for what couldn't be written.
        #expect(
            try home.call(["--json", "reports", "notifications", "--next"]).output.contains("\"number\":1,"))
        try home.call(["verify"], expecting: 0)
    }

    @Test func aLinkStaysALink() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.write("old\n", to: "report.csv")
        let link = home.scratch.file("link.csv")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "report.csv")
        try home.call(["reports", "refunds", "--format", "csv", "--out", link], expecting: 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "report.csv")
        #expect(try home.scratch.text("report.csv").contains("refund_id"))
        // A name of one's own in the home's folder is nobody else's.
        let own = home.scratch.file("home/october.csv")
        try home.call(["reports", "refunds", "--format", "csv", "--out", own], expecting: 0)
    }
}
