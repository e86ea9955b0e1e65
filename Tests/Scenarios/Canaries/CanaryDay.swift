import Foundation
import Testing

/// Plays a day on a home that is fed canaries: every command, what goes well and what fails.
struct CanaryDay {
    let home: CanaryHome

    func play() throws {
        try configure()
        try orders()
        try batches()
        try people()
        try results()
        try drops()
        try read()
        try help()
        try mistakes()
        try tamper()
    }

    private let settings = """
        # {config.comment} {config.secret_comment}
        home_number: 417
        busy_seconds: 1

        """

    private func configure() throws {
        try home.write(settings, to: "home/refundry.yaml")
        try home.call("verify", status: 0)
        let broken = [
            "api_{config.key}: 1\n", "password: {config.secret_value}\n", "card: \"{config.value}\"\n",
            "# {config.secret_comment}\ntimezone: \"{config.wrong}\"\nkey: {config.secret_wrong}\n",
            "limits:\n  key: [{config.secret_broken}\n{config.broken}: -\n",
        ]
        for text in broken {
            try home.write(settings + text, to: "home/refundry.yaml")
            try home.call("batches", "list", status: 78)
        }
        try home.write(settings, to: "home/refundry.yaml")
    }

    private func orders() throws {
        let named = try home.write(CanaryInputs.orders, to: "orders-{name.orders}.csv")
        try home.call("orders", "import", named, status: 0)
        let files = [
            try home.write(CanaryInputs.headlessOrders, to: "headless.csv"),
            try home.write(CanaryInputs.brokenOrders, to: "broken.csv"),
            try home.write(CanaryInputs.foreignXML, to: "foreign.xml"),
            try home.write(CanaryInputs.brokenXML, to: "broken.xml"),
            try home.write(CanaryInputs.wideOrders, to: "wide.csv", encoding: .utf16),
        ]
        for file in files.dropLast() { try home.call("orders", "import", file, status: 65) }
        try home.call("orders", "import", files[4], status: 0)
        try home.call("orders", "import", try home.write(CanaryInputs.orderXML, to: "orders.xml"), status: 0)
    }

    private func batches() throws {
        let named = try home.write(CanaryInputs.batch, to: "batch-{name.batch}.csv")
        try home.call("batches", "check", named, "--account", "995378", status: 0)
        try home.call(
            "batches", "import", named, "--account", "995378", "--by", "Chen {person.by}", status: 0)
        try home.call("batches", "import", named, "--account", "995378", status: 65)
        for (place, text) in CanaryInputs.refusedBatches.enumerated() {
            let name = place == 0 ? "refused-{name.refused}.csv" : "refused-\(place).csv"
            let file = try home.write(text, to: name)
            try home.call("batches", "check", file, "--account", "995378", status: 65)
            try home.call("batches", "import", file, "--account", "995378", status: 65)
        }
        let number = "#batch_number={batch.batch_number}\nrefund_number,payment_id,refund_amount\n"
        let again = try home.write(number + "T-9,261002103015123456701,1\n", to: "again.csv")
        try home.call("batches", "import", again, "--account", "995378", status: 65)
        let xml = try home.write(CanaryInputs.batchXML, to: "batch.xml")
        try home.call("batches", "import", xml, "--account", "995378", status: 0)
        let missing = try home.filled("nowhere-{name.missing}.csv")
        try home.call("batches", "import", missing, "--account", "995378", status: 66)
    }

    private func people() throws {
        try home.call(
            "refunds", "create", "--account", "995378", "--payment", "261002103015123456704", "--number",
            "H-1", "--amount", "1.00", "--reason", "card {person.reason}", status: 65)
        try home.call(
            "refunds", "create", "--account", "995378", "--payment", "261002103015123456704", "--number",
            "H-2", "--amount", "1.00", "--by", "Lin {person.by}", status: 0)
        try home.call("refunds", "cancel", "41700000000079", "--by", "Lin {person.by}", status: 0)
        try home.call("batches", "approve", "2", "--by", "{person.by}", status: 65)
        try home.call(
            "batches", "decline", "2", "--by", "Lin", "--why", "it says {person.why} {person.secret_note}",
            status: 0)
        try home.call("submissions", "build", status: 0)
        try FileManager.default.removeItem(atPath: "\(home.path)/outbox/default/default-000001-USD.csv")
        try home.call(
            "submissions", "redeliver", "1", "--by", "Lin {person.by}", "--note", "for {person.note}",
            status: 0)
    }

