package import Rules

extension FileRefusal {
    /// What is missing in it: words in both languages, a place where there can be one, what to do.
    package var lacks: String? {
        let isChinese = text.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }
        guard isChinese, text.chinese.contains("：") else { return "Chinese words" }
        guard text.english.contains(": ") else { return "a remedy" }
        let isOfTheWhole =
            code == .empty || text.english.contains("inflate") || text.english.contains("has no header line")
        let hasPlace = text.english.contains(/^(line \d+|byte \d+)/)
        return hasPlace || isOfTheWhole ? nil : "a place"
    }
}
