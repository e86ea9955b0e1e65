/// Finds what a person probably meant.
enum Nearest {
    /// The known word with the fewest edits from `word`; nil when none is within three edits and half its length.
    static func of(_ word: String, in known: [String]) -> String? {
        let letters = Array(word.utf8.prefix(64))
        let scored = known.map { (word: $0, edits: edits(letters, Array($0.utf8))) }
        guard let best = scored.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= min(3, best.word.utf8.count / 2) ? best.word : nil
    }

    /// Insertions, removals and replacements that turn one into the other.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var above = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = above[column] + (letter == other ? 0 : 1)
                current.append(min(replaced, above[column + 1] + 1, current[column] + 1))
            }
            above = current
        }
        return above[right.count]
    }
}
