/// The encodings that are read. Recognised by the bytes, and for XML by what they declare.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16le = "UTF-16LE"
    case utf16be = "UTF-16BE"
    case gb18030 = "GB18030"
    case gbk = "GBK"
    case gb2312 = "GB2312"
    case latin1 = "ISO-8859-1"
    case ascii = "US-ASCII"
    /// Only where a profile declares it.
    case windows1252 = "WINDOWS-1252"

    /// Whether the text is UTF-8 as it stands.
    package var isUTF8: Bool {
        switch self {
        case .utf8, .ascii: true
        case .utf16le, .utf16be, .gb18030, .gbk, .gb2312, .latin1, .windows1252: false
        }
    }

    /// Whether a text in UTF-8 can be written in it.
    package func holds(_ text: [UInt8]) -> Bool {
        if isUTF8 { return self == .utf8 || text.allSatisfy { $0 < 0x80 } }
        do {
            _ = try TextRecoder(self).encode(text.span)
            return true
        } catch {
            return false
        }
    }

    /// The encoding of an XML declaration, without case; nil when it is none that is read. UTF-16 names none
    /// of the two: the byte order mark does.
    init?(declared name: String) {
        switch name.uppercased() {
        case "UTF-8", "UTF8": self = .utf8
        case "GB18030": self = .gb18030
        case "GBK": self = .gbk
        case "GB2312": self = .gb2312
        case "ISO-8859-1": self = .latin1
        case "US-ASCII": self = .ascii
        default: return nil
        }
    }
}

package enum TextLayout: Sendable {
    case csv
    case xml
}
