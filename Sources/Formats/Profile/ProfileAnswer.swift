import Bytes
package import Refunds

/// Makes a results file as a profile says that the bank writes it, and the reading by which the profile's own submissions can be read: for trying a
/// channel, and for tests.
package struct ProfileAnswer {
    /// What the file says of one refund.
    package struct Row: Sendable, Equatable {
        package var refundID: String
        /// Our word; nil where the profile reads none.
        package var result: String?
        package var amount: Int64

        package init(refundID: String, result: String?, amount: Int64) {
            self.refundID = refundID
            self.result = result
            self.amount = amount
        }
    }

    private let profile: Profile
    private let reading: ProfileReading
    private let currency: CurrencyCode
    private let exponent: Int
    private var names: [String] = []

    /// Nil for a profile that reads no results.
    package init?(_ profile: Profile, currency: CurrencyCode, exponent: Int) {
        guard let reading = profile.results else { return nil }
        self.profile = profile
        self.reading = reading
        self.currency = currency
        self.exponent = exponent
        if reading.names != .none {
            let places = reading.fields.compactMap { $0?.place } + (reading.only.map { [$0.place] } ?? [])
            names = Self.names(places, first: reading.marks.row)
        }
    }

    private static func names(_ places: [ProfilePlace], first: [UInt8]?) -> [String] {
        var names = first.map { [String(decoding: $0, as: UTF8.self)] } ?? []
        for case .named(let name) in places where !names.contains(name) { names.append(name) }
        return names
    }

    /// Our words that the profile has one of the bank's for.
    package var results: [String] {
        let field = reading.fields[1]
        guard let field else { return [] }
        return ["success", "failed", "pending"].filter { word in
            field.words.isEmpty || field.words.contains { $0.ours.elementsEqual(word.utf8) }
        }
    }

    /// In UTF-8.
    package func file(_ rows: [Row]) -> [UInt8] {
        var output: [UInt8] = []
        let controls = reading.controls
        if reading.names == .first { line(named(names), names: [], to: &output) }
        if let mark = reading.marks.header {
            line(values(rows, controls.filter { !$0.isInTrailer }, mark), names: [], to: &output)
        }
        if reading.names == .row { line(named(names), names: [], to: &output) }
        for row in rows { line(values(row), names: names, to: &output) }
        let checks = controls.filter(\.isInTrailer)
        if let mark = reading.marks.trailer {
            line(values(rows, checks, mark), names: [], to: &output)
        } else if let mark = reading.marks.trailerNames {
            let names = Self.names(checks.map(\.place), first: mark)
            line(named(names), names: [], to: &output)
            line(values(rows, checks, nil), names: names, to: &output)
        }
        return output
    }

    private typealias Value = (place: ProfilePlace, text: [UInt8])

    private func named(_ names: [String]) -> [Value] {
        names.enumerated().map { (.cell($0.offset), Array($0.element.utf8)) }
    }

    private func values(_ row: Row) -> [Value] {
        var values: [Value] = []
        if let mark = reading.marks.row { values.append((start(mark), mark)) }
        if let only = reading.only { values.append((only.place, only.value)) }
        for (slot, field) in reading.fields.enumerated() {
            guard let field else { continue }
            let text = text(NativeLayout.results.columns[slot].name, row)
            let word = field.words.first { $0.ours == text }
            values.append((field.place, word?.theirs ?? text))
        }
        return values
    }

    private func text(_ column: String, _ row: Row) -> [UInt8] {
        switch column {
        case "refund_id": Array(row.refundID.utf8)
        case "result": Array((row.result ?? "").utf8)
        case "refund_amount": amount(row.amount)
        case "refund_currency": currency.bytes
        default: []  // not our enum
        }
    }

    private func amount(_ minor: Int64) -> [UInt8] {
        var text: [UInt8] = []
        profile.amounts.append(minor, exponent: exponent, to: &text)
        return text
    }

    private func start(_ mark: [UInt8]) -> ProfilePlace {
        if case .fixed = profile.form { return .piece(from: 0, length: mark.count) }
        return .cell(0)
    }

    private func values(
        _ rows: [Row], _ controls: [ProfileReading.Control], _ mark: [UInt8]?
    ) -> [Value] {
        let total = rows.reduce(0) { $0 + $1.amount }
        return (mark.map { [(start($0), $0)] } ?? [])
            + controls.compactMap { control in
                switch control.kind {
                case .count: (control.place, Array(String(rows.count).utf8))
                case .total: (control.place, amount(total))
                case .hash(let slot, let digits): (control.place, hash(rows, slot, digits))
                case .directive: nil
                }
            }
    }

    private func hash(_ rows: [Row], _ slot: Int, _ digits: Int) -> [UInt8] {
        let column = NativeLayout.results.columns[slot].name
        let sum = rows.reduce(Int64(0)) { sum, row in
            let text = text(column, row).filter { $0.digit != nil }.suffix(digits)
            return (sum + text.reduce(0) { $0 * 10 + ($1.digit ?? 0) }) % 1_000_000_000_000_000
        }
        return Array(String(sum).utf8)
    }

    private func line(_ values: [Value], names: [String], to output: inout [UInt8]) {
        switch profile.form {
        case .csv(let separator, let isQuoting):
            var cells: [[UInt8]] = []
            for (place, text) in values {
                guard let index = Self.index(place, names) else { continue }
                while cells.count <= index { cells.append([]) }
                cells[index] = text
            }
            for (index, cell) in cells.enumerated() {
                if index > 0 { output.append(separator) }
                if isQuoting {
                    CSVWriter.append(cell: cell, to: &output, separator: separator)
                } else {
                    output.append(contentsOf: cell)
                }
            }
        case .fixed(let width):
            var line: [UInt8] = []
            for case (.piece(let from, let length), let text) in values {
                while line.count < max(width ?? 0, from + length) { line.append(0x20) }
                for (index, byte) in text.prefix(length).enumerated() { line[from + index] = byte }
            }
            output.append(contentsOf: line)
        }
        output.append(0x0A)
    }

    private static func index(_ place: ProfilePlace, _ names: [String]) -> Int? {
        switch place {
        case .named(let name): names.firstIndex(of: name)
        case .cell(let index): index
        case .piece, .constant: nil
        }
    }
}

extension ProfileSubmission {
    /// How the rows of the profile's own submissions can be read: refund_id and amount. Header and trailer are not in it.
    package static func rows(of profile: Profile, currency: CurrencyCode) -> ProfileReading? {
        guard let row = profile.submissions?.row else { return nil }
        let columns = NativeLayout.results.columns.map(\.name)
        var reading = ProfileReading(
            fields: columns.map { column in
                guard let content = ProfileWriting.Content(rawValue: column),
                    let index = row.firstIndex(where: { $0.value == .content(content) })
                else { return nil }
                let piece = row[index].piece.map { ProfilePlace.piece(from: $0.from, length: $0.length) }
                return ProfileField(piece ?? .cell(index))
            })
        if let slot = columns.firstIndex(of: "refund_currency") {
            reading.fields[slot] = ProfileField(.constant(currency.bytes))
        }
        return reading
    }
}
