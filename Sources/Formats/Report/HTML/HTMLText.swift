import Bytes
import Rules

/// A page while it is written. Markup can only be a literal of this program (`StaticString`); whatever else there is goes through `text`, after which
/// no character is left that a browser would act on.
struct HTMLText {
    private(set) var bytes: [UInt8] = []
    let language: Language

    init(_ language: Language) { self.language = language }

    mutating func markup(_ literal: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// A value, in an element or in a quoted attribute.
    mutating func text(_ value: String) {
        for byte in Printable.text(value).utf8 {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "<"): markup("&lt;")
            case UInt8(ascii: ">"): markup("&gt;")
            case UInt8(ascii: "\""): markup("&quot;")
            case UInt8(ascii: "'"): markup("&#39;")
            default: bytes.append(byte)  // not our enum
            }
        }
    }

    mutating func number(_ number: Int) { DecimalText.append(number, to: &bytes) }

    /// In both languages: English, and the Chinese smaller beside or beneath it, as the style sheet has it there.
    mutating func told(_ text: BilingualText) {
        switch language {
        case .en: self.text(text.english)
        case .zh: self.text(text.chinese)
        case .both:
            self.text(text.english)
            guard text.chinese != text.english else { return }
            markup(#" <span class="zh" lang="zh-Hans">"#)
            self.text(text.chinese)
            markup("</span>")
        }
    }

    /// In a title or an attribute, where nothing can be smaller.
    mutating func flat(_ text: BilingualText) { self.text(text.told(in: language, apart: " ")) }

    /// A value with places where its line may break: after what joins the words of a code.
    mutating func breakable(_ value: String) {
        for (place, part) in value.split(separator: "_", omittingEmptySubsequences: false).enumerated() {
            if place > 0 { markup("_<wbr>") }
            text(String(part))
        }
    }
}
