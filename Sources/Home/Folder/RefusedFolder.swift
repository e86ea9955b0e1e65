import Glibc

/// `refused/`: files that were refused, each beside the reason (decisions.md, The file).
package struct RefusedFolder: Sendable {
    package let home: HomeFolder

    package init(_ home: HomeFolder) {
        self.home = home
    }

    /// The name under which a refused file is kept.
    /// - Parameter sha256: of its bytes, in lower-case hexadecimal digits.
    package static func name(sha256: String, file: String) -> String {
        "\(sha256.prefix(12))-\(SafeName.of(file))"
    }

    /// Keeps a refused file with its reason. The same refusal again leaves one of each.
    ///
    /// The reason is there before the file is, and the file is kept before `removing` goes.
    /// - Parameters:
    ///   - bytes: the path of the bytes that were looked at; left where it is.
    ///   - file: the name it came under.
    ///   - reason: English and Chinese.
    ///   - dropped: the dropped file to take away afterwards; nil for one named on the command line.
    /// - Returns: its path relative to the home.
    @discardableResult
    package func keep(
        _ bytes: String, sha256: String, file: String, reason: String, removing dropped: DroppedFile? = nil
    ) throws(HomeFailure) -> String {
        let relative = "refused/\(Self.name(sha256: sha256, file: file))"
        let path = home.absolute(relative)
        try Durably.writeWhole(Array(reason.utf8), to: path + ".reason.txt", staging: home.staging)
        try Durably.copy(bytes, to: path, staging: home.staging)
        if let dropped { try DropFolders(home).takeAway(dropped) }
        return relative
    }
}
