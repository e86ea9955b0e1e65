/// Line numbers, first in, first out, in storage that is used again.
struct LineQueue {
    private var lines: [Int] = []
    private var first = 0

    mutating func append(_ line: Int) {
        lines.append(line)
    }

    mutating func next() -> Int? {
        guard first < lines.count else { return nil }
        defer {
            first += 1
            if first == lines.count {
                lines.removeAll(keepingCapacity: true)
                first = 0
            }
        }
        return lines[first]
    }
}
