import Bytes

/// The profiles that the journal's settings tell: each text by its digest, and which of them a name stands for.
struct KeptProfiles {
    private var texts: [String: String] = [:]
    private(set) var byName: [String: String] = [:]

    /// False where the settings tell of none.
    mutating func take(_ settings: [String: String]) -> Bool {
        var isChanged = false
        for (setting, value) in settings where setting.hasPrefix(ChannelLayout.textPrefix) {
            texts[String(setting.dropFirst(ChannelLayout.textPrefix.count))] = value
        }
        for (setting, digest) in settings where setting.hasPrefix(ChannelLayout.namePrefix) {
            byName[String(setting.dropFirst(ChannelLayout.namePrefix.count))] = texts[digest]
            isChanged = true
        }
        return isChanged
    }
}
