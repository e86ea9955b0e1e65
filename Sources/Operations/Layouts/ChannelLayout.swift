import Bytes
import Formats
import Home
import Ledger
import Rules

/// What a channel's submissions are written in: a layout of the program, or a profile. The word is what the ledger keeps with a submission; a profile's
/// names the digest of its text, which stands among the ledger's settings, so that the bytes can be made again after the profile was edited.
struct ChannelLayout: Sendable {
    let word: String
    let writer: any SubmissionWriting
    /// Nil for the program's own.
    let profile: Profile?

    init(_ layout: BankLayout) {
        word = layout.rawValue
        writer = layout.writer
        profile = nil
    }

    /// Nil for a profile that writes no submissions.
    init?(_ profile: ProfileText) {
        guard let writer = ProfileSubmission(profile.profile) else { return nil }
        word = Self.word(profile)
        self.writer = writer
        self.profile = profile.profile
    }

    init?(_ settings: ChannelSettings) {
        switch settings.layout {
        case .nativeCSV: self.init(.nativeCSV)
        case .nativeXML: self.init(.nativeXML)
        case .profile:
            guard let profile = settings.profile else { return nil }
            self.init(profile)
        }
    }

    /// The layout that a submission was sealed in; nil where this version or this ledger doesn't know it.
    init?(sealed word: String, _ reader: any LedgerReader) throws {
        if let layout = BankLayout(rawValue: word) {
            self.init(layout)
            return
        }
        guard let (name, hex) = Self.parts(word), let digest = Digest(hex: hex),
            let text = try reader.setting(Self.textSetting(digest)),
            Digest.of(Array(text.utf8).span) == digest
        else { return nil }
        let kept = try ProfileShelf.parse(
            Array(text.utf8), file: "the ledger's profile \(name)", name: name, isOwn: true)
        self.init(kept)
    }

    // MARK: - Words

    private static func word(_ profile: ProfileText) -> String {
        "profile:\(profile.name)@\(profile.digest.hex)"
    }

    private static func parts(_ word: String) -> (name: String, digest: String)? {
        guard word.hasPrefix("profile:"), let at = word.firstIndex(of: "@") else { return nil }
        return (
            String(word.dropFirst("profile:".count).prefix { $0 != "@" }),
            String(word[word.index(after: at)...])
        )
    }

    /// As people read it: `profile: own-bank`.
    static func shown(_ word: String) -> String {
        parts(word).map { "profile: \($0.name)" } ?? word
    }

    /// Under which setting the ledger keeps a profile's text, and which of them a name stands for now.
    static func textSetting(_ digest: Digest) -> String { textPrefix + digest.hex }
    static func nameSetting(_ name: String) -> String { namePrefix + name }
    static let textPrefix = "profile_text."
    static let namePrefix = "profile."
}
