import Bytes
import Foundation
import Testing

@Suite struct WriterTests {
    private func cell(
        _ text: String, _ guarding: CSVWriter.Guard = .none, separator: UInt8 = UInt8(ascii: ",")
    ) -> String {
        var output: [UInt8] = []
        CSVWriter.append(cell: text, to: &output, separator: separator, guarding: guarding)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func cells() throws {
        let table: [(text: String, plain: String, formulas: String, numbers: String)] = [
            ("", "", "", ""), ("a b", "a b", "a b", "a b"), ("a,b", "\"a,b\"", "\"a,b\"", "\"a,b\""),
            ("a\"b", "\"a\"\"b\"", "\"a\"\"b\"", "\"a\"\"b\""), ("a\nb", "\"a\nb\"", "\"a\nb\"", "\"a\nb\""),
            ("a\rb", "\"a\rb\"", "\"a\rb\"", "\"a\rb\""), (" a", " a", " a", " a"),
            ("a ", "a ", "a ", "a "), ("=1", "=1", "'=1", "'=1"), ("+1", "+1", "'+1", "'+1"),
            ("-1", "-1", "'-1", "'-1"), ("@a", "@a", "'@a", "'@a"),
            ("\ta", "\ta", "'\ta", "'\ta"),
            ("\ra", "\"\ra\"", "\"'\ra\"", "\"'\ra\""), ("=a,b", "\"=a,b\"", "\"'=a,b\"", "\"'=a,b\""),
            ("12345678901", "12345678901", "12345678901", "12345678901"),
            ("123456789012", "123456789012", "123456789012", "'123456789012"),
            ("1234567890.12", "1234567890.12", "1234567890.12", "1234567890.12"), ("a=", "a=", "a=", "a="),
        ]
        for row in table {
            #expect(cell(row.text) == row.plain, "\(row.text.debugDescription)")
            #expect(cell(row.text, .formulas) == row.formulas, "\(row.text.debugDescription)")
            #expect(cell(row.text, .formulasAndLongNumbers) == row.numbers, "\(row.text.debugDescription)")
            // What is written is read back as it was.
            if !row.text.isEmpty { #expect(try readCSV(row.plain + ",x")[0].cells == [row.text, "x"]) }
        }
        #expect(cell("a,b", separator: UInt8(ascii: ";")) == "a,b")
        #expect(cell("a;b", separator: UInt8(ascii: ";")) == "\"a;b\"")
        var guarded: [UInt8] = []
        CSVWriter.append(guarded: "=1", to: &guarded, longNumbers: false)
        CSVWriter.append(guarded: [UInt8]("123456789012".utf8), to: &guarded, longNumbers: true)
        #expect(String(decoding: guarded, as: UTF8.self) == "'=1'123456789012")
    }

    @Test func xmlText() throws {
        let text = "<a href=\"x\">&'退\t\r\n"
        var output: [UInt8] = []
        XMLText.append(escaped: text, to: &output)
        #expect(
            String(decoding: output, as: UTF8.self) == "&lt;a href=&quot;x&quot;&gt;&amp;'退&#9;&#13;&#10;")
        let element =
            Array("<o x=\"".utf8) + output + Array("\"><r><a>".utf8) + output + Array("</a></r></o>".utf8)
        let xml = try readXML(element, XMLTests.shape)
        #expect(xml.rootAttributes == ["x": text] && xml.records[0].cells[0] == text)
        var control: [UInt8] = []
        XMLText.append(escaped: "a\u{1}b", to: &control)
        #expect(String(decoding: control, as: UTF8.self) == "a\u{FFFD}b")
        var none: [UInt8] = []
        XMLText.append(escaped: "a\u{FFFE}b\u{FFFF}，。\u{FFFD}", to: &none)
        #expect(String(decoding: none, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}，。\u{FFFD}")
    }

    @Test func json() throws {
        let value = JSON.object([
            ("z", .number(-12)), ("a", .array([.null, .bool(true), .bool(false), .array([]), .object([])])),
            ("s\"", .string("\u{0}\u{1f}\u{1b}\u{7f}\u{85}\n\t\r\\/退😀")),
        ])
        #expect(
            value.text
                == #"{"z":-12,"a":[null,true,false,[],{}],"s\"":"\u0000\u001f\u001b\u007f\u0085\n\t\r\\/退😀"}"#
        )
        let back = try JSONSerialization.jsonObject(with: Data(value.line)) as? [String: Any]
        #expect(back?["s\""] as? String == "\u{0}\u{1f}\u{1b}\u{7f}\u{85}\n\t\r\\/退😀")
        #expect(back?["z"] as? Int == -12)
    }

    /// Every scalar below U+3000, alone and within others, as the rule has it.
    @Test func whatJSONEscapes() {
        for value in UInt32(0)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected =
                switch value {
                case 0x22: "\\\""
                case 0x5C: "\\\\"
                case 0x0A: "\\n"
                case 0x0D: "\\r"
                case 0x09: "\\t"
                case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                    "\\u" + String(repeating: "0", count: value < 0x10 ? 3 : value < 0x100 ? 2 : 0)
                        + String(value, radix: 16)
                default: String(scalar)
                }
            #expect(JSON.string("\(scalar)").text == "\"\(expected)\"")
            #expect(JSON.string("退 \(scalar)é").text == "\"退 \(expected)é\"")
        }
    }

    @Test func decimals() {
        let table: [(minor: Int64, exponent: Int, text: String)] = [
            (0, 0, "0"), (0, 2, "0.00"), (5, 3, "0.005"), (-5, 2, "-0.05"), (1234, 2, "12.34"),
            (100, 0, "100"),
            (1000, 3, "1.000"), (.max, 2, "92233720368547758.07"), (.min, 2, "-92233720368547758.08"),
            (.min, 0, "-9223372036854775808"),
        ]
        for row in table {
            var output = Array("x".utf8)
            DecimalText.append(minor: row.minor, exponent: row.exponent, to: &output)
            #expect(String(decoding: output, as: UTF8.self) == "x" + row.text)
        }
        var output: [UInt8] = []
        DecimalText.append(7, digits: 6, to: &output)
        DecimalText.append(UInt64.max, to: &output)
        DecimalText.append(Int8.min, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "00000718446744073709551615-128")
    }
}
