import Bytes
import Formats
import Refunds
import Rules
import Testing

@Suite struct RejectedCSVTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func exactBytes() throws {
        let reading = try BatchReading(
            """
            #account=M1
            Refund_Number;支付ID; Shop ;refund_amount;codes;refund_description;说明
            R1;2410081234567890123;=1+1;1,000.00;OLD;"why; ""so""\";alt
            R2;'2410081234567890123;-x;5;;card 4012 3456 7890 1239

            R3
            #count=3
            """)
        let tail = ",FIELD_INVALID,wrong,错误\r\n"
        #expect(
            text(reading.rejected)
                == "\u{FEFF}Refund_Number,支付ID, Shop ,refund_amount,refund_description,line,codes,message,说明\r\n"
                + "R1,'2410081234567890123,'=1+1,\"1,000.00\",\"why; \"\"so\"\"\",3" + tail
                + "R2,'2410081234567890123,'-x,5,card 401234******1239,4" + tail + "R3,,,,,6" + tail)
        #expect(Array(reading.rejected.prefix(3)) == [0xEF, 0xBB, 0xBF])
    }

    @Test func columnsOfXML() throws {
        let reading = try BatchReading(
            "<refund_batch><refund><terminal>T1</terminal><refund_number>R1</refund_number><shop>x</shop></refund></refund_batch>"
        )
        #expect(
            text(reading.rejected)
                == "\u{FEFF}refund_number,payment_id,order_number,terminal,refund_type,refund_amount,refund_currency,"
                + "refund_description,line,codes,message,说明\r\nR1,,,T1,,,,,1,FIELD_INVALID,wrong,错误\r\n")
    }

    @Test func messagesAreCells() throws {
        let report = try Files.with(Array("refund_number,payment_id,refund_amount\nR1,P1,x\n".utf8)) {
            path, survey in
            RejectedCSV(
                header: try RefundBatchReader(path: path, survey: survey, limits: .init()).file.header,
                layout: .refundBatch)
        }
        var output: [UInt8] = []
        report.append(
            line: 12, firstCell: 1, cellCount: 2, cellEnds: [1, 2, 4], bytes: Array("xABC".utf8),
            shape: .sound,
            codes: "FIELD_MISSING ORDER_NOT_FOUND", message: BilingualText("a, \"b\"; c", "甲；乙,丙"),
            to: &output)
        #expect(
            text(output) == "A,BC,,12,FIELD_MISSING ORDER_NOT_FOUND,\"a, \"\"b\"\"; c\",\"甲；乙,丙\"\r\n")
    }

    /// What a row is sent again by stays: masked, it would be taken for another refund's number.
    @Test func keysStay() throws {
        let card = "4012345678901239"
        let reading = try BatchReading(
            "refund_number,payment_id,order_number,terminal,refund_amount,refund_currency,x \(card)\n"
                + "\(card),\(card),\(card),\(card),\(card),\(card),\(card)\n")
        let hidden = "401234******1239"
        let kept = Array(repeating: "'\(card)", count: 4) + Array(repeating: hidden, count: 3)
        let lines = text(reading.rejected).split(separator: "\r\n")
        #expect(lines[0].contains("refund_currency,x \(hidden),line"))
        #expect(lines[1].hasPrefix(kept.joined(separator: ",") + ",2,"))
    }

    /// A shifted row's cells don't stand under their own header, so a card number may stand in any.
    @Test func cardNumbersNeverGoOut() throws {
        let header = "refund_number,payment_id,refund_amount,refund_description,shop\n"
        let card = "4012345678901239"
        let reading = try BatchReading(
            header + "R1,P1,1,\(card),\(card)\nR2,P2,1,000,x,\(card)\nR3,\(card),1,a,b,\(card)\n")
        let lines = text(reading.rejected).split(separator: "\r\n")
        #expect(reading.rows.map(\.faults) == [.cardNumber, .shifted, .shifted])
        #expect(!text(reading.rejected).contains(card))
        #expect(lines[1].hasPrefix("R1,P1,1,401234******1239,401234******1239,"))
    }

    /// The merchant corrects the file and sends it: what was read of the rejected rows is read again.
    @Test(arguments: [
        "R1,P1,5.00,why\n R2 ,'P2,007,\"two\nlines\"\n,,x,\nR4\n",
        "'123456789012,123456789012345678901,'123456789012,123456789012\n",
        "=1,+2,-3,@4\n'=1,'+2,'-3,'@4\n''=1,''+2,`@3,'`-4\n",
        "2.31E+20,'2E+20,2E+20,2E+20\n1,\" lead\",\"trail \",\"\tboth\t\"\n",
        "R1,P1,1,\"a \"\"b\"\", c;d\"\nR2,P2,1,\"'quoted'\"\nR3,P3,1,\"\r\n=x\"\nR4,P4,1,'12345678901\n",
        "R1,P1,1,'\nR2,P2,1,''\nR3,P3,1,' =x\nR4,P4,1,\u{3000}=x\nR5,P5,1,' 123456789012\n",
    ])
    func readsBack(rows: String) throws {
        let first = try BatchReading("refund_number,payment_id,refund_amount,refund_description\n" + rows)
        let second = try BatchReading(first.rejected)
        #expect(second.refusal == nil && second.notes == [])
        #expect(second.rows.map(\.fields) == first.rows.map(\.fields))
        #expect(second.rows.map(\.faults) == first.rows.map(\.faults))
        #expect(second.digest == first.digest)
        // And once more, for a file that is corrected twice; only the lines may differ.
        let third = try BatchReading(second.rejected)
        #expect(third.rows == second.rows)
        #expect(third.rejected == second.rejected)
    }

    @Test func readsBackFromOtherLayouts() throws {
        let rows = "R1\t2410081234567890123\t1\twhy; so, \"x\"\nR2\tP2\t2\t\n"
        let tabs = try BatchReading("退款单号\t支付ID\t退款金额\t退款原因\n" + rows)
        #expect(try BatchReading(tabs.rejected).digest == tabs.digest)
        let xml = try BatchReading(
            "<refund_batch><refund><refund_number>R1</refund_number><refund_description>a&#13;\n&lt;b</refund_description></refund></refund_batch>"
        )
        #expect(try BatchReading(xml.rejected).digest == xml.digest)
    }
}

extension RejectedCSVTests {
    /// A row whose amount was torn apart by an unquoted comma must stay a shifted row when the file comes back as it is.
    @Test func aShiftedRowStaysOne() throws {
        let first = try BatchReading("refund_number,payment_id,refund_amount\nR1,P1,1,000.00\n")
        #expect(first.requests[0].faults == .shifted)
        let again = try BatchReading(text(first.rejected))
        #expect(again.requests.map(\.faults) == [.shifted])
    }
}
