import Bytes
import Formats
import Refunds
import Rules
import Yams

/// The profiles that channels and accounts name: the home's `profiles/<name>.yaml`, which stand over the program's of the same name as a whole.
package struct ProfileShelf {
    /// The home's folder; nil where there is none.
    let folder: String?
    /// Texts that the journal kept: they stand over both.
    let kept: [String: String]
    /// The first digits of every refund_id, as far as the settings were read; nil: not known.
    var homeNumber: Int?
    private(set) var loaded: [String: ProfileText] = [:]

    package init(folder: String?, kept: [String: String] = [:]) {
        self.folder = folder
        self.kept = kept
    }

    /// The profiles in the executable, by name.
    package static let shipped: [String: [UInt8]] = [
        "mercadopago": PackageResources.mercadopago_yaml, "azupay": PackageResources.azupay_yaml,
        "alipay-refund": PackageResources.alipay_refund_yaml,
        "wechat-batch": PackageResources.wechat_batch_yaml,
    ]

    /// Reads the name that a setting says, and the profile of that name.
    mutating func profile(_ value: SettingNode) throws(HomeFailure) -> ProfileText {
        let name = try value.string()
        if let known = loaded[name] { return known }
        guard Names.isChannel(name) else { throw value.badName("a profile", "配置文件", "[a-z0-9_-]", name) }
        guard let found = try load(name) else {
            throw value.noProfile(name, folder.map { "\($0)/\(name).yaml" })
        }
        loaded[name] = found
        return found
    }

    /// Nil where there is none of this name.
    package func load(_ name: String) throws(HomeFailure) -> ProfileText? {
        if let text = kept[name] {
            return try Self.kept(text, file: "profile \(name)", name: name)
        }
        if let folder {
            let path = "\(folder)/\(name).yaml"
            if let bytes = try Durably.readWhole(path, limit: 1 << 20, followingLinks: true) {
                return try Self.parse(bytes, file: path, name: name, isOwn: true, homeNumber: homeNumber)
            }
        }
        return try Self.shipped[name].map { bytes throws(HomeFailure) in
            try Self.parse(bytes, file: "\(name).yaml", name: name, isOwn: false, homeNumber: homeNumber)
        }
    }

    /// Checks the text of a profile: that it can be read, and that it can work.
    package static func parse(
        _ bytes: [UInt8], file: String, name: String, isOwn: Bool, homeNumber: Int? = nil
    ) throws(HomeFailure) -> ProfileText {
        let (found, root) = try read(bytes, file: file, name: name, isOwn: isOwn)
        try ProfileSoundness(profile: found.profile, root: root, homeNumber: homeNumber).demand()
        return found
    }

    /// A text that the ledger kept. Whether it can work isn't asked: what was sent by it must be made again, whatever is refused by now.
    package static func kept(_ text: String, file: String, name: String) throws(HomeFailure) -> ProfileText {
        try read(Array(text.utf8), file: file, name: name, isOwn: true).text
    }

    private static func read(
        _ bytes: [UInt8], file: String, name: String, isOwn: Bool
    ) throws(HomeFailure) -> (text: ProfileText, root: SettingNode) {
        guard let node = try YamlText.root(bytes, file: file) else {
            throw SettingNode.failure(
                file: file, line: 1,
                "the profile is empty; write what the bank's description of its files says",
                "配置为空；请按银行的文件说明填写")
        }
        try YamlText.demandKept(node, file: file)
        let root = SettingNode(node: node, file: file, name: "", line: 1)
        let profile = try ProfileFile(root, name: name).profile
        let text: String
        do {
            text = try Yams.serialize(node: node, width: -1, allowUnicode: true)
        } catch {
            throw SettingNode.failure(
                file: file, line: 1, "the profile can't be kept in the journal: \(error); simplify its text",
                "无法将配置写入日志（\(error)）；请简化文本")
        }
        let found = ProfileText(
            profile: profile, text: text, digest: Digest.of(Array(text.utf8).span), isOwn: isOwn)
        return (found, root)
    }

    /// The names of the home's own profiles, in byte order.
    package func ownNames() throws(HomeFailure) -> [String] {
        guard let folder, let names = try FolderListing.of(folder)?.names else { return [] }
        return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.filter(Names.isChannel)
    }
}

extension SettingNode {
    fileprivate func noProfile(_ profile: String, _ path: String?) -> HomeFailure {
        let known = ProfileShelf.shipped.keys.sorted(by: ByteOrder.precedes)
        let meant = Nearest.of(profile, in: known)
        let list = known.joined(separator: ", ")
        let place = path ?? "profiles/\(profile).yaml"
        return fail(
            "\(name): there is no profile \(shown(profile)); "
                + (meant.map { "did you mean \($0)?" }
                    ?? "write one of \(list), or put your own into \(place)"),
            "\(name)：没有配置 \(shown(profile))；"
                + (meant.map { "是否应为 \($0)？" } ?? "请使用 \(list) 之一，或将自己的配置放在 \(place)"))
    }
}
