import Bytes
import Formats
import Foundation
import Refunds
import Rules
import Testing

@testable import Home

@Suite("Profiles that come with the program")
struct ShippedProfileTests {
    @Test(arguments: ["alipay-refund", "azupay", "mercadopago", "wechat-batch"])
    func isChecked(_ name: String) throws {
        let loaded = try #require(try ProfileShelf(folder: nil).load(name))
        #expect(!loaded.isOwn)
        // What the journal keeps of it is the same profile.
        let kept = try ProfileShelf.parse(Array(loaded.text.utf8), file: "kept", name: name, isOwn: true)
        #expect(kept.profile == loaded.profile)
        #expect(kept.digest == loaded.digest)
    }

    @Test func mercadopago() throws {
        let text = """
            sequential_order;external_reference;amount;refund_status;refund_detail;payment_id
            1;41700000000011;20398.00;refunded;refunded;1885556855
            2;41700000000020;10.50;rejected;insufficient amount;1885556854
            3;41700000000038;874.00;in_process;;1885556853
            4;41700000000046;1.00;success;;1885556852
            """
        let read = try ProfileReading(Array(text.utf8), try ProfileReading.profile("mercadopago"))
        #expect(
            read.results == [
                "2 41700000000011|success|20398.00|||1885556855|refunded|",
                "3 41700000000020|failed|10.50|||1885556854|insufficient amount|",
                "4 41700000000038|pending|874.00|||1885556853||",
                // A word of ours that is none of theirs means nothing.
                "5 41700000000046|?success|1.00|||1885556852||",
            ])
        #expect(read.refusal == nil)
        #expect(read.notes.isEmpty, "\(read.notes)")
        let more = try ProfileReading(
            Array(text.replacing("sequential_order", with: "order_no").utf8),
            try ProfileReading.profile("mercadopago"))
        #expect(more.notes == ["ignored columns: order_no"])
    }

    @Test func alipay() throws {
        let text = """
            #账号：208800000000,,,
            退款请求号,支付宝交易号,退款金额,退款原因
            `2026100800001,`2026100122001400000000000001,12.30,商品缺货
            `2026100800002,`2.02610012200140E+27,4.00,
            """
        let bytes = try TextRecoder(.gb18030).encode(Array(text.utf8).span)
        let read = try ProfileReading(bytes, try ProfileReading.profile("alipay-refund"))
        #expect(read.requests.first == "2026100800001|2026100122001400000000000001|12.30|CNY|商品缺货")
        #expect(
            read.requests.count == 2 && read.requests[1] != "2026100800002|2.02610012200140E+27|4.00|CNY|")
    }

    @Test func azupay() throws {
        let text = """
            1,DDPAYTO,20230706
            2,PaymentInitiationRefund.id,PaymentInitiationRefund.refundAmount
            2,P1,100.00
            2,P2,300.00
            3,2,400.00

            """
        let read = try ProfileReading(Array(text.utf8), try ProfileReading.profile("azupay"))
        #expect(read.refusal == nil)
        #expect(read.requests == ["P1|P1|100.00|AUD|", "P2|P2|300.00|AUD|"])
        // What rows begin with is no column that nobody knows.
        #expect(read.notes.isEmpty, "\(read.notes)")
        let cut = try ProfileReading(
            Array(text.utf8.dropLast("3,2,400.00\n".utf8.count)), try ProfileReading.profile("azupay"))
        #expect(
            cut.refusal?.text.english.contains("the trailer that profile azupay describes is missing") == true
        )
    }

    /// Rows of payments are passed over, and how many is told.
    @Test func wechatsPayments() throws {
        let header =
            "交易时间,微信订单号,交易状态,货币种类,微信退款单号,商户退款单号,退款金额,退款状态"
        let text = """
            \(header)
            `2016-05-04 02:18:18,`4001,`SUCCESS,`CNY,`0,`0,`0,`
            `2016-05-04 02:18:18,`4002,`REFUND,`CNY,`2002,`41700000000011,`0.01,`SUCCESS
            总交易单数,退款总金额
            `2,`0.01

            """
        let read = try ProfileReading(Array(text.utf8), try ProfileReading.profile("wechat-batch"))
        #expect(read.refusal == nil, "\(read.refusal?.text.english ?? "")")
        #expect(read.results.count == 1 && read.results[0].hasPrefix("3 41700000000011|success|0.01|CNY|"))
        #expect(
            read.notes.contains { $0.hasPrefix("1 row was left out: profile wechat-batch") }, "\(read.notes)")
    }

    // MARK: - Real files

    private static let data = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/acquirer").standardizedFileURL
    static var isThere: Bool { FileManager.default.fileExists(atPath: data.path) }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: data.appending(path: name)))
    }

    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func azupaysTrailerContradictsItsRows() throws {
        let read = try ProfileReading(
            Self.bytes("azupay/payment-initiation-refund-batch.csv"), try ProfileReading.profile("azupay"))
        let refusal = try #require(read.refusal)
        #expect(refusal.code == .controlMismatch)
        #expect(
            refusal.text.english.hasPrefix(
                "line 5: count is stated as 1, the rows make 2; total is stated as 300.00, the rows make 400.00"
            ))
    }

    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func mercadopagosAnswer() throws {
        let read = try ProfileReading(
            Self.bytes("mercadopago/batch-refunds-output.csv"), try ProfileReading.profile("mercadopago"))
        #expect(read.refusal == nil)
        #expect(read.results.first == "2 ext_ref1|success|20398.00|||1885556855|refunded|")
        #expect(read.results.count == 3)
    }

    /// Excel has destroyed WeChat's numbers, and the summary tells of a whole day: as it is, it is refused for that; with a summary that
    /// fits, its records are read, their query numbers damaged.
    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func wechatsDamagedBill() throws {
        let bytes = try Self.bytes("wechat/tradebill-excel-mangled.csv")
        let profile = try ProfileReading.profile("wechat-batch")
        let refusal = try #require(try ProfileReading(bytes, profile).refusal)
        #expect(refusal.code == .controlMismatch)
        #expect(refusal.text.english.contains("count is stated as 1269, the rows make 2"))
        let text = String(decoding: bytes, as: UTF8.self).replacing("\n1269,", with: "\n2,")
        let read = try ProfileReading(Array(text.utf8), profile)
        #expect(read.refusal == nil)
        #expect(
            read.results.first
                == "2 REF4001232001201605015390231647|pending|0.01|CNY|2.00123E+27|4.00123E+27||2016-05-04  02:18:18"
        )
        #expect(read.results.count == 2)
        #expect(read.notes.isEmpty, "\(read.notes)")
    }

    /// What we write is what they describe; brought in as an answer by mistake it says which columns it lacks.
    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func mercadopagosQuestion() throws {
        let bytes = try Self.bytes("mercadopago/batch-refunds-input.csv")
        let profile = try ProfileReading.profile("mercadopago")
        var header: [UInt8] = []
        try #require(ProfileSubmission(profile)).appendHeader(
            SubmissionHeader(
                id: 1, channel: "c", sequence: 1, created: "", currency: CurrencyCode(packed: 0x4D_58_4E),
                exponent: 2, homeNumber: 417), to: &header)
        #expect(bytes.starts(with: header))
        let refusal = try #require(try ProfileReading(bytes, profile).refusal)
        #expect(refusal.code == .incomplete)
        #expect(
            refusal.text.english
                == "line 1: the header lacks refund_status, refund_detail, which profile mercadopago reads: add what is missing, or correct "
                + "the profile")
    }

    /// A layout that doesn't ship, declared by a home: its passwords and card numbers are columns that nobody reads.
    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func mastercardsAnswerByAProfileOfOnesOwn() throws {
        let profile = try ProfileReading.profile(
            text: """
                name: p
                source: ap-gateway.mastercard.com/batch
                format: csv
                results:
                  names: first
                  fields:
                    refund_id: order.id
                    result: {column: result, values: {SUCCESS: success, FAILURE: failed, PENDING: pending}}
                    refund_amount: transaction.amount
                    refund_currency: transaction.currency
                    bank_reference: transaction.authorizationCode
                """)
        let read = try ProfileReading(Self.bytes("mastercard-gateway/hosted-batch-response.csv"), profile)
        #expect(read.refusal == nil)
        #expect(
            read.results == ["2 202|success|100.00|USD||OK3720||", "3 198|success|50.00|USD||OK3700||"])
        #expect(
            read.notes == [
                "ignored columns: apiOperation, apiPassword, merchant, transaction.id, cardDetails.cardToken, card.number"
            ])
    }

    /// Another provider's sheet is told by the columns that it lacks.
    @Test(
        .enabled(if: isThere, "needs ../shared/data"),
        arguments: [
            ("paylands/batch-payments-header.csv", "mercadopago", "the header lacks external_reference"),
            ("paylands/batch-payments-header.csv", "alipay-refund", "the header lacks 退款请求号"),
            ("mercadopago/batch-refunds-output.csv", "wechat-batch", "the header lacks 商户退款单号"),
            ("mercadopago/batch-refunds-output.csv", "azupay", "this line begins with ‘sequential_order"),
            ("wechat/tradebill-excel-mangled.csv", "mercadopago", "the header lacks external_reference"),
        ])
    func anothersFile(_ file: String, _ profile: String, _ words: String) throws {
        let read = try ProfileReading(Self.bytes(file), try ProfileReading.profile(profile))
        let refusal = try #require(read.refusal)
        #expect(refusal.text.english.hasPrefix("line 1: \(words)"), "\(refusal.text.english)")
        #expect(refusal.text.english.contains(", or correct the profile"))
    }
}

