import Formats

/// Two values that can't be the same must not stand in the same place, and none where the record says what it is.
struct PlaceSoundness {
    let part: ReadingPart

    func demand() throws(HomeFailure) {
        try demandControls(isInTrailer: false, mark: part.reading.marks.header)
        try demandControls(isInTrailer: true, mark: part.reading.marks.trailer)
        try demandFields()
        try demandOnly()
    }

    private func demandControls(isInTrailer: Bool, mark: [UInt8]?) throws(HomeFailure) {
        let controls = part.reading.controls.filter { $0.isInTrailer == isInTrailer }
        for (place, control) in controls.enumerated() {
            let node = try part.node(isInTrailer ? "trailer" : "header", control.key)
            for other in controls[..<place] where control.place == other.place {
                throw node.isPlaceOf(other.key)
            }
            // What a header begins with may be the account's number.
            guard control.key != "account", control.key != "batch_number" else { continue }
            if let mark, holds(control.place, mark) { throw node.isMark(mark) }
        }
    }

    /// The values of which none can pass for another. Texts may be told twice, and one number may serve as two.
    private enum Meaning { case refundID, word, amount, currency, date, number }

    private func meaning(_ name: String) -> Meaning? {
        switch name {
        case "refund_id": .refundID
        case "result", "refund_type": .word
        case "refund_amount": .amount
        case "refund_currency": .currency
        case "processed_at": .date
        case "refund_number": .number
        default: nil  // not our enum
        }
    }

    private func demandFields() throws(HomeFailure) {
        var known: [(name: String, meaning: Meaning, place: ProfilePlace)] = []
        for (name, field) in part.fields {
            guard let meaning = meaning(name) else { continue }
            let node = try part.node("fields", name)
            if let mark = part.reading.marks.row, !canHold(meaning, field, mark) { throw node.isMark(mark) }
            if case .constant = field.place { continue }
            for other in known where other.place == field.place && other.meaning != meaning {
                throw node.isPlaceOf(other.name)
            }
            known.append((name, meaning, field.place))
        }
    }

    /// Whether a field's value can be read although the mark of rows stands in its place.
    private func canHold(_ meaning: Meaning, _ field: ProfileField, _ mark: [UInt8]) -> Bool {
        guard holds(field.place, mark) else { return true }
        if case .cell = field.place {
            // The same in every row.
            return meaning == .currency
        }
        // The first letters of the value.
        return switch meaning {
        case .refundID: mark.isDigits
        case .amount: mark.isDigits
        case .date: mark.isDigits
        case .word: field.words.isEmpty || field.words.contains { $0.theirs.starts(with: mark) }
        case .currency, .number: true
        }
    }

    private func demandOnly() throws(HomeFailure) {
        guard let only = part.reading.only else { return }
        let node = try part.node("only", "is")
        if let mark = part.reading.marks.row, holds(only.place, mark) {
            let isSeen =
                if case .cell = only.place { only.value == mark } else {
                    only.value.starts(with: mark) || mark.starts(with: only.value)
                }
            guard isSeen else { throw node.neverRow(mark) }
        }
        for (name, field) in part.fields where field.place == only.place && meaning(name) == .word {
            guard !field.words.isEmpty, !field.words.contains(where: { $0.theirs == only.value }) else {
                continue
            }
            throw node.noChoice(
                String(decoding: only.value, as: UTF8.self),
                field.words.map { String(decoding: $0.theirs, as: UTF8.self) })
        }
    }

    /// Whether the record's mark stands there, or its beginning does.
    private func holds(_ place: ProfilePlace, _ mark: [UInt8]) -> Bool {
        switch place {
        case .cell(let index): index == 0
        case .piece(let from, _): from < mark.characters
        case .named, .constant: false
        }
    }
}

extension SettingNode {
    fileprivate func isPlaceOf(_ other: String) -> HomeFailure {
        fail(
            "\(name) stands where \(other) does, and can't be the same; correct one of them",
            "\(name) 与 \(other) 位置相同，而两者不可能相同；请更正其一")
    }

    fileprivate func isMark(_ mark: [UInt8]) -> HomeFailure {
        fail(
            "\(name) stands where each such record has \(shown(mark)), by which it is told; correct its place",
            "\(name) 所在位置恒为该类记录的开头 \(shown(mark))；请更正位置")
    }

    fileprivate func neverRow(_ mark: [UInt8]) -> HomeFailure {
        fail(
            "\(name) can't be where each row has \(shown(mark)): no row would count; correct its place",
            "\(name) 所在位置恒为各行开头 \(shown(mark))：没有任何行会被读取；请更正位置")
    }
}
