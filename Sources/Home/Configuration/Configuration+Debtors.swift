import Formats
import Yams

extension Configuration {
    /// A debtor's name must be one that the channel's charset can write. Asked where `refundry.yaml` is read, not of settings that the journal kept.
    func demandWritableDebtors(path: String) throws(HomeFailure) {
        let unfit = channels.filter { _, channel in channel.iso20022.map { !$0.writesDebtor } ?? false }
        guard let name = unfit.keys.min(), let settings = unfit[name]?.iso20022,
            let root = try YamlText.root(text, file: path)
        else { return }
        let file = SettingNode(node: root, file: path, name: "", line: 1)
        let node = try file.below(["channels", name, "debtor", "name"])
        let (shown, charset) = (node.shown(settings.debtor.name), settings.charset.rawValue)
        throw node.fail(
            "\(node.name): \(shown) has letters that charset \(charset) lacks and nothing stands for: the bank would get question marks; write the "
                + "name as the bank knows it, or set charset: utf-8 where the bank takes it",
            "\(node.name)：\(shown) 含有字符集 \(charset) 没有且无法转写的字符，银行收到的将是问号；请按银行登记的写法填写，若银行支持也可设置 charset: utf-8"
        )
    }
}

extension ISO20022Settings {
    fileprivate var writesDebtor: Bool {
        switch charset {
        case .sepa: Transliteration.holds(debtor.name, .sepa)
        case .ascii: Transliteration.holds(debtor.name, .ascii)
        case .utf8: true
        }
    }
}
