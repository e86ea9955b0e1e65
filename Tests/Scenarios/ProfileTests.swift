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
            ["submissions", "build"], expecting: 78, "channel default: total has 5 characters")
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
}
