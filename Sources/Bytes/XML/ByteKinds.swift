/// What a byte means to `XMLEventScan`.
enum ByteKinds {
    /// Within a text.
    enum Kind: UInt8 {
        case plain, feed, carriage, open, ampersand
        /// The first of three that may be no character.
        case lead
        /// Control characters, which XML forbids, and `]`, which may end a section that isn't there.
        case odd
    }

    /// By byte. Made once and never freed.
    // Proof: nobody writes to it after it was made.
    @safe struct Table: @unchecked Sendable {
        private let kinds: UnsafePointer<Kind>
        private let names: UnsafePointer<Bool>

        init() {
            let kinds = UnsafeMutablePointer<Kind>.allocate(capacity: 256)
            let names = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
            for byte in UInt8.min...UInt8.max {
                unsafe (kinds + Int(byte)).initialize(to: ByteKinds.kind(byte))
                unsafe (names + Int(byte)).initialize(
                    to: ByteKinds.beginsName(byte) || ByteKinds.followsName(byte))
            }
            unsafe self.kinds = UnsafePointer(kinds)
            unsafe self.names = UnsafePointer(names)
        }

        subscript(byte: UInt8) -> Kind { unsafe kinds[Int(byte)] }
        /// A letter, digit or mark of a name; not the colon, which ends a prefix.
        func isName(_ byte: UInt8) -> Bool { unsafe names[Int(byte)] }
    }

    static let table = Table()

    private static func kind(_ byte: UInt8) -> Kind {
        switch byte {
        case 0x0A: .feed
        case 0x0D: .carriage
        case 0x09: .plain
        case 0x00..<0x20, UInt8(ascii: "]"): .odd
        case UInt8(ascii: "<"): .open
        case UInt8(ascii: "&"): .ampersand
        case 0xEF: .lead
        default: .plain
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    static func beginsName(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
    }

    private static func followsName(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// What an attribute's value may have and stay as it is written.
    static func isValue(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
    }
}
