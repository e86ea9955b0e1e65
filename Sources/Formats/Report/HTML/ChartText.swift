/// Words of charts. A drawing can't measure its letters, so their widths are estimated from the widest of the usual fonts: what fits by this estimate
/// fits everywhere.
enum ChartText {
    /// In whole units, rounded up.
    static func width(_ text: String, size: Int) -> Int {
        (text.unicodeScalars.reduce(0) { $0 + hundredths($1) } * size + 99) / 100
    }

    /// The text, or as much of it as fits and an ellipsis.
    static func cut(_ text: String, size: Int, to space: Int) -> String {
        guard width(text, size: size) > space else { return text }
        var kept = text
        while !kept.isEmpty, width(kept + "…", size: size) > space { kept.removeLast() }
        return kept + "…"
    }

    /// Lines no wider than `space`, broken after the separators of figures, else at spaces; a piece that is wider still is cut.
    static func lines(_ text: String, size: Int, in space: Int) -> [String] {
        guard width(text, size: size) > space else { return [text] }
        var lines = [""]
        for piece in pieces(text) {
            let last = lines[lines.count - 1]
            let longer = last + piece
            if last.isEmpty || width(trimmed(longer), size: size) <= space {
                lines[lines.count - 1] = longer
            } else {
                lines.append(piece)
            }
        }
        return lines.map { cut(trimmed($0), size: size, to: space) }
    }

    /// `12 · USD 1,204.00, EUR 2.00` as `12 · `, `USD 1,204.00, `, `EUR 2.00`: an amount stays with its currency.
    static func figures(_ text: String) -> [String] {
        [" · ", "; ", ", "].reduce([text]) { pieces, separator in
            pieces.flatMap { split($0, after: separator) }
        }
    }

    /// Figures; without separators of figures, words.
    private static func pieces(_ text: String) -> [String] {
        let figures = figures(text)
        return figures.count > 1 ? figures : split(text, after: " ")
    }

    private static func split(_ text: String, after separator: String) -> [String] {
        var pieces: [String] = []
        var rest = Substring(text)
        while let range = rest.firstRange(of: separator) {
            pieces.append(String(rest[..<range.upperBound]))
            rest = rest[range.upperBound...]
        }
        return pieces + [String(rest)]
    }

    /// Without the separator at its end.
    static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while let last = line.last, " ·;,".contains(last) { line.removeLast() }
        return String(line)
    }

    /// Of the letters' height.
    private static func hundredths(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case " ", ".", ",", ":", ";", "'", "|", "i", "j", "l", "·", "!": 36
        case "M", "W", "m", "w", "@", "%": 100
        case "A"..."Z", "&", "+", "=", "<", ">", "…", "—": 80
        case "\u{0}"..."\u{2E7F}": 65
        default: 100  // not our enum
        }
    }
}
