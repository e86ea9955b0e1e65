import Rules
import Testing

@Suite struct OrderRowFaultsTests {
    @Test func codesStandOnceAndInOrder() {
        var faults = OrderRowFaults()
        #expect(faults.isEmpty && faults.codes.isEmpty)
        for code in OrderRejection.allCases.reversed() { faults.add(code, "first", "1") }
        faults.add(.fieldInvalid, "second", "2")
        #expect(!faults.isEmpty)
        #expect(faults.codes == OrderRejection.allCases)
        #expect(faults.columns[.fieldInvalid]?.map(\.column) == ["first", "second"])
    }

    @Test func aShiftedRowHasOneCode() {
        var faults = OrderRowFaults()
        faults.shifted = true
        faults.add(.amountInvalid, "order_amount", "x")
        #expect(faults.codes == [.fieldInvalid])
        #expect(faults.message.english.contains("beyond the header"))
        var again = OrderRowFaults()
        again.headerAgain = true
        #expect(!again.isEmpty && again.codes == [.fieldInvalid])
        #expect(again.message.chinese.contains("表头"))
    }

    @Test func everySentenceNamesItsColumnAndValue() {
        for code in OrderRejection.allCases {
            var faults = OrderRowFaults()
            faults.stored = "STORED-1"
            faults.decimals = 3
            faults.add(code, "order_amount", "98.7654")
            let text = faults.message
            #expect(text.english.contains("order_amount") && text.chinese.contains("order_amount"), "\(text)")
            #expect(text.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            guard code != .fieldMissing else { continue }
            #expect(text.english.contains("98.7654") && text.chinese.contains("98.7654"), "\(text)")
            if code == .amountTooPrecise { #expect(text.english.contains("3 decimals")) }
            if code == .orderChanged {
                #expect(text.english.contains("STORED-1") && text.chinese.contains("STORED-1"))
            }
        }
    }
}
