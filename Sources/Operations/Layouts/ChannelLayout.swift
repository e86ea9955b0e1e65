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

    init(_ settings: ISO20022Settings) {
        word = Self.iso20022 + "@" + Digest.of(Array(settings.text.utf8).span).hex
        writer = PaymentInitiation(settings)
        profile = nil
    }

    init?(_ settings: ChannelSettings) {
        switch settings.layout {
        case .iso20022:
            guard let iso20022 = settings.iso20022 else { return nil }
            self.init(iso20022)
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
        if let digest = Self.iso20022Digest(word) {
            guard let text = try reader.setting(Self.iso20022Setting(digest)),
                Digest.of(Array(text.utf8).span) == digest
            else { return nil }
            self.init(try ISO20022Settings(kept: text))
            return
        }
        guard let (name, hex) = Self.parts(word), let digest = Digest(hex: hex),
            let text = try reader.setting(Self.textSetting(digest)),
            Digest.of(Array(text.utf8).span) == digest
        else { return nil }
        self.init(try ProfileShelf.kept(text, file: "the ledger's profile \(name)", name: name))
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
        if iso20022Digest(word) != nil { return iso20022 }
        return parts(word).map { "profile: \($0.name)" } ?? word
    }

    private static let iso20022 = "iso20022"

    /// Of what decides the bytes; nil where the word is of another layout.
    private static func iso20022Digest(_ word: String) -> Digest? {
        let prefix = iso20022 + "@"
        return word.hasPrefix(prefix) ? Digest(hex: String(word.dropFirst(prefix.count))) : nil
    }

    /// Under which setting the ledger keeps what decides the bytes of ISO 20022.
    static func iso20022Setting(_ digest: Digest) -> String { "iso20022_text.\(digest.hex)" }

    /// Under which setting the ledger keeps a profile's text, and which of them a name stands for now.
    static func textSetting(_ digest: Digest) -> String { textPrefix + digest.hex }
    static func nameSetting(_ name: String) -> String { namePrefix + name }
    static let textPrefix = "profile_text."
    static let namePrefix = "profile."
}
