/// A moment: whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Sendable, Hashable, Comparable {
    package var seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// `2026-10-08T16:00:00+08:00`, where the zone is `offset` seconds ahead of UTC.
    package func text(offset: Int) -> String {
        var bytes: [UInt8] = []
        append(offset: offset, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package func append(offset: Int, to bytes: inout [UInt8]) {
        let local = Int(seconds) + offset
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = local - days * 86_400
        CalendarDate(daysSince1970: days).append(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Money.append(UInt64(second / 3600), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Money.append(UInt64(second / 60 % 60), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Money.append(UInt64(second % 60), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: offset < 0 ? "-" : "+"))
        Money.append(UInt64(offset.magnitude / 3600), width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Money.append(UInt64(offset.magnitude / 60 % 60), width: 2, to: &bytes)
    }

    /// The day in a zone `offset` seconds ahead of UTC.
    package func date(offset: Int) -> CalendarDate {
        let local = Int(seconds) + offset
        return CalendarDate(daysSince1970: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }
}
