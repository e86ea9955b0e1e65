/// Messages that a bank could send, made up by a seed: every element that is looked at comes and goes, in any dress that XML allows.
struct MadeMessage {
    private var chance: Chance
    private let prefix: String

    init(_ chance: Chance) {
        var chance = chance
        prefix = chance.pick(["", "", "n:"])
        self.chance = chance
    }

    /// xorshift64*.
    struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }

        mutating func pick<Element>(_ choices: [Element]) -> Element {
            choices[Int.random(in: 0..<choices.count, using: &self)]
        }
    }

    private mutating func often(_ text: String) -> String {
        chance.pick([true, true, true, false]) ? text : ""
    }
    private mutating func seldom(_ text: String) -> String {
        chance.pick([true, false, false, false]) ? text : ""
    }

    private mutating func space() -> String {
        chance.pick(["", "", "", "\n", "\n  ", " ", "<!-- <TxSts>RJCT</TxSts> -->"])
    }

    private mutating func element(_ name: String, _ parts: String..., attributes: String = "") -> String {
        var content = ""
        for part in parts where !part.isEmpty { content += space() + part }
        if content.isEmpty { return "" }
        return "<\(prefix)\(name)\(attributes)>\(content)\(space())</\(prefix)\(name)>"
    }

    /// An element that holds text: a blank more does it no harm.
    private mutating func leaf(_ name: String, _ text: String, attributes: String = "") -> String {
        let blank = chance.pick(["", "", "", " ", "\n"])
        return "<\(prefix)\(name)\(attributes)>\(blank)\(text)\(blank)</\(prefix)\(name)>"
    }

    private mutating func raw(_ name: String, _ text: String) -> String {
        "<\(prefix)\(name)>\(text)</\(prefix)\(name)>"
    }

    private mutating func document(_ name: String, _ body: String) -> String {
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:n"
        return often("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            + enveloped(
                "<\(prefix)Document \(declaration)=\"urn:iso:std:iso:20022:tech:xsd:\(name)\">\(space())\(body)"
                    + "\(space())</\(prefix)Document>") + "\n"
    }

    /// In an envelope now and then, whose own elements have names that messages use as well.
    private mutating func enveloped(_ document: String) -> String {
        let head =
            "<AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><Fr><Id>B</Id></Fr><Ntry/><Sts>RJCT</Sts></AppHdr>"
        return chance.pick([
            document, document, document, "<Message>\(head)\(document)</Message>",
            "<e:Envelope xmlns:e=\"urn:e\">\n<e:Body>\(document)\n</e:Body><OrgnlMsgId>X</OrgnlMsgId></e:Envelope>",
        ])
    }

    private mutating func id() -> String {
        chance.pick(
            (1...5).map { refundID($0) } + [refundID(9), "NOTPROVIDED", "41700000000012", "4170000000001"])
    }

    private mutating func amount(_ name: String = "Amt") -> String {
        let text = chance.pick([
            "10.01", "10.02", "10", "7.50000", "0.00", "1234567.89", "10.", "-3", "+10.01", "0010.020", ".5",
            "+00", ".", "+", "-3.00", "1.0.0",
        ])
        let currency = chance.pick(["EUR", "EUR", "USD"])
        return leaf(name, text, attributes: " Ccy=\"\(currency)\"")
    }

    private mutating func date(_ name: String) -> String {
        let kind = chance.pick(["Dt", "DtTm"])
        return element(name, leaf(kind, kind == "Dt" ? "2026-10-08" : "2026-10-08T09:00:00Z"))
    }

    private mutating func code(_ name: String, _ codes: [String]) -> String {
        let text = chance.pick(codes)
        return chance.pick([
            element(name, leaf("Cd", text)), element(name, leaf("Prtry", text)), leaf(name, text),
        ])
    }

    private mutating func choice(_ name: String, _ codes: [String]) -> String {
        let kind = chance.pick(["Cd", "Prtry"])
        return element(name, leaf(kind, chance.pick(codes)))
    }

    // MARK: - pain.002

    private mutating func reasons() -> String {
        var made = ""
        for _ in 0..<chance.pick([0, 0, 1, 1, 2]) {
            made += element(
                "StsRsnInf", often(choice("Rsn", ["AC04", "MS03"])), often(raw("AddtlInf", "Account clo")),
                seldom(raw("AddtlInf", "sed &amp; &lt;gone&gt;")))
        }
        return made
    }

    private mutating func counts() -> String {
        element(
            "NbOfTxsPerSts", leaf("DtldNbOfTxs", chance.pick(["0", "1", "2", "7"])),
            leaf("DtldSts", chance.pick(["RJCT", "ACSP", "PDNG"])))
    }

    private static let statuses = [
        "RJCT", "RJCT", "ACSP", "ACCC", "ACSC", "ACTC", "ACCP", "PDNG", "ACWC", "MAYB",
    ]

    private mutating func transaction() -> String {
        element(
            "TxInfAndSts", often(leaf("OrgnlInstrId", "7")), leaf("OrgnlEndToEndId", id()),
            often(code("TxSts", Self.statuses)), reasons(),
            seldom(leaf("AccptncDtTm", "2026-10-08T10:00:00Z")),
            seldom(leaf("AcctSvcrRef", "B7")),
            seldom(
                element(
                    "OrgnlTxRef", element("Amt", amount("InstdAmt")),
                    element("Cdtr", leaf("Nm", "Zoë &quot;Z&quot;")))))
    }

    private mutating func payment() -> String {
        var transactions = ""
        for _ in 0..<chance.pick([0, 1, 2, 5]) { transactions += transaction() + space() }
        return element(
            "OrgnlPmtInfAndSts",
            chance.pick([
                leaf("OrgnlPmtInfId", "R4170000000012-1"), leaf("OrgnlPmtInfId", "R4170000000012-1"),
                leaf("OrgnlPmtInfId", "NOTPROVIDED"), leaf("OrgnlPmtInfId", "R4170000000013-1"), "",
            ]),
            often(leaf("PmtInfSts", chance.pick(["PART", "PART", "RJCT", "ACCP", "ACCC", "XXXX"]))),
            reasons(),
            seldom(counts()), transactions)
    }

    mutating func statusReport() -> String {
        var payments = ""
        for _ in 0..<chance.pick([0, 1, 1, 1, 2]) { payments += payment() + space() }
        let group = element(
            "OrgnlGrpInfAndSts", leaf("OrgnlMsgId", "R4170000000012"), seldom(leaf("OrgnlNbOfTxs", "5")),
            often(leaf("GrpSts", chance.pick(["PART", "RJCT", "ACCP", "ACSC", "ACTC", "XXXX"]))), reasons(),
            seldom(counts()))
        let head = element("GrpHdr", leaf("MsgId", "B1"), often(leaf("CreDtTm", "2026-10-08T08:00:00")))
        let version = chance.pick(["03", "10", "12"])
        return document("pain.002.001.\(version)", element("CstmrPmtStsRpt", head, group, payments))
    }

    // MARK: - camt

    private mutating func mark() -> String {
        leaf("CdtDbtInd", chance.pick(["DBIT", "DBIT", "CRDT", "BOTH"]))
    }

    private mutating func family() -> String {
        element(
            "BkTxCd",
            element(
                "Domn", leaf("Cd", "PMNT"),
                element("Fmly", leaf("Cd", "ICDT"), leaf("SubFmlyCd", chance.pick(["ESCT", "RRTN"])))))
    }

    private mutating func details() -> String {
        let back = element(
            "RtrInf", seldom(element("OrgnlBkTxCd", leaf("Prtry", "X"))),
            often(choice("Rsn", ["AC04", "AC01"])),
            often(raw("AddtlInf", "Account clo")), seldom(raw("AddtlInf", "sed")))
        return element(
            "TxDtls",
            element(
                "Refs", seldom(leaf("AcctSvcrRef", "T1")), seldom(paymentID()),
                often(leaf("EndToEndId", id()))),
            seldom(amount()),
            seldom(mark()),
            seldom(
                element(
                    "AmtDtls", seldom(element("InstdAmt", amount())), seldom(element("TxAmt", amount())),
                    seldom(element("CntrValAmt", amount())))), seldom(family()), seldom(back))
    }

    private mutating func paymentID() -> String {
        leaf(
            "PmtInfId",
            chance.pick(["R4170000000012-1", "R4170000000012-1", "R4170000000012", "R4180000000012-1", "7"]))
    }

    private mutating func entry() -> String {
        var groups = ""
        for _ in 0..<chance.pick([0, 1, 1, 2]) {
            var all = ""
            for _ in 0..<chance.pick([0, 1, 1, 2, 3]) { all += details() + space() }
            groups += element(
                "NtryDtls", seldom(element("Btch", seldom(paymentID()), leaf("NbOfTxs", "2"))), all)
        }
        return element(
            "Ntry", seldom(leaf("NtryRef", "1")), amount(), often(mark()),
            seldom(leaf("RvslInd", chance.pick(["true", "false", "1", "0"]))),
            often(code("Sts", ["BOOK", "BOOK", "BOOK", "BOOK", "PDNG", "INFO", "FUTR", "DONE"])),
            often(date("BookgDt")), often(date("ValDt")), seldom(leaf("AcctSvcrRef", "E1")), seldom(family()),
            groups)
    }

    mutating func accountReport() -> String {
        let isStatement = chance.pick([true, false])
        var bodies = ""
        for _ in 0..<chance.pick([1, 1, 2]) {
            var entries = ""
            for _ in 0..<chance.pick([0, 1, 2, 4]) { entries += entry() + space() }
            bodies += element(isStatement ? "Stmt" : "Ntfctn", leaf("Id", "1"), entries)
        }
        let version = chance.pick(["02", "04", "08"])
        let (name, message) =
            isStatement ? ("camt.053", "BkToCstmrStmt") : ("camt.054", "BkToCstmrDbtCdtNtfctn")
        let head = element("GrpHdr", leaf("MsgId", "B1"))
        return document("\(name).001.\(version)", element(message, head, bodies))
    }
}
