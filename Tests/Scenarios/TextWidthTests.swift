import Testing

@testable import refundry

@Suite("How wide a text stands on a terminal")
struct TextWidthTests {
    @Test(
        "East Asian characters take two columns, what combines takes none",
        arguments: [
            ("", 0), ("refund", 6), ("退款", 4), ("退款 id", 7), ("，", 2), ("￥", 2), ("¥", 1), ("한글", 4),
            ("ｶﾅ", 2),
            ("カナ", 4), ("é", 1), ("e\u{301}", 1), ("ö", 1), ("🙂", 2), ("a\u{200B}b", 2), ("→", 1), ("…", 1),
            ("𠀀", 2), ("\u{FE0F}", 0),
        ])
    func width(_ text: String, _ columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }
}
