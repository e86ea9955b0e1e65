/// What rejected rows mean for the rest of their batch (`decisions.md`, the batch).
package enum BatchPolicy: Sendable, Equatable {
    case acceptGood
    case allOrNothing
    /// Rejects all when more than one of the shares is passed.
    case tolerance(rows: Share, money: Share)
}

/// An exact fraction, read from decimal text and never through a binary fraction.
package struct Share: Sendable, Equatable {
    package let numerator: Int64
    package let denominator: Int64

    package init(numerator: Int64, denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether `part / whole` is more than this share; exactly the share is not. Of nothing, nothing is more.
    package func isPassed(by part: UInt128, of whole: UInt128) -> Bool {
        let left = part.multipliedFullWidth(by: UInt128(denominator))
        let right = whole.multipliedFullWidth(by: UInt128(numerator))
        return (left.high, left.low) > (right.high, right.low)
    }
}
