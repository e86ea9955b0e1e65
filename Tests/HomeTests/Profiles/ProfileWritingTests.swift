import Bytes
import Formats
import Refunds
import Testing

@testable import Home

@Suite("Submissions by profile") struct ProfileWritingTests {
    /// The rows that a profile makes of one refund with this remark and payment_id, or the fault.
    private func row(_ submissions: String, more: String = "", remark: String, payment: String = "P1") throws
        -> String
    {
        let profile = try ProfileReading.profile(
            text: "name: p\nsource: a test\n\(more)\nsubmissions:\n\(submissions)")
        let writer = try #require(ProfileSubmission(profile))
        let bytes = Array((payment + remark).utf8)
        let refund = OutgoingRefund(
            serial: 1, paymentID: ByteRange(0, payment.utf8.count), terminal: .none,
            description: ByteRange(payment.utf8.count, bytes.count), amount: 1_230, orderAmount: 2_000,
            orderTime: Instant(seconds: 1_791_446_400), offset: 28_800)
        let header = SubmissionHeader(
            id: 4, channel: "c", sequence: 7, created: "", currency: CurrencyCode(packed: 0x55_53_44),
            exponent: 2, homeNumber: 417)
        var output: [UInt8] = []
        do throws(SubmissionFault) {
            try writer.append(refund, number: 1, of: header, in: bytes, to: &output)
        } catch {
            #expect(output.isEmpty)
            return "\(error.field) \(error.english)"
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let csv =
        "  row: [refund_id, refund_amount, {name: text, field: refund_description, max: 12}]"

    @Test(
        "Remarks are put into the bank's letters, and cut; identifiers are not",
        arguments: [
            ("any", "utf-8", "Café, „so“ 退款", "\"Café, „so“ 退\""),
            ("ascii", "utf-8", "Café „so“ 退", "Cafe \"so\" ?"),
            ("sepa", "utf-8", "Öl & Straße_", "OEl + Strass"),
            ("any", "latin-1", "Café € 退", "Café EUR ?"),
            ("any", "windows-1252", "Café € 退", "Café € ?"),
            ("any", "gb18030", "Café € 退", "Café € 退"),
        ])
    func letters(_ charset: String, _ encoding: String, _ remark: String, _ written: String) throws {
        let made = try row(
            "  charset: \(charset)\n" + Self.csv, more: "format: csv\nencoding: \(encoding)", remark: remark)
        let cell = made.split(separator: ",", maxSplits: 2).last.map(String.init) ?? ""
        let plain =
            written.contains("\"") && !written.hasPrefix("\"")
            ? "\"\(written.replacing("\"", with: "\"\""))\"" : written
        #expect(cell == plain + "\n")
    }

    @Test func fixedWidth() throws {
        let fixed = """
              row:
                - {field: refund_id, from: 1, length: 14}
                - {field: payment_id, from: 16, length: 5}
                - {field: refund_amount, from: 21, length: 8, align: right, pad: "0"}
                - {field: order_datetime, from: 29, length: 8, dates: yyyyMMdd}
                - {field: refund_type, from: 38, length: 1, values: {full: V, partial: T}}
                - {field: refund_description, from: 40, length: 4}
            """
        let form = "format: fixed\nwidth: 45\namounts: {unit: minor}"
        #expect(
            try row(fixed, more: form, remark: "a\nbcdef")
                == "41700000000011 P1   0000123020261008 T a bc  \n")
        #expect(
            try row(fixed, more: form, remark: "", payment: "P12345")
                == "payment_id has 6 characters, profile p has room for 5")
    }

    @Test("Without quoting, what would break the row is refused")
    func unquoted() throws {
        let form = "format: csv\nseparator: \";\"\nquoting: false"
        #expect(try row(Self.csv, more: form, remark: "a,b") == "41700000000011;12.30;a,b\n")
        #expect(
            try row(Self.csv, more: form, remark: "a;b").hasPrefix(
                "text (refund_description) holds the separator"))
        #expect(
            try row(Self.csv, more: form, remark: "a\nb").hasPrefix(
                "text (refund_description) holds the separator"))
    }

    @Test("Names of columns are written whole, however short their values must be")
    func names() throws {
        let profile = try ProfileReading.profile(
            text: """
                name: p
                source: a test
                format: csv
                submissions:
                  names: true
                  row:
                    - {name: transaction_reference, field: refund_id, max: 14}
                    - {name: amount, field: refund_amount}
                    - {name: description_of_the_refund, field: refund_description, max: 12}
                """)
        var output: [UInt8] = []
        try #require(ProfileSubmission(profile)).appendHeader(
            SubmissionHeader(
                id: 1, channel: "c", sequence: 1, created: "", currency: CurrencyCode(packed: 0x55_53_44),
                exponent: 2, homeNumber: 417), to: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "transaction_reference,amount,description_of_the_refund\n")
    }
}
