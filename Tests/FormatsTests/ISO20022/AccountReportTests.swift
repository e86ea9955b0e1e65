import Bytes
import Formats
import Testing

/// What camt.054 and camt.053 mean, rule by rule (`bank-formats.md`, iso20022).
@Suite struct AccountReportTests {
    private static func notification(_ entries: String...) -> String {
        document("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn", entries.joined(separator: "\n"))
    }

    private static func statement(_ content: String) -> String {
        document("camt.053.001.08", "BkToCstmrStmt", "Stmt", content)
    }

    private static func document(_ name: String, _ message: String, _ report: String, _ content: String)
        -> String
    {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(name)"><\(message)>
        <GrpHdr><MsgId>B</MsgId><CreDtTm>2026-01-05T09:02:00Z</CreDtTm></GrpHdr><\(report)><Id>1</Id>
        \(content)
        </\(report)></\(message)></Document>
        """
    }

    /// An entry of 10.01 EUR, whose parts can be exchanged.
    private struct Entry {
        var mark = "<CdtDbtInd>DBIT</CdtDbtInd>"
        var status = "<Sts><Cd>BOOK</Cd></Sts>"
        var amount = "10.01"
        var dates = "<BookgDt><Dt>2026-01-08</Dt></BookgDt><ValDt><Dt>2026-01-09</Dt></ValDt>"
        var reversal = ""
        var family = "ESCT"
        var details: [String] = [AccountReportTests.details(1)]

        var text: String {
            """
            <Ntry><Amt Ccy="EUR">\(amount)</Amt>\(mark)\(reversal)\(status)\(dates)<AcctSvcrRef>E1</AcctSvcrRef>\
            \(AccountReportTests.code(family))\
            <NtryDtls>\(details.map { "<TxDtls>\($0)</TxDtls>" }.joined())</NtryDtls></Ntry>
            """
        }

        init(_ change: (inout Entry) -> Void = { _ in }) { change(&self) }
    }

    private static func code(_ family: String) -> String {
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>\(family)</SubFmlyCd></Fmly></Domn></BkTxCd>"
    }

    private static func details(_ serial: Int64, _ rest: String = "") -> String {
        "<Refs><EndToEndId>\(refundID(serial))</EndToEndId></Refs>\(rest)"
    }

    private static let returned =
        "<RtrInf><OrgnlBkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>"
        + "</OrgnlBkTxCd><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account clo</AddtlInf><AddtlInf>sed</AddtlInf></RtrInf>"

    private func result(_ change: (inout Entry) -> Void) throws -> String {
        let reading = try MessageReading(Self.notification(Entry(change).text))
        #expect(reading.rows.count == 1 && reading.refusal == nil)
        return reading.rows.first.map { $0.split(separator: " ").dropFirst(2).joined(separator: " ") } ?? ""
    }

    // MARK: - Direction and status

    /// No schema allows it, and nothing of an entry counts for it: it is a record without a result all the same.
    @Test func aTransactionOutsideOfAnyEntry() throws {
        let lone = "<TxDtls>\(Self.details(2))</TxDtls>"
        for entries in [[Entry().text, lone], [lone, Entry().text], [lone]] {
            let reading = try MessageReading(
                Self.document(
                    "camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn", entries.joined(separator: "\n")))
            let alone = reading.rows.filter { $0.contains(refundID(2)) }
            #expect(alone.count == 1 && reading.rows.count == entries.count, "\(reading.rows)")
            #expect(alone.first?.hasSuffix("\(refundID(2)) - - - - - \"\" -") == true, "\(alone)")
        }
    }

    @Test func aBookedDebitConfirms() throws {
        let reading = try MessageReading(Self.notification(Entry().text))
        #expect(reading.rows == ["3 \(refundID(1)) success 10.01 EUR E1 - \"\" 2026-01-08"])
        #expect(reading.notes == [])
    }

    @Test(arguments: ["", "<RvslInd>true</RvslInd>", "<RvslInd>false</RvslInd>"])
    func aCreditThatCameBack(_ reversal: String) throws {
        let credit = "<CdtDbtInd>CRDT</CdtDbtInd>"
        let byReason = try result { entry in
            entry.mark = credit
            entry.reversal = reversal
            entry.details = [Self.details(1, Self.returned)]
        }
        #expect(byReason == "failed 10.01 EUR E1 AC04 \"Account closed\" 2026-01-08")
        let byFamily = try result { entry in
            entry.mark = credit
            entry.reversal = reversal
            entry.family = "RRTN"
        }
        #expect(byFamily == "failed 10.01 EUR E1 - \"\" 2026-01-08")
        let byOwnFamily = try result { entry in
            entry.mark = credit
            entry.details = [Self.details(1, Self.code("RRTN"))]
        }
        #expect(byOwnFamily.hasPrefix("failed"))
        // Without a sign of a return nobody can tell what it is.
        #expect(try result { $0.mark = credit }.hasPrefix("CRDT without"))
    }

    /// What came back counts, not what it repeats of the order; a failure that states no amount has none to compare.
    @Test func howMuchCameBack() throws {
        func read(_ rest: String, _ more: [String] = []) throws -> (row: String, states: Bool) {
            let entry = Entry { entry in
                entry.mark = "<CdtDbtInd>CRDT</CdtDbtInd>"
                entry.amount = "7.51"
                entry.details = [Self.details(1, rest + Self.returned)] + more
            }
            let reading = try MessageReading(Self.notification(entry.text))
            let words = reading.rows.first?.split(separator: " ") ?? []
            return (words[2...4].joined(separator: " "), reading.returns == [3])
        }
        let instructed = "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">10.01</Amt></InstdAmt></AmtDtls>"
        #expect(try read("") == ("failed 7.51 EUR", true))
        // Of one alone the entry says what was booked: the bank may have kept charges.
        #expect(try read("<Amt Ccy=\"EUR\">10.01</Amt>") == ("failed 7.51 EUR", true))
        #expect(try read(instructed) == ("failed 7.51 EUR", true))
        #expect(try read("<Amt Ccy=\"EUR\">7.50</Amt>" + instructed) == ("failed 7.51 EUR", true))
        #expect(try read(instructed.replacing("EUR", with: "USD")) == ("failed 10.01 USD", true))
        let other = [Self.details(2, "<Amt Ccy=\"EUR\">1</Amt>")]
        #expect(try read(instructed, other) == ("failed - -", false))
        #expect(try read("<Amt Ccy=\"EUR\">7.50</Amt>", other) == ("failed 7.5 EUR", true))
        #expect(try read("", other) == ("failed - -", false))
        #expect(try MessageReading(Self.notification(Entry().text)).returns == [])
    }

    /// Once for a file, and only where all say what moved.
    @Test func entriesThatAreNotTheirTransactions() throws {
        func notes(_ entries: [(String, [String])], back: Bool = false) throws -> [String] {
            let texts = entries.map { amount, details in
                Entry { entry in
                    entry.amount = amount
                    if back { entry.mark = "<CdtDbtInd>CRDT</CdtDbtInd>" }
                    entry.details = details.enumerated().map {
                        Self.details(Int64($0.offset + 1), $0.element + (back ? Self.returned : ""))
                    }
                }.text
            }
            return try MessageReading(Self.notification(texts.joined(separator: "\n"))).notes
        }
        func euros(_ amount: String) -> String { "<Amt Ccy=\"EUR\">\(amount)</Amt>" }
        #expect(try notes([("15.00", [euros("10.00"), euros("5")]), ("7", [euros("7.00")])]) == [])
        #expect(
            try notes([("5.00", [euros("10.00")]), ("7", [euros("7.00")]), ("3", [euros("1"), euros("1")])])
                .first?.contains("line 3: 2 entries are not what the transactions add up to") == true)
        #expect(try notes([("15.00", [euros("10.00"), ""])]) == [])
        #expect(try notes([("15.00", [euros("10.00"), "<Amt Ccy=\"USD\">9</Amt>"])]) == [])
        #expect(
            try notes([("15.00", ["", ""])], back: true).first?.contains(
                "line 3: 2 returns say not how much came back") == true)
    }

    @Test func aDebitThatMayBeNone() throws {
        #expect(try result { $0.reversal = "<RvslInd>true</RvslInd>" }.hasPrefix("DBIT with"))
        #expect(try result { $0.reversal = "<RvslInd>1</RvslInd>" }.hasPrefix("DBIT with"))
        #expect(try result { $0.family = "RRTN" }.hasPrefix("DBIT with"))
        #expect(try result { $0.details = [Self.details(1, Self.returned)] }.hasPrefix("DBIT with"))
    }

    /// Neither debit nor credit is no success.
    @Test func aMarkThatNobodyCanRead() throws {
        #expect(try result { $0.mark = "" }.hasPrefix("BOOK, and neither"))
        #expect(try result { $0.mark = "<CdtDbtInd>debit</CdtDbtInd>" }.hasPrefix("BOOK, and neither"))
    }

    /// The transaction's own mark goes before its entry's.
    @Test func ownMark() throws {
        let own = try result { entry in
            entry.mark = "<CdtDbtInd>CRDT</CdtDbtInd>"
            entry.details = [Self.details(1, "<CdtDbtInd>DBIT</CdtDbtInd>")]
        }
        #expect(own.hasPrefix("success"))
    }

    @Test(arguments: [
        ("<Sts>BOOK</Sts>", "success"), ("<Sts><Cd>BOOK</Cd></Sts>", "success"),
        ("<Sts>PDNG</Sts>", "pending"),
        ("<Sts><Cd>PDNG</Cd></Sts>", "pending"), ("<Sts><Cd>INFO</Cd></Sts>", "pending"),
        ("<Sts><Cd>FUTR</Cd></Sts>", "pending"), ("<Sts><Prtry>HUCH</Prtry></Sts>", "HUCH"), ("", "-"),
    ])
    func statuses(_ status: String, _ expected: String) throws {
        #expect(try result { $0.status = status }.hasPrefix(expected))
    }

    // MARK: - Amounts, dates, references

    @Test func amounts() throws {
        func amount(_ rest: String) throws -> String {
            let row = try result { entry in
                entry.amount = "99.00"
                entry.details = [Self.details(1, rest)]
            }
            return row.split(separator: " ")[1...2].joined(separator: " ")
        }
        #expect(try amount("") == "99 EUR")
        #expect(try amount("<Amt Ccy=\"EUR\">10.01</Amt>") == "10.01 EUR")
        let old =
            "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">1.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">2.00</Amt></TxAmt></AmtDtls>"
        #expect(try amount(old) == "2 EUR")
        let instructed = "<AmtDtls><InstdAmt><Amt Ccy=\"USD\">11.50</Amt></InstdAmt></AmtDtls>"
        #expect(try amount(instructed) == "11.5 USD")
        // What moved is in the account's currency, what was ordered in the refund's.
        #expect(try amount("<Amt Ccy=\"EUR\">10.01</Amt>" + instructed) == "11.5 USD")
        #expect(try amount("<Amt Ccy=\"JPY\">1000.00</Amt>") == "1000 JPY")
        #expect(try amount("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">5</TtlChrgsAndTaxAmt></Chrgs>") == "99 EUR")
    }

    /// What the schema's decimal allows is the amount that it is; what it doesn't stands as it was written.
    @Test(arguments: [
        ("+117.0", "117"), ("117.", "117"), ("00117.00000", "117"), ("+0.50", "0.5"), (".5", "0.5"),
        ("0", "0"),
        ("+.0", "0"), ("000000000000000117.01", "117.01"), ("100", "100"), ("-117.00", "-117.00"),
        ("+-117", "+-117"), ("++1", "++1"), ("+", "+"), (".", "."), ("1.0.0", "1.0.0"), ("1e2", "1e2"),
        ("117,00", "117,00"), ("1 17.0", "1 17.0"),
    ])
    func decimals(_ text: String, _ expected: String) throws {
        #expect(try result { $0.amount = text } == "success \(expected) EUR E1 - \"\" 2026-01-08")
    }

    /// The entry's amount is that of one transaction, never of several.
    @Test func severalTransactionsOfOneEntry() throws {
        let entry = Entry { entry in
            entry.details = [
                Self.details(1), Self.details(2, "<Amt Ccy=\"EUR\">4.00</Amt>"), Self.details(3),
            ]
        }
        let reading = try MessageReading(
            Self.notification(entry.text, Entry { $0.details = [Self.details(4)] }.text))
        #expect(
            reading.rows.map { $0.split(separator: " ")[1...4].joined(separator: " ") } == [
                "\(refundID(1)) success - -", "\(refundID(2)) success 4 EUR", "\(refundID(3)) success - -",
                "\(refundID(4)) success 10.01 EUR",
            ])
    }

    @Test func datesAndReferences() throws {
        let own = try result {
            $0.details = [
                Self.details(1, "").replacing("<Refs>", with: "<Refs><AcctSvcrRef>T9</AcctSvcrRef>")
            ]
        }
        #expect(own == "success 10.01 EUR T9 - \"\" 2026-01-08")
        #expect(
            try result { $0.dates = "<BookgDt><DtTm>2026-01-08T10:00:00</DtTm></BookgDt>" }
                .hasSuffix(" 2026-01-08T10:00:00"))
        #expect(try result { $0.dates = "<ValDt><Dt>2026-01-09</Dt></ValDt>" }.hasSuffix(" 2026-01-09"))
    }

    // MARK: - Ours and others'

    @Test func othersAreCounted() throws {
        func id(_ text: String) -> String { "<Refs><EndToEndId>\(text)</EndToEndId></Refs>" }
        let damaged = String(refundID(5).dropLast()) + (refundID(5).hasSuffix("0") ? "1" : "0")
        let reading = try MessageReading(
            Self.notification(
                Entry {
                    $0.details = [id("NOTPROVIDED"), id("41812345678901"), id("417123"), id(damaged), ""]
                }.text,
                Entry { $0.details = [] }.text, Entry { $0.details = [id(" \n\(refundID(7))\n ")] }.text))
        #expect(reading.rows.map { String($0.split(separator: " ")[1]) } == [damaged, refundID(7)])
        #expect(reading.notes.first?.contains("5 transactions are about something else") == true)
    }

    /// A batch of ours that was booked as a whole confirms nothing, and is no other thing either (details 27).
    @Test func batchesThatWereBookedAsAWhole() throws {
        func batch(_ payment: String, _ transactions: String...) -> String {
            Entry {
                $0.details = transactions
            }.text.replacing("<NtryDtls>", with: "<NtryDtls><Btch><PmtInfId>\(payment)</PmtInfId></Btch>")
        }
        let none = "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        let ours = "R4170000000012-1"
        let other = "1 transaction is about something else, without an EndToEndId of this home: left out"
        let told = { (count: String, named: String) in
            "\(count) ours, by PmtInfId, and without EndToEndIds: \(named); this confirms none of their refunds, ask the bank to list the transactions"
        }
        let one = told("1 booked batch is", "submission 12 (line 3)")
        let cases: [(String, [String], Int)] = [
            (batch(ours), [one], 0), (batch(ours, none, none, none), [one], 0),
            (batch("R4180000000012-1"), [other], 0), (batch("R4170000000012"), [other], 0),
            (batch("R4170000000000-1"), [other], 0), (batch(ours, Self.details(1)), [], 1),
            (batch(ours, Self.details(1), none), [other], 1),
            (batch(ours) + Entry { $0.details = [none] }.text, [one, other], 0),
            (
                batch(ours) + "\n" + batch("R4170000000013-1", none),
                [told("2 booked batches are", "submission 12 (line 3), submission 13 (line 4)")], 0
            ),
            // Named by the transaction itself, as some banks do.
            (
                Entry { $0.details = [none.replacing("<Refs>", with: "<Refs><PmtInfId>\(ours)</PmtInfId>")] }
                    .text, [one], 0
            ),
        ]
        for (entries, notes, rows) in cases {
            let reading = try MessageReading(Self.notification(entries))
            #expect(reading.notes == notes && reading.rows.count == rows, "\(entries)")
        }
        // Of many the first are named.
        let many = try MessageReading(Self.notification(String(repeating: batch(ours), count: 12)))
        #expect(
            many.notes.count == 1 && many.notes[0].contains("12 booked batches")
                && many.notes[0].contains("), …;"))
    }

    /// Two details of one entry: what the one lists says nothing of the other.
    @Test func batchesOfOneEntry() throws {
        let whole = "<NtryDtls><Btch><PmtInfId>R4170000000012-1</PmtInfId></Btch></NtryDtls></Ntry>"
        let reading = try MessageReading(Self.notification(Entry().text.replacing("</Ntry>", with: whole)))
        #expect(reading.results.count == 1 && reading.notes.count == 1)
        #expect(reading.notes[0].hasPrefix("1 booked batch is ours"))
    }

    @Test func emptyMessages() throws {
        for text in [Self.notification(), Self.statement("")] {
            let reading = try MessageReading(text)
            #expect(reading.rows == [] && reading.refusal == nil && reading.notes == [])
        }
    }

    @Test func severalStatements() throws {
        let text = Self.statement(
            Entry().text + "</Stmt><Stmt><Id>2</Id>" + Entry { $0.details = [Self.details(2)] }.text)
        #expect(try MessageReading(text).results.count == 2)
    }

    // MARK: - Sums

    private static func balance(
        _ code: String, _ amount: String, _ mark: String = "CRDT", _ currency: String = "EUR"
    )
        -> String
    {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"\(currency)\">\(amount)</Amt><CdtDbtInd>\(mark)</CdtDbtInd></Bal>"
    }

    private func notes(_ balances: String..., entries: Int = 1) throws -> [String] {
        let entries = (0..<entries).map { _ in Entry().text }.joined()
        return try MessageReading(Self.statement(balances.joined() + entries)).notes
    }

    @Test func balances() throws {
        let opening = Self.balance("OPBD", "100.00")
        #expect(try notes(opening, Self.balance("CLBD", "89.99")) == [])
        #expect(try notes(opening, Self.balance("CLBD", "89.98")).first?.contains("don't add up") == true)
        #expect(try notes(Self.balance("PRCD", "100"), Self.balance("CLBD", "89.98")).count == 1)
        #expect(try notes(Self.balance("OPBD", "5.00"), Self.balance("CLBD", "5.01", "DBIT")) == [])
        #expect(
            try notes(
                opening, Self.balance("PRCD", "1"), Self.balance("CLBD", "89.99"), Self.balance("CLAV", "3"))
                == [])
        #expect(try notes(Self.balance("OPBD", "+0100.000000"), Self.balance("CLBD", "89.99")) == [])
        #expect(try notes(Self.balance("OPBD", "+.50"), Self.balance("CLBD", "9.51", "DBIT")) == [])
        // Exact beyond what a floating number holds.
        #expect(
            try notes(Self.balance("OPBD", "900719925474099.33"), Self.balance("CLBD", "900719925474089.32"))
                == [])
        // Two pages or currencies: nobody can tell what belongs to what.
        #expect(try notes(opening, opening, Self.balance("CLBD", "1")) == [])
        #expect(
            try notes(Self.balance("OPBD", "100", "CRDT", "USD"), Self.balance("CLBD", "1", "CRDT", "USD"))
                == [])
        #expect(try notes(opening) == [])
    }

    @Test func summaries() throws {
        func summary(_ count: String, _ sum: String) -> String {
            "<TxsSummry><TtlNtries><NbOfNtries>\(count)</NbOfNtries><Sum>\(sum)</Sum></TtlNtries></TxsSummry>"
        }
        #expect(try notes(summary("2", "20.02"), entries: 2) == [])
        #expect(
            try notes(summary("3", "20.0200"), entries: 2).first?.contains("3 entries, there are 2") == true)
        #expect(try notes(summary("2", "20.03"), entries: 2).first?.contains("says 20.03") == true)
    }
}
