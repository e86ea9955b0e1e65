import Bytes
import Formats
import Rules
import Testing

/// What a pain.002 means, rule by rule (`bank-formats.md`, iso20022).
@Suite struct PaymentStatusTests {
    private static func report(
        group: String = "", payments: [String] = [], message: String = "R4170000000012"
    ) -> String {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>B</MsgId><CreDtTm>2026-01-05T09:02:00Z</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>\(message)</OrgnlMsgId>\(group)</OrgnlGrpInfAndSts>
        \(payments.map { "<OrgnlPmtInfAndSts><OrgnlPmtInfId>\(message)-1</OrgnlPmtInfId>\($0)</OrgnlPmtInfAndSts>" }
            .joined(separator: "\n"))
        </CstmrPmtStsRpt></Document>
        """
    }

    private static func transaction(_ serial: Int64, _ status: String, _ rest: String = "") -> String {
        let state = status.isEmpty ? "" : "<TxSts>\(status)</TxSts>"
        return
            "<TxInfAndSts><OrgnlEndToEndId>\(refundID(serial))</OrgnlEndToEndId>\(state)\(rest)</TxInfAndSts>"
    }

    private static func reason(_ code: String, _ info: String...) -> String {
        "<StsRsnInf><Rsn><Cd>\(code)</Cd></Rsn>\(info.map { "<AddtlInf>\($0)</AddtlInf>" }.joined())</StsRsnInf>"
    }

    private func read(
        group: String = "", _ payments: String..., settings: ISO20022Settings = .plain, sent: Int64 = 3
    ) throws -> MessageReading {
        try MessageReading(
            Self.report(group: group, payments: payments), settings, sent: .euros(sent))
    }

    private static func ends(_ pairs: [(Int64, String)]) -> [String] {
        pairs.map { "\(refundID($0.0).suffix(4)) \($0.1)" }
    }

    // MARK: - All that lies beneath

    @Test func aRejectedGroupRejectsAll() throws {
        let reading = try read(group: "<GrpSts>RJCT</GrpSts>" + Self.reason("AM05", "twice"))
        #expect(
            reading.rows
                == (Int64(1)...3).map { "3 \(refundID($0)) failed - - - AM05 \"twice\" 2026-01-05T09:02:00Z" }
        )
        #expect(reading.submission == "12" && reading.refusal == nil && reading.asked == 1)
    }

    /// A rejected payment under a group that says nothing, or another thing; the reason may stand at the group alone.
    @Test(arguments: ["", "<GrpSts>PART</GrpSts>", "<GrpSts>ACCP</GrpSts>"])
    func aRejectedPaymentGoesBeforeTheGroup(_ group: String) throws {
        let reading = try read(
            group: group + Self.reason("FF01", "group"),
            "<PmtInfSts>RJCT</PmtInfSts>" + Self.reason("AC04", "payment"))
        #expect(reading.results == Self.ends([(1, "failed"), (2, "failed"), (3, "failed")]))
        #expect(reading.rows.allSatisfy { $0.contains("AC04 \"payment\"") })
        let bare = try read(group: group + Self.reason("FF01", "group"), "<PmtInfSts>RJCT</PmtInfSts>")
        #expect(bare.rows.allSatisfy { $0.contains("FF01 \"group\"") })
    }

    /// Whatever a payment beneath it says.
    @Test func aRejectedGroupGoesBeforeItsPayment() throws {
        let reading = try read(
            group: "<GrpSts>RJCT</GrpSts>" + Self.reason("FF01", "group"), "<PmtInfSts>ACCC</PmtInfSts>")
        #expect(reading.results == Self.ends([(1, "failed"), (2, "failed"), (3, "failed")]))
        #expect(reading.rows.allSatisfy { $0.contains("FF01 \"group\"") })
    }

    /// A bank that paid what it got, and got fewer or refused some, hasn't paid all.
    @Test(arguments: [
        "<OrgnlNbOfTxs>2</OrgnlNbOfTxs>",
        "<NbOfTxsPerSts><DtldNbOfTxs>1</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>",
    ])
    func paidButCountedOtherwise(_ counts: String) throws {
        let reading = try read(group: counts + "<GrpSts>ACCC</GrpSts>")
        #expect(reading.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
        #expect(!reading.notes.isEmpty)
        let whole = try read(group: "<OrgnlNbOfTxs>3</OrgnlNbOfTxs><GrpSts>ACCC</GrpSts>")
        #expect(whole.results == Self.ends([(1, "success"), (2, "success"), (3, "success")]))
    }

    @Test func whatIsListedAndWhatIsNotUnderARejection() throws {
        let listed = Self.transaction(2, "RJCT", Self.reason("AC01"))
        let reading = try read(group: "<GrpSts>RJCT</GrpSts>" + Self.reason("AM04"), listed)
        #expect(reading.results == Self.ends([(2, "failed"), (1, "failed"), (3, "failed")]))
        #expect(reading.rows[0].contains(" AC01 ") && reading.rows[1].contains(" AM04 "))
    }

    @Test(arguments: ["ACCP", "ACTC", "ACSP", "ACWC", "ACWP", "PDNG", "RCVD", "ACSC", "PART"])
    func anAcceptedGroupWaits(_ status: String) throws {
        let reading = try read(group: "<GrpSts>\(status)</GrpSts>")
        #expect(reading.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
    }

    @Test func paidAsTheChannelSays() throws {
        let paid = try read(group: "<GrpSts>ACCC</GrpSts>", sent: 1)
        #expect(
            paid.rows == ["3 \(refundID(1)) success 10.01 EUR - - \"\" 2026-01-05T09:02:00Z"])
        let stated = try read(group: "<GrpSts>ACCC</GrpSts>", settings: .plain.with { $0.statements = true })
        #expect(stated.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
        let settled = try read(
            group: "<GrpSts>ACSC</GrpSts>", settings: .plain.with { $0.paidStatuses = [.settled] }, sent: 1)
        #expect(settled.results == Self.ends([(1, "success")]))
    }

    /// A word that nobody knows is one record without a refund, for somebody to look at.
    @Test func anUnknownGroupStatusIsToldOnce() throws {
        let reading = try read(group: "<GrpSts>HUCH</GrpSts>")
        #expect(reading.rows == ["3 - HUCH - - - - \"\" -"])
    }

    // MARK: - Partly accepted

    @Test func unlistedAsTheChannelSays() throws {
        let payment = "<PmtInfSts>PART</PmtInfSts>" + Self.transaction(2, "RJCT", Self.reason("AC04"))
        #expect(try read(payment).results == Self.ends([(2, "failed"), (1, "pending"), (3, "pending")]))
        let success = try read(payment, settings: .plain.with { $0.unlisted = .success })
        #expect(success.results == Self.ends([(2, "failed"), (1, "success"), (3, "success")]))
        #expect(success.rows[2].contains("success 10.03 EUR"))
    }

    /// The bank counts two rejected ones and lists one: any of the others may be the second.
    @Test func hiddenRejectionsAreNoSuccess() throws {
        let counts =
            "<NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>"
        let reading = try read(
            "<PmtInfSts>PART</PmtInfSts>" + counts + Self.transaction(2, "RJCT"),
            settings: .plain.with { $0.unlisted = .success })
        #expect(reading.results == Self.ends([(2, "failed"), (1, "pending"), (3, "pending")]))
        #expect(reading.notes.contains { $0.contains("counts 2 transactions as RJCT and lists 1") })
    }

    /// A rejection that can't be matched means one of those that aren't listed.
    @Test(arguments: ["NOTPROVIDED", "41700000000012", "", refundID(9)])
    func aRejectionThatIsNoneOfOursHidesOne(_ id: String) throws {
        let stray = "<TxInfAndSts><OrgnlEndToEndId>\(id)</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>"
        let paid: ISO20022Settings = .plain.with {
            $0.unlisted = .success
            $0.paidStatuses = [.settled]
        }
        for (group, payment) in [
            ("", "<PmtInfSts>PART</PmtInfSts>"), ("<GrpSts>ACSC</GrpSts>", ""), ("<GrpSts>PART</GrpSts>", ""),
        ] {
            let reading = try read(
                group: group, payment + Self.transaction(2, "RJCT") + stray, settings: paid)
            #expect(
                Array(reading.results.dropFirst(2)) == Self.ends([(1, "pending"), (3, "pending")]),
                "\(reading.results)")
            #expect(
                reading.notes.contains {
                    $0.contains("a rejected transaction is none of the submission's refunds")
                },
                "\(reading.notes)")
        }
    }

    /// Some are not accepted, and the bank doesn't say which.
    @Test func aPartOfWhichNoneIsRejected() throws {
        let success: ISO20022Settings = .plain.with { $0.unlisted = .success }
        let nothing = try read(group: "<GrpSts>PART</GrpSts>", settings: success)
        #expect(nothing.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
        #expect(nothing.notes.contains { $0.contains("accepted in part, and none is listed as rejected") })
        let waiting = try read(
            "<PmtInfSts>PART</PmtInfSts>" + Self.transaction(2, "PDNG"), settings: success)
        #expect(waiting.results == Self.ends([(2, "pending"), (1, "success"), (3, "success")]))
        // Accepted ones, and words that nobody knows, explain nothing.
        for status in ["ACTC", "ACSP", "ACSC", "ACCC", "CANC"] {
            let reading = try read(
                "<PmtInfSts>PART</PmtInfSts>" + Self.transaction(2, status), settings: success)
            #expect(
                reading.results.suffix(2) == Self.ends([(1, "pending"), (3, "pending")])[...], "\(status)")
        }
    }

    /// Two blocks of our one payment: rejected as a whole, and paid. Nothing is taken as paid.
    @Test(arguments: [["RJCT", "ACCC"], ["ACCC", "RJCT"]])
    func aPaymentThatIsRejectedAndPaid(_ statuses: [String]) throws {
        let blocks = statuses.map { "<PmtInfSts>\($0)</PmtInfSts>" }
        let paid = try read(group: "<GrpSts>ACCC</GrpSts>", blocks[0], blocks[1])
        #expect(paid.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
        #expect(paid.notes.contains { $0.contains("the payments of the message have different statuses") })
        let part = try read(
            group: "<GrpSts>PART</GrpSts>", blocks[0], blocks[1] + Self.transaction(2, "RJCT"),
            settings: .plain.with { $0.unlisted = .success })
        let isBare = statuses[0] == "RJCT"
        #expect(
            part.results
                == Self.ends([
                    (2, "failed"), (1, isBare ? "pending" : "success"), (3, isBare ? "pending" : "success"),
                ]))
    }

    /// All beneath a rejection is rejected: what is said to be paid all the same is somebody's to look at.
    @Test func paidUnderARejection() throws {
        for (group, payment) in [("<GrpSts>RJCT</GrpSts>", ""), ("", "<PmtInfSts>RJCT</PmtInfSts>")] {
            let reading = try read(group: group, payment + Self.transaction(2, "ACCC"))
            #expect(reading.rows.first?.contains("ACCC under RJCT") == true, "\(reading.rows)")
            #expect(reading.results.suffix(2) == Self.ends([(1, "failed"), (3, "failed")])[...])
        }
    }

    /// Which of the two is meant nobody can tell, and the file is one of two.
    @Test func twoWordsOfOneKind() throws {
        let two = try read(
            group: "<GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts><OrgnlGrpInfAndSts><GrpSts>ACCC</GrpSts>")
        #expect(two.refusal?.text.english.contains("a second <OrgnlGrpInfAndSts>") == true, "\(two)")
        let reports = try MessageReading(
            Self.report(group: "<GrpSts>RJCT</GrpSts>").replacing(
                "</CstmrPmtStsRpt>",
                with:
                    "</CstmrPmtStsRpt><CstmrPmtStsRpt><OrgnlGrpInfAndSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt>"
            ),
            .plain, sent: .euros(3))
        #expect(reports.refusal?.text.english.contains("a second <CstmrPmtStsRpt>") == true, "\(reports)")
        let states = try read(Self.transaction(2, "ACCC", "<TxSts>RJCT</TxSts>"))
        #expect(states.damaged.count == 1 && states.rows.count == 1, "\(states)")
        let name = "<OrgnlEndToEndId>\(refundID(1))</OrgnlEndToEndId>"
        let names = try read(
            "<PmtInfSts>PART</PmtInfSts>" + Self.transaction(2, "RJCT", name) + Self.transaction(3, "RJCT"),
            settings: .plain.with { $0.unlisted = .success })
        #expect(names.damaged.count == 1 && names.results.last == Self.ends([(1, "pending")])[0], "\(names)")
        for level in [
            ("<GrpSts>ACCC</GrpSts><GrpSts>RJCT</GrpSts>", ""),
            ("", "<PmtInfSts>ACCC</PmtInfSts><PmtInfSts>RJCT</PmtInfSts>"),
        ] {
            let reading = try read(group: level.0, level.1)
            #expect(reading.refusal?.text.english.contains("a second <") == true, "\(reading)")
        }
    }

    /// Pieces are joined to one text, which is no longer than any other.
    @Test func textsAreJoinedUpToTheLimitOfAField() throws {
        let pieces = String(
            repeating: "<AddtlInf>\(String(repeating: "x", count: 100))</AddtlInf>", count: 41)
        #expect(throws: ByteFault.self) {
            try read(group: "<GrpSts>RJCT</GrpSts><StsRsnInf>\(pieces)</StsRsnInf>")
        }
        #expect(throws: ByteFault.self) {
            try read(Self.transaction(1, "RJCT", "<StsRsnInf>\(pieces)</StsRsnInf>"))
        }
    }

    @Test func countsThatFitAreSilent() throws {
        let counts =
            "<NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>ACSP</DtldSts></NbOfTxsPerSts>"
            + "<NbOfTxsPerSts><DtldNbOfTxs>1</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>"
        let reading = try read(
            group: "<OrgnlNbOfTxs>3</OrgnlNbOfTxs>",
            "<PmtInfSts>PART</PmtInfSts>" + counts + Self.transaction(2, "RJCT"))
        #expect(reading.notes == [])
        let other = try read(group: "<OrgnlNbOfTxs>4</OrgnlNbOfTxs><GrpSts>ACCP</GrpSts>")
        #expect(other.notes.first?.contains("speaks of 4 transactions, the submission has 3") == true)
    }

    /// No word above: only what is listed counts, and the ledger isn't asked.
    @Test func onlyTheListedCountWhereNothingIsSaid() throws {
        let reading = try read(Self.transaction(3, "ACSP") + Self.transaction(1, "RJCT"))
        #expect(reading.results == Self.ends([(3, "pending"), (1, "failed")]))
        #expect(reading.asked == 0)
    }

    /// One payment speaks for all; several that differ don't, whichever comes last.
    @Test func paymentsThatDiffer() throws {
        let payments = ["<PmtInfSts>ACSP</PmtInfSts>", "<PmtInfSts>RJCT</PmtInfSts>"]
        for payments in [payments, payments.reversed()] {
            let reading = try MessageReading(Self.report(payments: payments), sent: .euros(2))
            #expect(reading.rows == [])
            #expect(reading.notes.first?.contains("different statuses") == true)
        }
        let accepted = try MessageReading(
            Self.report(group: "<GrpSts>ACCP</GrpSts>", payments: payments), sent: .euros(2))
        #expect(accepted.results == Self.ends([(1, "pending"), (2, "pending")]))
    }

    /// A payment that we never sent is none of ours to reject; what it lists by our EndToEndId counts all the same.
    @Test(arguments: ["R4170000000013-1", "R4170000000012-2", "r417000000012-1", "RENT-10"])
    func aPaymentThatWasNeverSent(_ name: String) throws {
        func read(
            _ payments: String, group: String = "", _ settings: ISO20022Settings = .plain
        ) throws -> MessageReading {
            let text = Self.report(group: group, payments: [payments])
            return try MessageReading(
                text.replacing("R4170000000012-1", with: name), settings, sent: .euros(3))
        }
        let told =
            "line 4: payment \(name) is not one of submission 12: nothing that stands above its transactions was taken for all its refunds, only what it "
            + "lists counts; ask the bank which payment it means"
        let rejected = try read("<PmtInfSts>RJCT</PmtInfSts>" + Self.reason("AC04"))
        #expect(rejected.rows == [] && rejected.notes == [told] && rejected.refusal == nil)
        let listed = try read(
            "<PmtInfSts>RJCT</PmtInfSts>" + Self.transaction(2, "RJCT") + Self.transaction(3, ""))
        #expect(listed.results == Self.ends([(2, "failed"), (3, "failed")]) && listed.notes == [told])
        let paid = try read("<PmtInfSts>ACCC</PmtInfSts>")
        #expect(paid.rows == [] && paid.notes == [told])
        // The group still speaks for all; but what is paid must be certain.
        let group = try read("<PmtInfSts>ACCP</PmtInfSts>", group: "<GrpSts>RJCT</GrpSts>")
        #expect(group.results == Self.ends([(1, "failed"), (2, "failed"), (3, "failed")]))
        for (group, settings) in [
            ("ACCC", ISO20022Settings.plain), ("PART", .plain.with { $0.unlisted = .success }),
        ] {
            let reading = try read(
                "<PmtInfSts>RJCT</PmtInfSts>", group: "<GrpSts>\(group)</GrpSts>", settings)
            #expect(reading.results == Self.ends([(1, "pending"), (2, "pending"), (3, "pending")]))
        }
    }

    /// Ours beside it speaks for all.
    @Test func ourPaymentBesideAnother() throws {
        let text = Self.report(payments: ["<PmtInfSts>RJCT</PmtInfSts>", "<PmtInfSts>ACCP</PmtInfSts>"])
        let reading = try MessageReading(
            text.replacing("R4170000000012-1", with: "RENT", maxReplacements: 1), sent: .euros(2))
        #expect(reading.results == Self.ends([(1, "pending"), (2, "pending")]))
        #expect(reading.notes.count == 1)
    }

    @Test(arguments: ["", "NOTPROVIDED", " NOTPROVIDED\n"])
    func aPaymentWithoutAName(_ name: String) throws {
        let text = Self.report(payments: ["<PmtInfSts>RJCT</PmtInfSts>"])
        for element in ["<OrgnlPmtInfId>\(name)</OrgnlPmtInfId>", ""] {
            let reading = try MessageReading(
                text.replacing("<OrgnlPmtInfId>R4170000000012-1</OrgnlPmtInfId>", with: element),
                sent: .euros(2))
            #expect(reading.results == Self.ends([(1, "failed"), (2, "failed")]) && reading.notes == [])
        }
    }

    /// What a payment without a status lists isn't told a second time by what comes after it.
    @Test func listedBeforeTheRefundsWereAskedFor() throws {
        let payments = [Self.transaction(1, "ACSP"), Self.transaction(2, "RJCT")]
        let reading = try MessageReading(
            Self.report(group: "<GrpSts>RJCT</GrpSts>", payments: payments), sent: .euros(3))
        #expect(reading.results == Self.ends([(1, "pending"), (2, "failed"), (3, "failed")]))
    }

    // MARK: - Transactions

    @Test func aTransactionInFull() throws {
        let rest =
            Self.reason("AC04", "Account clo", "sed", "")
            + "<AccptncDtTm>2026-01-06T01:02:03+01:00</AccptncDtTm>"
            + "<AcctSvcrRef>B77</AcctSvcrRef>"
        let reading = try read(Self.transaction(1, "RJCT", rest))
        #expect(
            reading.rows == [
                "4 \(refundID(1)) failed - - B77 AC04 \"Account closed\" 2026-01-06T01:02:03+01:00"
            ])
    }

    @Test func amountsOfSuccess() throws {
        let amount = "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">10.50000</InstdAmt></Amt></OrgnlTxRef>"
        let reading = try read(Self.transaction(1, "ACCC", amount) + Self.transaction(2, "ACCC"))
        #expect(reading.rows[0].contains("success 10.5 EUR") && reading.rows[1].contains("success 10.02 EUR"))
        // One that isn't in the submission: nobody knows its amount.
        #expect(try read(Self.transaction(9, "ACCC")).rows[0].contains("success - -"))
    }

    /// A rejection moves no money: what it repeats of the order isn't compared.
    @Test func amountsOfARejection() throws {
        let amount = "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">9.99</InstdAmt></Amt></OrgnlTxRef>"
        let reading = try read(Self.transaction(1, "RJCT", amount))
        #expect(reading.rows[0].contains("failed 9.99 EUR") && reading.returns == [])
    }

    @Test func statusesThatNobodyKnows() throws {
        let reading = try read(
            Self.transaction(1, "HUCH") + Self.transaction(2, "") + Self.transaction(3, "<Prtry>X1</Prtry>"))
        #expect(reading.results == Self.ends([(1, "HUCH"), (2, "-"), (3, "X1")]))
        let beneath = try read("<PmtInfSts>RJCT</PmtInfSts>" + Self.reason("AM05") + Self.transaction(1, ""))
        #expect(beneath.rows[0].contains("failed - - - AM05"))
    }

    @Test func twoReasons() throws {
        let reading = try read(
            Self.transaction(1, "RJCT", Self.reason("AC04", "one ") + Self.reason("BE04", "two")))
        #expect(reading.rows[0].contains("AC04 \"one two\""))
    }

    // MARK: - Whose answer

    @Test(arguments: ["R4180000000012", "RB1-20260105", "R41712", ""])
    func noMessageOfOurs(_ message: String) throws {
        let reading = try MessageReading(
            Self.report(group: "<GrpSts>RJCT</GrpSts>", message: message), sent: .euros(2))
        #expect(reading.refusal?.code == (message.isEmpty ? .incomplete : .submissionUnknown))
        #expect(reading.rows == [] && reading.submission == nil)
    }

    @Test func fewAtATimeIsTheSame() throws {
        let text = Self.report(
            group: "<GrpSts>PART</GrpSts>",
            payments: [Self.transaction(2, "RJCT"), Self.transaction(5, "ACSP")])
        let whole = try MessageReading(text, sent: .euros(9)).rows
        for few in [1, 2, 3] {
            #expect(try MessageReading(text, sent: .euros(9), atMost: few).rows == whole)
        }
        #expect(whole.count == 9)
    }
}
