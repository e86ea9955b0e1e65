import Home

/// refundry.yaml: it loads, or fails with file, line and remedy in both languages.
enum ConfigurationTarget {
    static func run(_ input: [UInt8]) throws {
        do {
            _ = try Configuration.parse(input, path: "refundry.yaml")
        } catch {
            try hold(error.kind == .configuration, "\(error)")
            let isChinese = error.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }
            try hold(isChinese, "no Chinese words: \(error)")
            let parts = error.message.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            try hold(parts.count == 3 && parts[0] == "refundry.yaml", "no place: \(error)")
            let lines = input.count { $0 == 0x0A } + 1
            let line = parts.count == 3 ? Int(parts[1]) ?? 0 : 0
            try hold((1...lines + 1).contains(line), "line \(line) of \(lines): \(error)")
        }
    }
}
