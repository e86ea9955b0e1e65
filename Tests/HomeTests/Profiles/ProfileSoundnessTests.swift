import Formats
import Testing

@testable import Home

/// Profiles that are read but can't work, and beside them what looks like it and works.
@Suite("Profiles that can't work") struct ProfileSoundnessTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// Nil: it works.
        let fault: String?
        var testDescription: String { fault ?? "works: \(text)" }
    }

    private static func results(_ form: String, _ results: String, _ fault: String?) -> Case {
        Case(text: "\(form)\nresults:\n\(results)", fault: fault)
    }

    private static func csv(_ more: String, _ results: String, _ fault: String?) -> Case {
        self.results(more.isEmpty ? "format: csv" : "format: csv\n\(more)", results, fault)
    }

    private static func row(_ more: String, _ cells: String, _ fault: String?) -> Case {
        Case(text: "\(more)\nsubmissions:\n  row:\n\(cells)", fault: fault)
    }

    private func check(_ row: Case) throws {
        let text = "name: p\nsource: a test\n\(row.text)\n"
        guard let fault = row.fault else {
            _ = try ProfileShelf.parse(
                Array(text.utf8), file: "p.yaml", name: "p", isOwn: true, homeNumber: 417)
            return
        }
        let found = try failure {
            try ProfileShelf.parse(
                Array(text.utf8), file: "p.yaml", name: "p", isOwn: true, homeNumber: 417)
        }
        #expect(found.kind == .configuration)
        #expect(found.message.hasPrefix("p.yaml:\(fault)"), "\(text)\n\(found.message)")
    }

    private static let plain =
        "  fields: {refund_id: 2, result: {column: 3, values: {\"0\": success}}, refund_amount: 8}"

    static let comments: [Case] = [
        csv("comment: D", "  records: {row: D}\n\(plain)", "4: comment: results.records.row begins with 'D'"),
        csv("comment: D", "  records: {trailer: DT}\n\(plain)", "4: comment: results.records.trailer begins"),
        csv("comment: DX", "  records: {row: D}\n\(plain)", nil),
        csv("comment: \"`\"\nprefix: \"`\"", plain, "4: comment: prefix begins"),
        csv("comment: \"`#\"\nprefix: \"`\"", plain, nil),
        csv("comment: \"#,\"", plain, "4: comment holds the separator or begins with a quote"),
        csv("comment: \"\\\"\"", plain, "4: comment holds the separator or begins with a quote"),
        csv("comment: \"\\\"\"\nquoting: false", plain, nil),
        csv(
            "comment: \"4\"", "  fields: {refund_id: 1, query_number: 2}",
            "4: comment: a line may begin with '4' for what results.fields.refund_id says"),
        csv("comment: \"9\"", "  fields: {refund_id: 1, query_number: 2}", nil),
        csv(
            "comment: \"0\"", "  fields: {refund_id: 1, query_number: 2}",
            "4: comment: a line may begin with '0' for what results.fields.refund_id says"),
        csv("comment: \"4\"", "  records: {row: D}\n\(plain)", nil),
        csv("comment: \"9\"", "  fields: {query_number: 1, refund_id: 2}", "4: comment: a line may begin"),
        csv("comment: REM", "  fields: {query_number: 1, refund_id: 2}", nil),
        csv(
            "comment: \"-\"\namounts: {sign: minus}",
            "  fields: {refund_amount: 1, refund_id: 2, query_number: 3}",
            "4: comment: a line may begin with '-'"),
        csv(
            "comment: S", "  fields: {refund_id: 2, result: {column: 1, values: {S1: success}}}",
            "4: comment: results.fields.result.values.S1 begins with 'S'"),
        csv(
            "comment: R", "  only: {column: 1, is: RF}\n\(plain)", "4: comment: results.only.is begins"),
        results(
            "format: fixed\ncomment: D4",
            "  records: {row: D}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 16, length: 9}}",
            "4: comment: a line may begin with 'D4'"),
        results(
            "format: fixed\ncomment: \"D#\"",
            "  records: {row: D}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 16, length: 9}}",
            nil),
        row(
            "format: csv\ncomment: TX", "    - {value: TX}\n    - refund_id\n    - refund_amount",
            "4: comment: submissions.row[1] begins"),
        row(
            "format: csv\ncomment: \"#\"", "    - refund_id\n    - refund_amount\n  header: [{value: \"#\"}]",
            nil),
        row(
            "format: fixed\ncomment: \"0\"",
            "    - {field: refund_amount, from: 1, length: 9, align: right, pad: \"0\"}\n    - {field: refund_id, from: 10, length: 14}",
            "4: comment: a line may begin with '0'"),
    ]

    @Test(arguments: comments) func comment(_ row: Case) throws { try check(row) }

    static let marks: [Case] = [
        results(
            "format: fixed",
            "  records: {header: \"1\", row: \"12\"}\n  fields: {refund_id: {from: 3, length: 14}, query_number: {from: 17, length: 9}}",
            "5: results.records.row begins with what header is ('1')"),
        results(
            "format: fixed",
            "  records: {header: \"41\"}\n  fields: {refund_id: {from: 1, length: 14}, query_number: {from: 17, length: 9}}",
            "5: results.records.header: a row may begin with '41' too, for refund_id stands there"),
        results(
            "format: fixed",
            "  records: {header: \"9\"}\n  fields: {refund_id: {from: 1, length: 14}, query_number: {from: 17, length: 9}}",
            nil),
        results(
            "format: fixed",
            "  records: {header: \"00\"}\n  fields: {refund_id: {from: 1, length: 16}, query_number: {from: 17, length: 9}}",
            "5: results.records.header: a row may begin with '00' too, for refund_id stands there"),
        results(
            "format: fixed",
            "  records: {header: \"004\"}\n  fields: {refund_id: {from: 1, length: 20}, query_number: {from: 21, length: 9}}",
            "5: results.records.header: a row may begin with '004' too, for refund_id stands there"),
        results(
            "format: fixed",
            "  records: {header: \"00\"}\n  fields: {refund_id: {from: 1, length: 15}, query_number: {from: 17, length: 9}}",
            nil),
        results(
            "format: fixed",
            "  records: {header: \"00\", row: \"05\"}\n  fields: {refund_id: {from: 3, length: 20}, query_number: {from: 23, length: 9}}",
            nil),
        results(
            "format: fixed",
            "  records: {trailer: D9, row: D}\n  fields: {refund_amount: {from: 2, length: 9}, refund_id: {from: 11, length: 14}, query_number: {from: 25, length: 9}}",
            "5: results.records.trailer: a row may begin with 'D9' too, for refund_amount stands there"),
        results(
            "format: fixed",
            "  records: {trailer: DT, row: D}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 17, length: 9}}",
            nil),
        results(
            "format: fixed",
            "  records: {row: \"\"}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 17, length: 9}}",
            "5: results.records.row must be how these lines begin"),
        results(
            "format: fixed\nwidth: 30",
            "  records: {row: \"\(String(repeating: "D", count: 31))\"}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 17, length: 9}}",
            "6: results.records.row: '\(String(repeating: "D", count: 31))' has 31 characters, here is room for 30"
        ),
        csv("", "  records: {header: \"1\", row: \"12\"}\n\(plain)", nil),
        csv("", "  records: {row: \" D\"}\n\(plain)", "5: results.records.row: ' D' has blanks around it"),
        csv(
            "encoding: ascii", "  records: {row: 退}\n\(plain)",
            "6: results.records.row: '退' has letters that the encoding lacks"),
    ]

    @Test(arguments: marks) func mark(_ row: Case) throws { try check(row) }

    static let places: [Case] = [
        csv(
            "", "  records: {trailer: T}\n\(plain)\n  trailer: {count: 2, hash: {column: 2, of: refund_id}}",
            "7: results.trailer.hash stands where count does"),
        csv(
            "", "  records: {trailer: T}\n\(plain)\n  trailer: {count: 1}",
            "7: results.trailer.count stands where each such record has 'T'"),
        csv(
            "",
            "  records: {trailer_names: N}\n  names: first\n  fields: {refund_id: r, query_number: q}\n  trailer: {count: N}",
            nil),
        csv(
            "",
            "  records: {header: H, trailer: T}\n\(plain)\n  header: {submission_id: 2}\n  trailer: {count: 2}",
            nil),
        results(
            "format: fixed",
            "  records: {trailer: \"99\", row: \"5\"}\n  fields: {refund_id: {from: 2, length: 14}, query_number: {from: 17, length: 9}}\n  trailer: {count: {from: 2, length: 5}}",
            "7: results.trailer.count stands where each such record has '99'"),
        csv(
            "", "  fields: {refund_id: 1, refund_amount: 1, query_number: 2}",
            "5: results.fields.refund_amount stands where refund_id does"),
        csv(
            "",
            "  names: first\n  fields: {refund_id: a, refund_amount: b, refund_currency: b, query_number: c}",
            "6: results.fields.refund_currency stands where refund_amount does"),
        csv(
            "",
            "  fields: {refund_id: 1, refund_amount: 3, result: {column: 2, values: {\"0\": success}}, reason_code: 2, bank_reference: 1}",
            nil),
        csv(
            "", "  records: {row: D}\n  fields: {refund_id: 1, query_number: 2}",
            "6: results.fields.refund_id stands where each such record has 'D'"),
        results(
            "format: fixed",
            "  records: {row: \"5\"}\n  fields: {refund_id: {from: 2, length: 14}, refund_amount: {from: 17, length: 9}, query_number: {from: 1, length: 1}}",
            nil),
        results(
            "format: fixed",
            "  records: {row: \"417\"}\n  fields: {refund_id: {from: 1, length: 14}, query_number: {from: 17, length: 9}}",
            nil),
        results(
            "format: fixed",
            "  records: {row: D}\n  fields: {refund_id: {from: 1, length: 15}, query_number: {from: 17, length: 9}}",
            "6: results.fields.refund_id stands where each such record has 'D'"),
        csv(
            "", "  records: {row: D}\n  only: {column: 1, is: R}\n\(plain)",
            "6: results.only.is can't be where each row has 'D'"),
        csv("", "  only: {column: 3, is: R}\n\(plain)", "5: results.only.is is 'R', which is none of 0"),
        csv("", "  only: {column: 3, is: \"0\"}\n\(plain)", nil),
        Case(
            text:
                "format: csv\nbatches:\n  fields: {refund_number: 1, payment_id: 1, order_number: 1, refund_amount: 2}",
            fault: nil),
        Case(
            text: "format: csv\nbatches:\n  fields: {refund_number: 1, payment_id: 2, refund_amount: 1}",
            fault: "5: batches.fields.refund_amount stands where refund_number does"),
    ]

    @Test(arguments: places) func place(_ row: Case) throws { try check(row) }

    private static func fixed(_ fields: String, _ fault: String?) -> Case {
        results("format: fixed\ndates: yyyyMMdd", "  fields:\n\(fields)", fault)
    }

    private static let id = "    refund_id: {from: 1, length: 14}\n"
    private static let query = "    query_number: {from: 40, length: 9}"

    static let rooms: [Case] = [
        fixed(
            "    refund_id: {from: 1, length: 13}\n\(query)",
            "7: results.fields.refund_id: a refund_id has 14 digits, here is room for 13: none could be read"),
        fixed(
            "\(id)    result: {from: 15, length: 2, values: {OK: success, NOK: failed}}",
            "8: results.fields.result.values.NOK: 'NOK' has 3 characters, here is room for 2"),
        fixed("\(id)    result: {from: 15, length: 2, values: {成功: failed}}", nil),
        fixed(
            "\(id)    result: {from: 15, length: 5}",
            "8: results.fields.result: 'failed' has 6 characters, here is room for 5"),
        fixed("\(id)    refund_amount: {from: 30, length: 9}\n    result: {from: 15, length: 7}", nil),
        fixed(
            "\(id)    processed_at: {from: 20, length: 6}\n\(query)",
            "8: results.fields.processed_at: '20261008' has 8 characters, here is room for 6"),
        fixed(
            "\(id)    refund_currency: {from: 20, length: 2}\n\(query)",
            "8: results.fields.refund_currency: 'USD' has 3 characters"),
        fixed("\(id)    refund_currency: {from: 20, length: 1, values: {E: EUR}}\n\(query)", nil),
        results(
            "format: fixed", "  only: {from: 20, length: 1, is: RF}\n  fields:\n\(id)\(query)",
            "5: results.only.is: 'RF' has 2 characters, here is room for 1"),
        row(
            "format: csv", "    - {field: refund_id, max: 12}\n    - refund_amount",
            "6: submissions.row[1]: a refund_id has 14 digits, here is room for 12"),
        row(
            "format: csv", "    - {value: TXN, max: 2}\n    - refund_id\n    - refund_amount",
            "6: submissions.row[1]: 'TXN' has 3 characters, here is room for 2"),
        row(
            "format: csv",
            "    - refund_id\n    - refund_amount\n    - {field: refund_type, max: 1, values: {full: V, partial: TT}}",
            "8: submissions.row[3]: 'TT' has 2 characters"),
        row(
            "format: csv",
            "    - refund_id\n    - refund_amount\n    - {field: refund_type, max: 4, values: {full: V}}",
            "8: submissions.row[3]: 'partial' has 7 characters"),
        row(
            "format: csv",
            "    - refund_id\n    - refund_amount\n    - {field: refund_type, values: {Full: V}}",
            "8: submissions.row[3].values.Full: 'Full' is none of our words full, partial"),
        row(
            "format: csv", "    - refund_id\n    - refund_amount\n    - {field: order_datetime, max: 20}",
            "8: submissions.row[3]: '2026-10-08T16:00:00+00:00' has 25 characters"),
        row(
            "format: csv\ndates: yyyyMMdd",
            "    - refund_id\n    - refund_amount\n    - {field: order_datetime, max: 8}", nil),
        row(
            "format: csv",
            "    - refund_id\n    - refund_amount\n    - {field: refund_description, max: 1, values: {because: OTHER}}",
            nil),
        row(
            "format: csv", "    - refund_id\n    - refund_amount\n  trailer: [{value: TRAILER, max: 2}]",
            "8: submissions.trailer[1]: 'TRAILER' has 7 characters"),
        row(
            "format: csv\namounts: {sign: minus}", "    - refund_id\n    - {field: refund_amount, max: 1}",
            "8: submissions.row[2]: '-1' has 2 characters"),
    ]

    @Test(arguments: rooms) func room(_ row: Case) throws { try check(row) }

    static let texts: [Case] = [
        csv(
            "", "  fields: {refund_id: 2, result: {column: 3, values: {\" 00\": success}}}",
            "5: results.fields.result.values. 00: ' 00' has blanks around it"),
        csv(
            "prefix: \"`\"", "  fields: {refund_id: 2, result: {column: 3, values: {\"`00\": success}}}",
            "6: results.fields.result.values.`00: '`00' has blanks around it or the prefix"),
        csv(
            "",
            "  fields: {refund_id: 2, refund_amount: 4, result: {column: 3, values: {ok: success, OK: success, \"\": pending}}}",
            nil),
        csv("prefix: \"0\"", plain, "4: prefix is taken off whatever begins so"),
        csv("prefix: \"-\"\namounts: {sign: either}", plain, "4: prefix is taken off whatever begins so"),
        csv("prefix: \"'\"", plain, nil),
        csv(
            "encoding: latin-1", "  names: first\n  fields: {refund_id: 退款, query_number: q}",
            "7: results.fields.refund_id: '退款' has letters that the encoding lacks"),
        csv(
            "quoting: false", "  fields: {refund_id: 2, result: {column: 3, values: {\"O,K\": success}}}",
            "6: results.fields.result.values.O,K: 'O,K' holds the separator"),
        csv(
            "quoting: true",
            "  fields: {refund_id: 2, refund_amount: 4, result: {column: 3, values: {\"O,K\": success}}}", nil
        ),
    ]

    @Test(arguments: texts) func text(_ row: Case) throws { try check(row) }

    private static let amounts =
        "  fields: {refund_id: 1, refund_amount: 2, query_number: 3, processed_at: 4}"

    static let separators: [Case] = [
        csv("separator: \".\"\nquoting: false", amounts, "4: the decimal mark is the separator too"),
        csv(
            "separator: \".\"\nquoting: false\namounts: {unit: minor}",
            amounts.replacing("processed_at: 4", with: "refund_currency: {value: USD}"), nil),
        csv("separator: \".\"\nquoting: false", "  fields: {refund_id: 1, query_number: 2}", nil),
        csv("separator: \".\"", amounts, nil),
        csv(
            "separator: \".\"\nquoting: false\namounts: {mark: \",\"}\ndates: dd.MM.yyyy", amounts,
            "7: dates: a date such as '08.10.2026' holds the separator"),
        csv(
            "separator: \".\"\nquoting: false\ndates: dd.MM.yyyy",
            "  fields: {refund_id: 1, query_number: 2}", nil),
        csv("separator: \";\"\nquoting: false\ndates: dd.MM.yyyy", amounts, nil),
        row(
            "format: csv\nseparator: \":\"\nquoting: false",
            "    - refund_id\n    - refund_amount\n    - order_datetime",
            "10: submissions.row[3]: a date such as '2026-10-08T16:00:00+00:00' holds the separator"),
        row(
            "format: csv\nseparator: \"/\"\nquoting: false\ndates: dd.MM.yyyy",
            "    - refund_id\n    - refund_amount\n    - {field: created, dates: dd/MM/yyyy}",
            "11: submissions.row[3].dates: a date such as '08/10/2026'"),
        row(
            "format: csv\nseparator: \"/\"\nquoting: false\ndates: dd/MM/yyyy",
            "    - refund_id\n    - refund_amount\n    - {field: created, dates: yyyyMMdd}", nil),
    ]

    @Test(arguments: separators) func separator(_ row: Case) throws { try check(row) }

    private static func pad(_ cell: String, _ fault: String?) -> Case {
        row(
            "format: fixed",
            "    - {field: refund_id, from: 1, length: 14}\n    - {field: refund_amount, from: 15, length: 9}\n    - \(cell)",
            fault)
    }

    static let pads: [Case] = [
        pad(
            "{field: payment_id, from: 30, length: 30, align: right, pad: \"1\"}",
            "8: submissions.row[3].pad: '1' before payment_id may be a part of it"),
        pad(
            "{field: payment_id, from: 30, length: 30, align: right, pad: X}",
            "8: submissions.row[3].pad: 'X' before payment_id may be a part of it"),
        pad("{field: payment_id, from: 30, length: 30, align: right, pad: \"0\"}", nil),
        pad(
            "{field: order_amount, from: 30, length: 30, align: right, pad: \"9\"}",
            "8: submissions.row[3].pad: '9' before order_amount"),
        pad(
            "{field: order_amount, from: 30, length: 30, align: right, pad: \"-\"}",
            "8: submissions.row[3].pad: '-' before order_amount"),
        pad("{field: order_amount, from: 30, length: 30, align: right, pad: \"*\"}", nil),
        pad("{field: refund_id, from: 30, length: 14, align: right, pad: \"1\"}", nil),
        pad(
            "{field: refund_id, from: 30, length: 15, align: right, pad: \"1\"}",
            "8: submissions.row[3].pad: '1' before refund_id"),
        pad("{field: creditor_name, from: 30, length: 30, align: right, pad: \"*\"}", nil),
        pad(
            "{field: refund_type, from: 30, length: 30, align: right, pad: \"00\"}",
            "8: submissions.row[3].pad must be one character"),
    ]

    @Test(arguments: pads) func pad(_ row: Case) throws { try check(row) }

    private static let noAmount =
        "results.fields has a result that may be success, but no refund_amount, and without what was paid no success counts"

    static let successes: [Case] = [
        csv("", "  fields: {refund_id: 1, result: {column: 2, values: {\"0\": success}}}", "5: \(noAmount)"),
        csv(
            "", "  records: {row: D}\n  fields: {refund_id: 2, result: 3, refund_currency: 4}",
            "6: \(noAmount)"),
        fixed("\(id)    result: {from: 15, length: 2, values: {OK: success, NO: failed}}", "6: \(noAmount)"),
        // The currency is the refund's own.
        csv("", "  fields: {refund_id: 1, result: 2, refund_amount: 3}", nil),
        csv("", "  fields: {refund_id: 1, result: {column: 2, values: {N: failed, W: pending}}}", nil),
        csv("", "  fields: {refund_id: 1, query_number: 2}", nil),
    ]

    @Test(arguments: successes) func success(_ row: Case) throws { try check(row) }

    @Test("What the ledger kept is read all the same: what was sent by it must be made again")
    func kept() throws {
        for row in Self.comments + Self.marks + Self.places + Self.rooms + Self.texts + Self.separators
            + Self.successes
        {
            let text = "name: p\nsource: a test\n\(row.text)\n"
            #expect(try ProfileShelf.kept(text, file: "kept", name: "p").name == "p")
        }
    }
}
