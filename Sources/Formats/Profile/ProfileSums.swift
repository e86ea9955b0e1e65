import Refunds
import Rules

/// Count, sum and hash of a file's rows, against what its header and trailer say.
struct ProfileSums {
    private(set) var count = 0
    private var total = DecimalSum()
    private var hashes: [Int64]
    private let controls: [ProfileReading.Control]
    /// By control: what stands there, and on which line.
    private var stated: [(text: String, line: Int)?]

    init(_ controls: [ProfileReading.Control]) {
        self.controls = controls
        hashes = controls.map { _ in 0 }
        stated = controls.map { _ in nil }
    }

    mutating func state(_ control: Int, _ text: String, line: Int) { stated[control] = (text, line) }

    func text(_ control: Int) -> (text: String, line: Int)? { stated[control] }

    /// One row: its amount as plain digits, and of each hash its field.
    mutating func add(amount: Span<UInt8>, field: (Int) -> ByteRange, in bytes: Span<UInt8>) {
        count += 1
        total.add(amount)
        for (place, control) in controls.enumerated() {
            guard case .hash(let slot, let digits) = control.kind else { continue }
            hashes[place] = (hashes[place] + Self.hash(bytes, field(slot), digits)) % 1_000_000_000_000_000
        }
    }

    private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange, _ most: Int) -> Int64 {
        var value: Int64 = 0
        var index = Int(range.end)
        var found = 0
        while index > Int(range.start), found < most {
            index -= 1
            guard let digit = bytes[index].digit else { continue }
            value += digit * powersOfTen[found]
            found += 1
        }
        return value
    }

    /// What differs; nil when all that is stated agrees.
    func mismatch(profile: String) -> FileRefusal? {
        var english: [String] = []
        var chinese: [String] = []
        var line: Int?
        for (place, control) in controls.enumerated() {
            guard let said = stated[place], let (word, found) = figure(place, control.kind, said.text) else {
                continue
            }
            line = line ?? said.line
            english.append("\(word) is stated as \(said.text), the rows make \(found)")
            chinese.append("\(word) 声明为 \(said.text)，各行实际为 \(found)")
        }
        guard let line else { return nil }
        return FileRefusal(
            .controlMismatch, line: line,
            english.joined(separator: "; ") + ": get the whole file again from whoever made it",
            chinese.joined(separator: "；") + "：请向出具方重新获取完整文件")
    }

    /// The control's word and what the rows make of it, where that isn't what is stated.
    private func figure(_ place: Int, _ kind: ProfileReading.Control.Kind, _ said: String) -> (
        String, String
    )? {
        switch kind {
        case .count: return Self.number(said) == Int64(count) ? nil : ("count", String(count))
        case .hash:
            return Self.number(said) == hashes[place] ? nil : ("hash", String(hashes[place]))
        case .total:
            var wanted = DecimalSum()
            let bytes = Array(said.utf8)
            if wanted.add(bytes.span), wanted == total { return nil }
            let decimals = said.firstIndex(of: ".").map { said[$0...].utf8.count - 1 } ?? 0
            return ("total", total.text(decimals: decimals))
        case .directive: return nil
        }
    }

    private static func number(_ text: String) -> Int64? {
        text.utf8.allSatisfy { $0.digit != nil } ? Int64(text) : nil
    }
}
