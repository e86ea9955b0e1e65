/// A file's name made fit to be part of a path that Refundry makes.
package enum SafeName {
    /// Bytes of a name with which every suffix and prefix of ours still fits NAME_MAX.
    static let maximumBytes = 200

    /// `/`, control characters and a leading `.` become `_`; a long name is cut between two characters.
    package static func of(_ name: String) -> String {
        var safe = ""
        for scalar in name.unicodeScalars {
            let hidden = scalar == "." && safe.isEmpty
            let bad = scalar == "/" || scalar.properties.generalCategory == .control || hidden
            let next: Unicode.Scalar = bad ? "_" : scalar
            guard safe.utf8.count + UTF8.width(next) <= maximumBytes else { break }
            safe.unicodeScalars.append(next)
        }
        return safe.isEmpty ? "_" : safe
    }
}
