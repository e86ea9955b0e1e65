import Testing

@testable import refundry

@Suite("Tables stand straight")
struct TableTests {
    private func text(_ table: Table) -> [String] { table.lines.map { $0.written(coloured: false) } }

    @Test("Columns stand under one another, Chinese text included, and no line ends in spaces")
    func aligned() {
        var table = Table([Table.Column("name"), Table.Column("rows", .right), Table.Column("why")])
        table.add(["退款", "2", "ok"])
        table.add(["refunds", "1,234", ""])
        #expect(
            text(table) == [
                "name      rows  why",
                "退款         2  ok",
                "refunds  1,234",
            ])
    }

    @Test("A cell wider than its column pushes the rest to the right and loses nothing")
    func wider() {
        let table = Table([Table.Column("a"), Table.Column("b")])
        #expect(table.line([Piece("longer"), Piece("x")], [2, 1]).written(coloured: false) == "longer  x")
    }

    @Test(
        "Numbers are grouped",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func grouped(_ number: Int, _ text: String) {
        #expect(Figures.grouped(number) == text)
    }

    @Test("The bar goes to and fro and keeps its length")
    func bar() {
        for step in 0..<100 {
            let bar = ProgressLine.bar(at: step)
            #expect(bar.utf8.count == 22)
            #expect(bar.contains("####"))
        }
    }
}
