import Bytes
import Refunds

/// The texts of an account's reasons, asked for by the bytes of a field: nearly every row has one of them, as it is written there.
struct KnownReasons {
    private let texts: Set<String>
    /// Their bytes, at the place of their length.
    private var alike: [[[UInt8]]] = []

    init(_ reasons: [String] = []) {
        texts = Set(reasons)
        for bytes in reasons.map({ Array($0.utf8) }) {
            while alike.count <= bytes.count { alike.append([]) }
            alike[bytes.count].append(bytes)
        }
    }

    var isEmpty: Bool { texts.isEmpty }

    func hold(_ piece: ByteRange, of buffer: [UInt8]) -> Bool {
        if piece.count < alike.count {
            let bytes = buffer.span.extracting(piece.range)
            for text in alike[piece.count] where Self.isSame(text.span, bytes) { return true }
        }
        // Texts are equal also where their accents are written in another way.
        return texts.contains(buffer.text(piece))
    }

    /// Of two pieces of one length.
    private static func isSame(_ text: Span<UInt8>, _ piece: Span<UInt8>) -> Bool {
        for place in text.indices where text[place] != piece[place] { return false }
        return true
    }
}