    private func results() throws {
        let named = try home.write(CanaryInputs.results, to: "result-{name.result}.csv")
        try home.call("results", "import", named, status: 0)
        let foreign = try home.write(CanaryInputs.foreignResults, to: "foreign-result.csv")
        try home.call("results", "import", foreign, status: 65)
        let xml = try home.write(CanaryInputs.resultXML, to: "result.xml")
        try home.call("results", "import", xml, "--by", "{person.by}", status: 0)
    }

    private func drops() throws {
        let text = "refund_number,payment_id,refund_amount\n"
        try home.write(text, to: "home/drop/orders/empty-{name.dropped}.csv")
        try home.write(text, to: "home/drop/orders/late-{name.waiting}.csv.part")
        try home.write(text, to: "home/drop/stranger-{name.stranger}.csv")
        try home.call("run", status: 65)
    }

    private func read() throws {
        for payment in 1...4 {
            try home.call("orders", "show", "--payment", "26100210301512345670\(payment)", status: 0)
        }
        try home.call("orders", "show", "--order", "{orders.order_number}", "--account", "995378", status: 0)
        try home.call("batches", "list", status: 0)
        for batch in 1...3 {
            try home.call("batches", "show", "\(batch)", status: 0)
            for format in ["csv", "json"] {
                try home.call("reports", "batch", "\(batch)", "--format", format, status: 0)
            }
        }
        try home.call("refunds", "find", status: 0)
        try home.call("refunds", "find", "--query-number", "{results.query_number}", status: 0)
        for serial in ["11", "20", "38", "46", "54"] {
            try home.call("refunds", "show", "417000000000\(serial)", status: 0)
        }
        try home.call("submissions", "list", status: 0)
        try home.call("submissions", "show", "1", status: 0)
        try home.call("submissions", "rebuild", "1", "--out", home.scratch.file("rebuilt"), status: 0)
        let exceptions = try home.call("exceptions", "list", status: 0)
        #expect(exceptions.contains("RECORD_INVALID") && exceptions.contains("REFUND_UNKNOWN"))
        for number in 1...5 { try home.call("exceptions", "show", "\(number)", status: 0) }
        for format in ["csv", "json"] { try home.call("reports", "daily", "--format", format, status: 0) }
        try home.call("reports", "daily", status: 0)
        try home.call("verify", status: 0)
        try home.call("backup", "--to", home.scratch.file("copy"), status: 0)
        try home.call("replay", "--into", home.scratch.file("twin"), status: 0)
    }

    private func help() throws {
        try home.call("--version", status: 0)
        try home.call("--help", status: 0)
        for noun in ["orders", "batches", "refunds", "submissions", "results", "exceptions", "reports"] {
            try home.call("help", noun, status: 0)
            try home.call(noun, status: 64)
        }
    }

    private func mistakes() throws {
        try home.call("orders", "{person.word}", status: 64)
        try home.call("reports", "daily", "--date", "{person.date}", status: 64)
        try home.call("refunds", "show", "{person.word}", status: 65)
        try home.call("refunds", "cancel", "{person.word}", "--by", "Lin", status: 65)
        try home.call("orders", "show", "--payment", "{person.word}", status: 65)
        try home.call("batches", "show", "x{person.word}", status: 64)
    }

    private func tamper() throws {
        try home.write("x", to: "home/archive/{tampered.archive}")
        try home.write("x", to: "home/outbox/default/{tampered.outbox}.csv")
        try home.call("verify", status: 0)
        let change = "UPDATE files SET name = '\(try home.filled("{tampered.ledger}"))' WHERE file = 1"
        let program =
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()"
        let changed = try Program.python(program, ["\(home.path)/ledger.sqlite", change])
        try #require(changed.status == 0, "\(changed.text)")
        try home.call("verify", status: 70)
    }
}
