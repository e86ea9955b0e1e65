/// Everything that a history draws comes from here: the same choices for the same seed, everywhere (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for a part of a history: a step that is left out doesn't move the others.
    init(seed: UInt64, part: Int) {
        var mixed = Chance(seed: seed ^ (UInt64(bitPattern: Int64(part)) &+ 3) &* 0x9e37_79b9_7f4a_7c15)
        state = mixed.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(0...choices.count - 1)] }

    /// Nil of nothing.
    mutating func pickAny<Element>(_ choices: [Element]) -> Element? {
        choices.isEmpty ? nil : pick(choices)
    }

    /// True once in so many times.
    mutating func once(in times: Int) -> Bool { number(1...times) == 1 }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &self) }
}
