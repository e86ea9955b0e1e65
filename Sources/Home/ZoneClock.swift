/// The offsets of one IANA time zone as a table: pure once made, and quick to ask.
///
/// Read from the system's compiled zone files (RFC 8536), with the rule at their end unrolled up to 2100;
/// later instants keep the last offset.
package struct ZoneClock: Sendable, Equatable {
    /// The IANA name.
    package let identifier: String
    /// Instants, in seconds since 1970 UTC, at which `offsets[i + 1]` takes over from `offsets[i]`; ascending.
    let transitions: [Int64]
    /// Seconds east of UTC, one more than there are transitions.
    let offsets: [Int32]
    /// `CST`, `CEST`, `+0530`: what people call each of the offsets.
    private let names: [String]

    /// The table of a zone; nil when the system knows none of this name.
    package init?(_ identifier: String) {
        guard let file = ZoneFile(identifier) else { return nil }
        self.identifier = identifier
        transitions = file.transitions
        offsets = file.offsets
        names = file.names
    }

    /// Whether the system knows a zone of this name.
    package static func exists(_ identifier: String) -> Bool {
        ZoneFile(identifier) != nil
    }

    /// Seconds east of UTC at an instant, in seconds since 1970 UTC.
    package func offset(at instant: Int64) -> Int { Int(offsets[place(of: instant)]) }

    /// What the zone's time is called at an instant: `CST`; `UTC+0530` where it has no name of its own.
    package func name(at instant: Int64) -> String {
        let name = names[place(of: instant)]
        return name.utf8.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true
            ? "UTC" + name : name
    }

    private func place(of instant: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The instant of a local time.
    ///
    /// A local time that a jump forward leaves out is read with the offset before the jump, and so comes to lie
    /// after it; one that stands twice means the first.
    /// - Parameter local: seconds from 1970-01-01T00:00:00 of the local calendar, as if it were UTC.
    package func utc(local: Int64) -> Int64 {
        let day: Int64 = 86_400
        let before = Int64(offset(at: local - day))
        if Int64(offset(at: local - before)) == before { return local - before }
        let after = Int64(offset(at: local + day))
        if Int64(offset(at: local - after)) == after { return local - after }
        return local - before
    }
}
