/// Text from files and names, made safe for whatever shows it to people.
package enum Printable {
    /// Control characters, those that turn the direction of writing round, and those that no XML may hold, stand as `\u{1b}` (`details.md`, 36).
    package static func text(_ text: String) -> String {
        // Almost all text is plain ASCII, and rows come by the million.
        guard !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return text }
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if isDangerous(scalar) {
                safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
        default: false  // not our enum
        }
    }
}
