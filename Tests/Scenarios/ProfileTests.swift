import Foundation
import Testing

@Suite("Channels and accounts with profiles") struct ProfileTests {
    private static let settings = """
        home_number: 417
        channels:
          default: {layout: profile, profile: bank}

        """

    private static func profile(separator: String = ";", total: Int = 15) -> String {
        """
        name: bank
        source: the bank's manual, page 12
        format: csv
        separator: "\(separator)"
        submissions:
          names: true
          row: [refund_id, payment_id, refund_amount, refund_currency, refund_description]
          trailer: [{value: T}, {field: total, max: \(total)}]
        results:
          names: first
          fields:
            refund_id: ref
            result: {column: state, values: {"0": success}}
            refund_amount: amount
            refund_currency: currency
        """
    }

    private func home(_ profile: String) throws -> TestHome {
        let home = try TestHome()
        try FileManager.default.createDirectory(
            atPath: home.scratch.file("home/profiles"), withIntermediateDirectories: true)
        try home.write(profile, to: "home/profiles/bank.yaml")
        try home.write(Self.settings, to: "home/refundry.yaml")
        return home
    }

    private func text(_ home: TestHome, _ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: home.scratch.file(path))), as: UTF8.self)
    }

    @Test("After a profile was edited, what was sent by it is made again to the byte, and so is a home")
    func edited() throws {
        let home = try home(Self.profile())
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let sent = try text(home, "home/outbox/default/default-000001-EUR.csv")
        #expect(sent.contains(";260921201544530118207;50.00;EUR;"))
        try home.write(Self.profile(separator: "|"), to: "home/profiles/bank.yaml")
        try home.call(["submissions", "rebuild", "1", "--out", home.scratch.file("again.csv")], expecting: 0)
        #expect(try text(home, "again.csv") == sent)
        // From now on it is the edited one, for what leaves and for what comes back.
        try home.write(
            "refund_number,payment_id,refund_amount\nKR-2,260921201544530118207,1.00\n", to: "more.csv")
        try home.call(
            ["batches", "import", home.scratch.file("more.csv"), "--account", "995378"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try text(home, "home/outbox/default/default-000003-EUR.csv").contains("|1.00|EUR|"))
        try home.write(
            "ref|state|amount|currency\n\(sent.split(separator: "\n")[1].prefix(14))|0|50.00|EUR\n",
            to: "result.csv")
        let taken = try home.call(
            ["--json", "results", "import", home.scratch.file("result.csv"), "--channel", "default"],
            expecting: 0)
        #expect(taken.output.contains("\"applied\":1"), "\(taken.text)")
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    @Test("A file whose trailer has no room is never sealed; the check says so beforehand")
    func noRoom() throws {
        let home = try home(Self.profile(total: 3))
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        let told = try home.call(
            ["submissions", "build"], expecting: 78,
            "channel default: submissions.trailer[2] (total) has 5 characters")
        #expect(told.errors.contains("nothing of this channel was sent"))
        let listed = try home.call(["--json", "submissions", "list"], expecting: 0)
        #expect(!listed.output.contains("\"file\""), "\(listed.output)")
        let checked = try home.call(["--json", "channels", "check", "default"])
        #expect(checked.status == 65)
        #expect(checked.output.contains("\"ok\":false"), "\(checked.text)")
        try home.write(Self.profile(), to: "home/profiles/bank.yaml")
        let again = try home.call(["--json", "channels", "check", "default"], expecting: 0)
        #expect(again.output.contains("an answer made for it is read: success"), "\(again.output)")
        try home.call(["submissions", "build"], expecting: 0)
        try home.call(["verify"], expecting: 0)
    }

    @Test("The list tells who uses what, and what of the home's own can't be used")
    func list() throws {
        let home = try home(Self.profile())
        defer { home.scratch.remove() }
        try home.write("name: odd\n", to: "home/profiles/odd.yaml")
        let listed = try home.call(["--json", "layouts", "list"], expecting: 0).output
        #expect(
            listed.contains(
                #"{"layout":"profile: bank","origin":"home","writes":["submissions"],"reads":["results"],"channels":["default"],"accounts":[]}"#
            ),
            "\(listed)")
        #expect(listed.contains("odd.yaml:1: a profile has a name, a source and a format"), "\(listed)")
    }

    /// mercadopago's answers name none.
    @Test("An answer without a currency is in the refund's own")
    func impliedCurrency() throws {
        let home = try TestHome(
            settings: "home_number: 417\nchannels:\n  default: {layout: profile, profile: mercadopago}\n")
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let lines = ["41700000000011", "41700000000020"].enumerated().map { place, id in
            "\(id);26092120\(place);\(place == 0 ? "50.00" : "19.99");refunded;;"
        }
        try home.write(
            "external_reference;payment_id;amount;refund_status;refund_id;refund_detail\n"
                + lines.joined(separator: "\n") + "\n",
            to: "answer.csv")
        let taken = try home.call(
            ["--json", "results", "import", home.scratch.file("answer.csv"), "--channel", "default"],
            expecting: 0)
        #expect(
            taken.output.contains("\"applied\":1") && taken.output.contains("\"exceptions\":1"),
            "\(taken.text)")
        let found = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(found.output.contains("\"code\":\"AMOUNT_DIFFERS\""), "\(found.output)")
    }

    private static let creditors = """
        name: bank
        source: the bank's manual, page 12
        format: fixed
        encoding: latin-1
        submissions:
          charset: ascii
          row:
            - {field: refund_id, from: 1, length: 14}
            - {field: creditor_name, from: 15, length: 20}
            - {field: creditor_account, from: 35, length: 24}
            - {field: creditor_agent, from: 59, length: 11}
            - {field: refund_amount, from: 70, length: 12, align: right, pad: "0"}
          trailer: [{value: T, from: 1, length: 1}, {field: total, from: 2, length: 12, align: right}]
        """

    /// Whatever becomes of the order, the file's bytes stay; who can't be paid waits, and isn't counted.
    @Test("A profile says where the money goes; a refund whose creditor is missing or unfit waits")
    func creditors() throws {
        let home = try home(Self.creditors)
        defer { home.scratch.remove() }
        let head =
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account,creditor_agent"
        func order(_ number: Int, _ amount: String, _ creditor: String) -> String {
            "P\(number),995378,99537801,O\(number),EUR,\(amount),success,2026-10-01 10:00:00,\(creditor)"
        }
        let rows = [
            order(1, "10.00", "Zoë Müller,DE02 1203 0000 0000 2020 51,COBADEFFXXX"),
            order(2, "10.00", "Ann,12345678,"),
            order(3, "10.00", ",12345678,"), order(4, "10.00", "王,12345678,"), order(5, "10.00", "Ann,,"),
            order(6, "10.00", "A name of more than twenty letters,12345678,"),
            order(7, "9999999999.00", "Ann,,"),
        ]
        try home.write(([head] + rows).joined(separator: "\n") + "\n", to: "creditors.csv")
        try home.call(["orders", "import", home.scratch.file("creditors.csv")], expecting: 0)
        try home.write(
            "refund_number,payment_id,refund_type\n" + (1...7).map { "R\($0),P\($0),full\n" }.joined(),
            to: "all.csv")
        try home.call(
            ["batches", "import", home.scratch.file("all.csv"), "--account", "995378"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let path = "home/outbox/default/default-000001-EUR.txt"
        let sent = try text(home, path)
        #expect(
            sent == """
                41700000000011Zoe Mueller         DE02120300000000202051  COBADEFFXXX000000010.00
                41700000000020Ann                 12345678                           000000010.00
                T       20.00

                """, "\(sent)")
        for (id, field) in [
            ("41700000000038", "creditor_name"), ("41700000000046", "creditor_name"),
            ("41700000000054", "creditor_account"),
            ("41700000000062", "creditor_name"), ("41700000000079", "creditor_account"),
        ] {
            let shown = try home.call(["--json", "refunds", "show", id], expecting: 0).output
            #expect(
                shown.contains("\"hold\":\"data\",") && shown.contains(" \(field) "), "\(shown)")
        }
        try home.write(
            head + "\n" + order(1, "10.00", "Somebody Else,99999999,") + "\n", to: "changed.csv")
        try home.call(["orders", "import", home.scratch.file("changed.csv")], expecting: 0)
        try home.call(["submissions", "rebuild", "1", "--out", home.scratch.file("again.txt")], expecting: 0)
        #expect(try text(home, "again.txt") == sent)
        try home.call(["channels", "check", "default"], expecting: 0)
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    private static let orderNumbers = """
        name: bank
        source: the bank's manual, page 12
        format: csv
        encoding: latin-1
        submissions:
          row: [refund_id, {field: order_number, max: 8}, refund_amount]
        """

    /// An order's number can't change once it has a refund, so that the file's bytes stay.
    @Test("A profile says the merchant's number; one that has no room or no letters for it waits")
    func orderNumbers() throws {
        let home = try home(Self.orderNumbers)
        defer { home.scratch.remove() }
        let head =
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime\n"
        func order(_ number: Int, _ name: String) -> String {
            "P\(number),995378,99537801,\(name),EUR,10.00,success,2026-10-01 10:00:00\n"
        }
        try home.write(
            head + order(1, "KO-1") + order(2, "KO-2-é") + order(3, "订单3") + order(4, "KO-1234-5"),
            to: "numbers.csv")
        try home.call(["orders", "import", home.scratch.file("numbers.csv")], expecting: 0)
        try home.write(
            "refund_number,payment_id,refund_type\n" + (1...4).map { "R\($0),P\($0),full\n" }.joined(),
            to: "all.csv")
        try home.call(
            ["batches", "import", home.scratch.file("all.csv"), "--account", "995378"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let bytes = Array(
            try Data(
                contentsOf: URL(filePath: home.scratch.file("home/outbox/default/default-000001-EUR.csv"))))
        #expect(
            String(decoding: bytes.map { $0 == 0xE9 ? UInt8(ascii: "e") : $0 }, as: UTF8.self)
                == "41700000000011,KO-1,10.00\n41700000000020,KO-2-e,10.00\n")
        for (id, words) in [
            ("41700000000038", "order_number has letters that profile bank lacks"),
            ("41700000000046", "order_number has 9 characters, profile bank has room for 8"),
        ] {
            let shown = try home.call(["--json", "refunds", "show", id], expecting: 0).output
            #expect(shown.contains("\"hold\":\"data\",") && shown.contains(words), "\(shown)")
        }
        try home.write(head + order(1, "KO-9"), to: "changed.csv")
        let told = try home.call(["orders", "import", home.scratch.file("changed.csv")])
        #expect(told.text.contains("order_number"), "\(told.text)")
        try home.call(["submissions", "rebuild", "1", "--out", home.scratch.file("again.csv")], expecting: 0)
        #expect(try Data(contentsOf: URL(filePath: home.scratch.file("again.csv"))) == Data(bytes))
        let checked = try home.call(["--json", "channels", "check", "default"], expecting: 0)
        #expect(checked.output.contains(",10081230,12.30"), "\(checked.output)")
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }
}
