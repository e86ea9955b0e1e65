package import Bytes
package import Formats

/// A profile with the text that it was read from: what the ledger keeps, so that a submission's bytes can be made again after the profile was edited.
package struct ProfileText: Sendable, Equatable {
    package var profile: Profile
    /// The YAML without its comments.
    package var text: String
    /// Of the text.
    package var digest: Digest
    /// The home's own, in `profiles/`, not one that comes with the program.
    package var isOwn: Bool

    package var name: String { profile.name }
}
