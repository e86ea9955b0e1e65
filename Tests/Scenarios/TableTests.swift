import Rules
import Testing

@testable import refundry

@Suite("Tables stand straight")
struct TableTests {
    private func text(_ table: Table, _ language: Language = .both) -> [String] {
        table.lines(in: language).map { $0.written(coloured: false) }
    }

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

    @Test("In both languages the header has two lines, and the columns stay narrow")
    func headers() {
        var table = Table([Table.Column(""), Table.Column("rows", "行数", .right), Table.Column("why", "原因")])
        table.add(["a", "2", "ok"])
        #expect(text(table) == ["   rows  why", "   行数  原因", "a     2  ok"])
        #expect(text(table, .en) == ["   rows  why", "a     2  ok"])
        #expect(text(table, .zh) == ["   行数  原因", "a     2  ok"])
    }

    @Test("A sentence stands once in each language that is read, and once where both are the same")
    func sentences() {
        func text(_ sentence: Sentence, _ language: Language) -> [String] {
            sentence.lines(in: language).map { $0.written(coloured: false) }
        }
        let file = Piece("a.csv", .strong)
        let sentence = Sentence("\(file): taken in", "\(file)：已导入")
        #expect(text(sentence, .both) == ["a.csv: taken in", "a.csv：已导入"])
        #expect(text(sentence, .en) == ["a.csv: taken in"])
        #expect(text(sentence, .zh) == ["a.csv：已导入"])
        #expect(text(Sentence("\(file)", "\(file)"), .both) == ["a.csv"])
    }

    @Test("A line's pieces keep their style; the rest takes the line's")
    func styles() {
        let line: Line = "batch \(12): \("done", .good)"
        #expect(line.styled(.faint).pieces.map(\.style) == [.faint, .faint, .faint, .good])
        #expect(line.written(coloured: true) == "batch 12: \u{1b}[32mdone\u{1b}[0m")
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
