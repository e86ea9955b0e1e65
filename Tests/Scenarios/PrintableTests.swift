import Rules
import Testing

@testable import refundry

@Suite("What files bring can't command a terminal")
struct PrintableTests {
    @Test(
        "Control characters and those that turn the writing round are escaped",
        arguments: [
            ("plain 退款", "plain 退款"), ("\u{1b}[31mred", "\\u{1b}[31mred"), ("a\nb", "a\\u{a}b"),
            ("a\r\nb", "a\\u{d}\\u{a}b"), ("\u{7f}", "\\u{7f}"), ("\u{9b}31m", "\\u{9b}31m"),
            ("abc\u{202E}fdp", "abc\\u{202e}fdp"), ("\u{0}", "\\u{0}"), ("tab\there", "tab\\u{9}here"),
            ("\u{FFFE}", "\\u{fffe}"),
        ])
    func escaped(_ text: String, _ safe: String) {
        #expect(Printable.text(text) == safe)
        #expect(Line("\(text)").written(coloured: true) == safe)
    }

    @Test("Colour stands around a piece only where it is wanted")
    func colour() {
        let line = Line([Piece("ok", .good), Piece(" plain")])
        #expect(line.written(coloured: true) == "\u{1b}[32mok\u{1b}[0m plain")
        #expect(line.written(coloured: false) == "ok plain")
    }
}
