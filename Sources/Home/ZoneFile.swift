/// One file of the system's zone database (TZif, RFC 8536).
struct ZoneFile {
    private(set) var transitions: [Int64] = []
    private(set) var offsets: [Int32] = []
    /// Of each offset what it is called.
    private(set) var names: [String] = []

    static let folder = "/usr/share/zoneinfo"
    /// Zones whose rule goes on for ever are unrolled up to the end of this year.
    private static let lastYear = 2100

    /// nil when the name is none, or its file isn't of this kind.
    init?(_ identifier: String) {
        guard Self.isName(identifier), let bytes = Self.read(identifier), let body = Self.secondBody(bytes)
        else {
            return nil
        }
        guard parse(bytes, at: body) else { return nil }
    }

    /// A name as IANA writes it: parts of letters, digits, `_`, `+`, `-`, each beginning with a capital letter.
    private static func isName(_ identifier: String) -> Bool {
        let parts = identifier.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard identifier.utf8.count <= 64 else { return false }
        return parts.allSatisfy { part in
            guard let first = part.first, (65...90).contains(first) else { return false }
            return part.allSatisfy {
                (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0)
                    || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
            }
        }
    }

    /// nil when it can't be read: a zone that can't be read is as good as none, and the caller says its name.
    private static func read(_ identifier: String) -> [UInt8]? {
        do throws(HomeFailure) {
            return try Descriptor(reading: "\(folder)/\(identifier)", followingLinks: true).readAll(
                atMost: 1 << 20)
        } catch {
            return nil
        }
    }

    /// Where the 64-bit part of the file begins: behind the 32-bit one, whose size its header tells.
    private static func secondBody(_ bytes: [UInt8]) -> Int? {
        guard let header = Header(bytes, at: 0), header.version >= UInt8(ascii: "2") else { return nil }
        return Header.size + header.bodySize(timeSize: 4)
    }

    private mutating func parse(_ bytes: [UInt8], at start: Int) -> Bool {
        guard let header = Header(bytes, at: start), header.types > 0 else { return false }
        let times = start + Header.size
        let indices = times + header.transitions * 8
        let types = indices + header.transitions
        let footer = start + Header.size + header.bodySize(timeSize: 8)
        guard footer <= bytes.count else { return false }
        func offset(ofType type: Int) -> Int32 {
            Int32(truncatingIfNeeded: Header.number(bytes, types + min(type, header.types - 1) * 6, 4))
        }
        func name(ofType type: Int) -> String {
            let start = types + header.types * 6 + Int(bytes[types + min(type, header.types - 1) * 6 + 5])
            let end = min(types + header.types * 6 + header.characters, footer)
            return String(decoding: bytes[min(start, end)..<end].prefix { $0 != 0 }, as: UTF8.self)
        }
        offsets = [offset(ofType: 0)]
        names = [name(ofType: 0)]
        for index in 0..<header.transitions {
            transitions.append(Header.number(bytes, times + index * 8, 8))
            offsets.append(offset(ofType: Int(bytes[indices + index])))
            names.append(name(ofType: Int(bytes[indices + index])))
        }
        let rule = bytes[footer...].drop { $0 == 0x0A }.prefix { $0 != 0x0A }
        return unroll(ZoneRule(Array(rule)))
    }

    /// Appends what the rule at the end of the file says about the years after the last transition.
    private mutating func unroll(_ rule: ZoneRule?) -> Bool {
        guard let rule else { return false }
        guard let summer = rule.summer else {
            if offsets.last != rule.standard {
                // A zone of one fixed offset: there may be no transition to hang it on.
                guard transitions.isEmpty else { return true }
                offsets = [rule.standard]
                names = [rule.name]
            }
            return true
        }
        let known = transitions.last ?? Int64.min
        for year in 1970...Self.lastYear {
            for (instant, offset) in summer.changes(in: year, standard: rule.standard) where instant > known {
                transitions.append(instant)
                offsets.append(offset)
                names.append(offset == summer.offset ? summer.name : rule.name)
            }
        }
        return true
    }

    /// The counts at the head of either part.
    private struct Header {
        static let size = 44
        let version: UInt8
        let transitions: Int
        let types: Int
        let characters: Int
        private let leaps: Int
        private let standards: Int
        private let universals: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start + Self.size <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
                return nil
            }
            func count(_ index: Int) -> Int {
                Int(Self.number(bytes, start + 20 + index * 4, 4) & 0xFFFF_FFFF)
            }
            version = bytes[start + 4]
            universals = count(0)
            standards = count(1)
            leaps = count(2)
            transitions = count(3)
            types = count(4)
            characters = count(5)
        }

        func bodySize(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards
                + universals
        }

        /// A big-endian signed number of `size` bytes.
        static func number(_ bytes: [UInt8], _ start: Int, _ size: Int) -> Int64 {
            var value: Int64 = bytes[start] >= 0x80 ? -1 : 0
            for byte in bytes[start..<start + size] { value = value << 8 | Int64(byte) }
            return value
        }
    }
}
