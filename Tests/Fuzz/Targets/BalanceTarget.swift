import Bytes
import Formats
import Refunds
import Rules

/// Balance files, CSV and XML: the same balances however many are asked for at once, or a refusal with its words.
enum BalanceTarget {
    private static let file = FuzzFile()

    private struct Reading: Equatable {
        var rows: [String] = []
        var whole: [String] = []
        var fault: String?
    }

    static func run(_ input: [UInt8]) throws {
        guard case .success(let survey) = try file.survey(input, LayoutTarget.limits) else { return }
        let many = try reading(survey, 1000)
        let one = try reading(survey, 1)
        // What came before a fault is handed out or not, as it lies in the chunks.
        if many.fault != nil || one.fault != nil {
            return try hold(many.fault == one.fault, "\(many) and, one at a time, \(one)")
        }
        try hold(many == one, "\(many) and, one at a time, \(one)")
    }

    private static func reading(_ survey: Survey, _ atMost: Int) throws -> Reading {
        var reading = Reading()
        do {
            let reader = try NativeBalanceReader(path: file.path, survey: survey, limits: LayoutTarget.limits)
            var rows: [BalanceRow] = []
            while try reader.read(into: &rows, atMost: atMost) {}
            reading.rows = rows.map { "\($0)" }
            let mismatch = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
            for refusal in [reader.fault, reader.file.refusal, mismatch] {
                if let refusal { try check(refusal) }
                reading.whole.append(refusal?.text.english ?? "")
            }
            try hold(
                reader.fault != nil || rows.count == reader.file.recordCount,
                "\(reader.file.recordCount) records read, \(rows.count) given")
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            reading.fault = "\(fault)"
        }
        return reading
    }

    private static func check(_ refusal: FileRefusal) throws {
        try hold(refusal.text.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(refusal)")
    }
}
