import Formats

/// Where nothing is quoted, what separates cells must stand in none.
struct SeparatorSoundness {
    let profile: Profile
    let root: SettingNode

    func demand(_ readings: [ReadingPart], _ records: [WritingPart]) throws(HomeFailure) {
        guard case .csv(let separator, false) = profile.form else { return }
        let cells = records.flatMap(\.cells)
        let readsAmounts = readings.contains { $0.fields.contains { $0.name == "refund_amount" } }
        let writesAmounts = cells.contains { $0.cell.content?.isAmount ?? false }
        if !profile.amounts.isMinor, profile.amounts.mark == separator, readsAmounts || writesAmounts {
            throw try root.below(["separator"]).isMark()
        }
        let readsDates = readings.contains { $0.fields.contains { $0.name == "processed_at" } }
        let writesDates = cells.contains { ($0.cell.content?.isDate ?? false) && $0.cell.dates == nil }
        if let example = profile.dates?.example, example.contains(separator), readsDates || writesDates {
            throw try root.below(["dates"]).separates(example)
        }
        for (cell, node) in cells where cell.content?.isDate ?? false {
            guard let example = example(of: cell), example.contains(separator) else { continue }
            throw try node.below(["dates"]).separates(example)
        }
    }

    /// Nil: as the profile has it, which was looked at.
    private func example(of cell: ProfileWriting.Cell) -> [UInt8]? {
        if let own = cell.dates { return own.example }
        return profile.dates == nil ? DatePattern.nativeExample : nil
    }
}

extension SettingNode {
    fileprivate func isMark() -> HomeFailure {
        fail(
            "the decimal mark is the separator too, and nothing is quoted; set quoting: true or another separator",
            "小数点与分隔符相同且不加引号；请设置 quoting: true 或更换分隔符")
    }

    fileprivate func separates(_ example: [UInt8]) -> HomeFailure {
        fail(
            "\(name): a date such as \(shown(example)) holds the separator, and nothing is quoted; set quoting: true, another separator, or dates",
            "\(name)：日期（例如 \(shown(example))）含有分隔符且不加引号；请设置 quoting: true，或更换分隔符或 dates")
    }
}
