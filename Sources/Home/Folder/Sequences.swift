/// `staging/<channel>.sequence`: each channel's last sequence, outside the ledger, so that an old ledger is noticed.
package struct Sequences: Sendable {
    package let home: HomeFolder

    package init(_ home: HomeFolder) {
        self.home = home
    }

    /// The last sequence that was about to be published for a channel; nil when there has been none.
    /// - Throws: `alarm` when the file holds no number.
    package func last(channel: String) throws(HomeFailure) -> Int64? {
        let path = path(channel)
        guard let bytes = try Durably.readWhole(path, limit: 4_096) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let digits = text.utf8.dropLast(text.utf8.last == 0x0A ? 1 : 0)
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }),
            let number = Int64(Substring(digits))
        else {
            throw HomeFailure(
                .alarm,
                "\(path): this is no sequence number, so it cannot be known what was sent to \(channel);"
                    + " restore staging/ of this home from a backup and compare the bank's list of files",
                "\(path)：不是有效的序号，无法判断已向 \(channel) 发送了什么；请从备份恢复 staging/，并与银行核对文件清单")
        }
        return number
    }

    /// Writes the number down, synced, before the file that bears it is published. A higher one that stands there stays: it was sent, whatever
    /// the ledger has forgotten since.
    package func record(_ sequence: Int64, channel: String) throws(HomeFailure) {
        if let known = try last(channel: channel), known >= sequence { return }
        try Durably.writeWhole(Array("\(sequence)\n".utf8), to: path(channel), staging: home.staging)
    }

    /// The channels for which something was about to be published, in byte order.
    package func channels() throws(HomeFailure) -> [String] {
        try (FolderListing.of(home.staging)?.names ?? []).filter { $0.hasSuffix(Self.suffix) }
            .map { String($0.dropLast(Self.suffix.count)) }
    }

    private static let suffix = ".sequence"

    private func path(_ channel: String) -> String { "\(home.staging)/\(channel)\(Self.suffix)" }
}