@Suite("Channels name profiles") struct ProfileNameTests {
    @Test(arguments: [
        "{layout: profile, profile: mercadopago}", "{layout: {profile: mercadopago}}",
        "{layout: \"profile: mercadopago\"}",
    ])
    func spellings(_ channel: String) throws {
        let text = "home_number: 417\nchannels: {c: \(channel)}"
        let configuration = try Configuration.parse(Array(text.utf8), path: "r")
        let settings = try #require(configuration.channel(named: "c"))
        #expect(settings.layout == .profile)
        #expect(settings.profile?.name == "mercadopago")
        #expect(configuration.profiles.keys.sorted() == ["mercadopago"])
    }

    @Test("Beside a native layout a profile reads results; a home's own stands over the shipped one")
    func own() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file(
            "wechat-batch.yaml",
            "name: wechat-batch\nsource: ours\nformat: csv\nresults:\n  fields: {refund_id: 1, query_number: 2}\n"
        )
        let text = "home_number: 417\nchannels: {c: {layout: native-xml, profile: wechat-batch}}"
        let configuration = try Configuration.parse(
            Array(text.utf8), path: "r", profiles: ProfileShelf(folder: folder.path))
        let settings = try #require(configuration.channel(named: "c"))
        #expect(settings.layout == .nativeXML)
        #expect(settings.profile?.isOwn == true)
        #expect(settings.profile?.profile.results?.names == Formats.ProfileReading.Names.none)
    }
}
