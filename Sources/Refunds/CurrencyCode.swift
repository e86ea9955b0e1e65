/// Three capital letters of ISO 4217, packed into one number so that comparing and storing cost nothing.
/// Whether the code is an active currency is `CurrencyTable`'s business.
package struct CurrencyCode: Sendable, Hashable, Comparable {
    package let packed: UInt32

    package init(packed: UInt32) { self.packed = packed }

    /// Reads three letters, capital or small; nil for anything else.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == 3 else { return nil }
        var packed: UInt32 = 0
        for index in 0..<3 {
            let upper = bytes[index] & 0xDF
            guard upper >= 0x41, upper <= 0x5A, bytes[index] >= 0x41 else { return nil }
            packed = packed << 8 | UInt32(upper)
        }
        self.packed = packed
    }

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var bytes: [UInt8] {
        [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)]
    }

    package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool { left.packed < right.packed }
}
