import Formats
import Refunds
import Rules
import Testing

/// Separators, blank lines, line numbers, cells too few and too many.
@Suite struct LineTests {
    @Test(arguments: [",", ";", "\t"])
    func separators(separator: String) throws {
        let lines = ["refund_number,payment_id,refund_amount,refund_description", "R1,P1,5.00,\"a,b;c\td\""]
        let others = lines.map { line in
            line.hasPrefix("R1")
                ? "R1,P1,5.00,".replacing(",", with: separator) + "\"a,b;c\td\""
                : line.replacing(",", with: separator)
        }
        let reading = try BatchReading(others.joined(separator: "\r\n"))
        #expect(reading.refusal == nil)
        #expect(reading.rows.map(\.fields) == [["R1", "P1", "", "", "", "5.00", "", "a,b;c\td"]])
    }

    /// The separator is the one that makes the most known names of the header.
    @Test func theMostKnownNamesDecide() throws {
        let reading = try BatchReading("a,b,refund_number;payment_id;refund_amount;x,z\n1;P1;5.00;2\n")
        #expect(reading.refusal?.text.english.contains("refund_number") == true)
        let quoted = try BatchReading("\"refund,x\";refund_number;payment_id;refund_amount\n1;R1;P1;5.00\n")
        #expect(quoted.refusal == nil)
        #expect(quoted.rows.map(\.fields) == [["R1", "P1", "", "", "", "5.00", "", ""]])
    }

    @Test func blankLinesCountAsLines() throws {
        let text = [
            "", ",,", "#count=4", "refund_number,payment_id,refund_amount,refund_description", "", "R1,P1,1,",
            " ,\t,　,\u{A0}",
            "R2,P2,2,\"two", "lines\"", ",,,", "\"\",\"\"", "R3,P3,3,", "R4,P4,4,",
        ]
        for lineEnd in ["\n", "\r\n"] {
            for atMost in [1, 2, 100] {
                let reading = try BatchReading(text.joined(separator: lineEnd), atMost: atMost)
                #expect(reading.rows.map(\.number) == ["R1", "R2", "R3", "R4"])
                #expect(reading.rows.map(\.line) == [6, 8, 12, 13])
                #expect(reading.recordCount == 4)
                #expect(reading.mismatch == nil)
                #expect(reading.rows[1].description == "two\(lineEnd)lines")
            }
        }
    }

    /// What counts as blank in a field does so before the header too.
    @Test(arguments: ["", " ", ",,", "\u{3000}", "\u{A0},\u{3000}\t,", "\"\",\"\"", "\" \""])
    func blankLinesBeforeTheHeader(line: String) throws {
        let reading = try BatchReading(line + "\nrefund_number,payment_id,refund_amount\nR1,P1,1\n")
        #expect(reading.refusal == nil)
        #expect(reading.rows.map(\.line) == [3])
    }

    @Test func linesOfXML() throws {
        let text = """
            <?xml version="1.0"?>
            <refund_batch>

              <refund><refund_number>R1</refund_number></refund><refund><refund_number>R2
              </refund_number></refund>
              <!-- a comment
              --> <refund
                ><refund_number>R<!-- x -->3</refund_number></refund>
              <refund/>
            </refund_batch>
            """
        let reading = try BatchReading(text)
        #expect(reading.rows.map(\.line) == [4, 4, 7, 9])
        #expect(reading.rows.map(\.number).prefix(1) == ["R1"])
        #expect(reading.rows[2].number == "R3")
        #expect(reading.recordCount == 4)
    }

    @Test func tooFewCellsAreEmpty() throws {
        let reading = try BatchReading("refund_number,payment_id,refund_amount\nR1\nR2,P2\n,,3\n")
        #expect(reading.rows.map(\.fields.first) == ["R1", "R2", ""])
        #expect(reading.rows.map(\.amount) == ["", "", "3"])
        #expect(reading.rows.allSatisfy { $0.faults == [] })
    }

    @Test func aCellBeyondTheHeader() throws {
        let header = "refund_number,payment_id,refund_amount\n"
        let reading = try BatchReading(
            header + "R1,P1,1,000.00\nR2,P2,2,\nR3,P3,3,,, \u{3000}\nR4,P4,4,,x\nR5!,2E+20,5,x\n")
        #expect(reading.rows.map(\.faults) == [.shifted, [], [], .shifted, .shifted])
    }

    @Test func theHeaderAgain() throws {
        let header = "refund_number,Payment_ID,refund_amount"
        let again = [
            "refund_number,payment_id,REFUND_AMOUNT", " refund_number,payment_id,refund_amount,",
            "refund_number,P1,1",
        ]
        let reading = try BatchReading(
            ([header] + again + ["refund_number,payment_id"]).joined(separator: "\n") + "\n")
        #expect(reading.rows.map(\.faults) == [.headerAgain, .headerAgain, [], []])
    }

    @Test func fieldsTwiceAndWithChildren() throws {
        let reading = try BatchReading(
            """
            <refund_batch><refund><refund_number>R1</refund_number><refund_number>R1</refund_number></refund>
            <refund><refund_number>R<b>2</b></refund_number></refund></refund_batch>
            """)
        #expect(reading.rows.map(\.faults) == [.repeatedField, .nestedField])
    }

    @Test(arguments: ["\u{1}", "\u{7F}", "\u{85}", "\u{1B}"])
    func controlCharacters(control: String) throws {
        let header = "refund_number,payment_id,refund_amount,refund_description,shop\n"
        let reading = try BatchReading(
            header + "R1,P1,1,a\(control)b,\nR2,P2,1,,a\(control)b\nR3,P3,1,\"a\t\r\nb\",\n")
        // An unknown column is nobody's field.
        #expect(reading.rows.map(\.faults) == [.control, [], []])
    }
}
