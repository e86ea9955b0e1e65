import Formats
import Yams

extension Configuration {
    /// A debtor must be one that the channel's messages can name. Asked where `refundry.yaml` is read, not of settings that the journal kept.
    func demandWritableDebtors(path: String) throws(HomeFailure) {
        for name in channels.keys.sorted() {
            guard let settings = channels[name]?.iso20022,
                let fault = PaymentInitiation(settings).debtorFault,
                let root = try YamlText.root(text, file: path)
            else { continue }
            let file = SettingNode(node: root, file: path, name: "", line: 1)
            let node = try file.below(["channels", name, "debtor", fault.field.rawValue])
            throw node.unfit(fault, settings)
        }
    }
}

extension SettingNode {
    fileprivate func unfit(_ fault: DebtorFault, _ settings: ISO20022Settings) -> HomeFailure {
        switch fault {
        case .character(_, let scalar):
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let shown = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            return fail(
                "\(name) has the character \(shown), which no message to a bank can carry; write the text without it",
                "\(name) 含有字符 \(shown)，发给银行的报文无法容纳；请去掉该字符")
        case .blank:
            return fail(
                "\(name) is blank; write it as the bank knows it", "\(name) 为空白；请按银行登记的写法填写")
        case .letters: return lacksLetters(settings)
        case .length(let written, let most):
            return fail(
                "\(name) has \(written) characters in the letters of charset \(settings.charset.rawValue), the message has room for \(most); shorten it",
                "\(name) 按字符集 \(settings.charset.rawValue) 写出后有 \(written) 个字符，报文只容纳 \(most) 个；请缩短")
        case .account:
            return fail(
                "\(name) is nothing that the message can carry; write an IBAN, or 1 to 34 plain letters, digits and signs as the bank has them",
                "\(name) 无法写入报文；请填写 IBAN，或银行登记的 1 至 34 个半角字母、数字和符号")
        case .agent:
            return fail(
                "\(name) is nothing that the message can carry; write a BIC, or 1 to 35 plain letters, digits and signs as the bank has them",
                "\(name) 无法写入报文；请填写 BIC，或银行登记的 1 至 35 个半角字母、数字和符号")
        case .olderAgent: return tooNew(settings)
        }
    }

    private func lacksLetters(_ settings: ISO20022Settings) -> HomeFailure {
        let (shown, charset) = (shown(settings.debtor.name), settings.charset.rawValue)
        return fail(
            "\(name): \(shown) has letters that charset \(charset) lacks and nothing stands for: the bank would get question marks; write the "
                + "name as the bank knows it, or set charset: utf-8 where the bank takes it",
            "\(name)：\(shown) 含有字符集 \(charset) 没有且无法转写的字符，银行收到的将是问号；请按银行登记的写法填写，若银行支持也可设置 charset: utf-8")
    }

    private func tooNew(_ settings: ISO20022Settings) -> HomeFailure {
        let (shown, message) = (shown(settings.debtor.agent), settings.message.rawValue)
        return fail(
            "\(name): \(shown) is a BIC that \(message) has no place for (there six letters come first, then neither 0 nor 1, then no letter O); "
                + "correct it, write the bank's number in its clearing system, or set a later message where the bank takes it",
            "\(name)：\(message) 无法容纳 BIC \(shown)（该版本要求前六位为字母，第七位不是 0 或 1，第八位不是字母 O）；请更正，或填写银行的清算系统编号，若银行支持也可改用较新的 message"
        )
    }
}
