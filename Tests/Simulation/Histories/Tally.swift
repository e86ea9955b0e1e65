/// What histories came by: so that one sees that nothing is vacuous.
struct Tally: Sendable {
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ what: String, _ count: Int = 1) { counts[what, default: 0] += count }

    /// Adds each of several words, as row codes stand.
    mutating func add(_ group: String, words: String) {
        for word in words.split(separator: " ") { add("\(group) \(word)") }
    }

    mutating func add(_ other: Tally) {
        for (what, count) in other.counts { add(what, count) }
    }

    subscript(what: String) -> Int { counts[what] ?? 0 }

    /// `decided 120 · refused 7: FILE_EMPTY 2, …`.
    var told: String {
        let groups = [
            "row", "order", "refusal", "exception", "edge", "hold", "step", "resolution", "waiver", "void",
        ]
        let sums = counts.filter { !$0.key.contains(" ") }.sorted { $0.key < $1.key }.map {
            "\($0.value) \($0.key)"
        }
        let parts = groups.map { group in
            let mine = counts.filter { $0.key.hasPrefix(group + " ") }.sorted { $0.key < $1.key }
            let words = mine.map { "\($0.key.dropFirst(group.count + 1)) \($0.value)" }
            return "  \(group): \(words.joined(separator: ", "))"
        }
        return ([sums.joined(separator: ", ")] + parts).joined(separator: "\n")
    }
}
