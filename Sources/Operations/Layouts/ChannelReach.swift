import Formats
import Home
import Refunds
import Rules

/// How far the numbers go that a profile's files say of themselves: what is beyond stops the channel (`ProfileSubmission.demandRoom`). Places that hold what
/// channels come to are passed over.
struct ChannelReach {
    private let profile: Profile
    private let settings: ChannelSettings
    private let currency: CurrencyCode
    private let exponent: Int

    init(_ profile: Profile, _ settings: ChannelSettings, _ currency: CurrencyCode, _ exponent: Int) {
        self.profile = profile
        self.settings = settings
        self.currency = currency
        self.exponent = exponent
    }

    /// A file of more is no usual one.
    private static let manyRefunds: Int64 = 999_999
    /// In minor units.
    private static let muchMoney: Int64 = 99_999_999_999
    private static let manyFiles: Int64 = 99_999

    var warnings: [BilingualText] {
        let contents: [ProfileWriting.Content] = [
            .count, .rowNumber, .hashTotal, .total, .sequence, .submissionID,
        ]
        return contents.compactMap { content in room(content).flatMap { warning(content, $0) } }
    }

    /// The narrowest place, in digits that an `Int64` has; nil: none, or any number.
    private func room(_ content: ProfileWriting.Content) -> Int? {
        guard let writing = profile.submissions else { return nil }
        let cells = writing.header + writing.row + writing.trailer
        return cells.filter { $0.value == .content(content) }.compactMap { $0.piece?.length ?? $0.most }.min()
            .map { min($0, 18) }
    }

    private func warning(_ content: ProfileWriting.Content, _ room: Int) -> BilingualText? {
        switch content {
        case .count, .rowNumber: refunds(content, room, Self.greatest(digits: room))
        // The last nine digits of each refund's payment_id are added up.
        case .hashTotal: room < 15 ? refunds(content, room, Self.greatest(digits: room) / 999_999_999) : nil
        case .total: money(room)
        case .sequence: files(content, room, "of the channel", "该通道")
        case .submissionID: files(content, room, "of the home", "本系统")
        case .refundID, .paymentID, .orderNumber, .terminal, .orderAmount, .orderDatetime, .refundType,
            .refundAmount, .refundCurrency, .refundDescription, .creditorName, .creditorAccount,
            .creditorAgent, .channel, .created:
            nil
        }
    }

    private static func greatest(digits: Int) -> Int64 {
        (0..<max(0, digits)).reduce(1) { power, _ in power * 10 } - 1
    }

    private func refunds(_ content: ProfileWriting.Content, _ room: Int, _ most: Int64) -> BilingualText? {
        let enough = settings.maxRows > 0 ? min(Int64(settings.maxRows), Self.manyRefunds) : Self.manyRefunds
        guard most < enough else { return nil }
        let (english, chinese) =
            most == 0
            ? (
                "not even one refund fits a file for sure: make room for it in the profile",
                "一笔退款也未必容纳得下：请在配置中加长该字段"
            )
            : (
                "at most \(most) \(most == 1 ? "refund" : "refunds") a file, and a greater one stops the channel: make room for it in the profile, or set max_rows: \(most)",
                "每个文件最多 \(most) 笔退款，超出时该通道停止发送：请在配置中加长该字段，或设置 max_rows: \(most)"
            )
        return Self.text(content, room, "digit", english, chinese)
    }

    private func money(_ room: Int) -> BilingualText? {
        let sign =
            switch profile.amounts.sign {
            case .none, .either: 0
            case .minus, .trailing: 1
            }
        let mark = profile.amounts.isMinor || exponent == 0 ? 0 : 1
        let most = Self.greatest(digits: room - sign - mark)
        let limit = settings.maxMoney[currency]?.minorUnits(exponent: exponent)
            .map { min($0, Self.muchMoney) }
        // The sample's own total doesn't fit either, and is told of as a fault, where no whole unit does.
        guard most < limit ?? Self.muchMoney, most > Self.greatest(digits: exponent) else { return nil }
        let text = Money.text(minor: most, exponent: exponent)
        return Self.text(
            .total, room, "character",
            "at most \(currency.text) \(text) a file, and a greater one stops the channel: make room for it in the profile, or set max_money: {\(currency.text): \"\(text)\"}",
            "每个文件最多 \(currency.text) \(text)，超出时该通道停止发送：请在配置中加长该字段，或设置 max_money: {\(currency.text): \"\(text)\"}"
        )
    }

    private func files(
        _ content: ProfileWriting.Content, _ room: Int, _ english: String, _ chinese: String
    ) -> BilingualText? {
        let most = Self.greatest(digits: room)
        guard most < Self.manyFiles else { return nil }
        return Self.text(
            content, room, "digit",
            "it ends with file \(most) \(english), and the next one stops the channel: make room for it in the profile",
            "\(chinese)至多第 \(most) 个文件，其后该通道停止发送：请在配置中加长该字段")
    }

    private static func text(
        _ content: ProfileWriting.Content, _ room: Int, _ unit: String, _ english: String, _ chinese: String
    ) -> BilingualText {
        let what = content.rawValue
        let isOfDigits = unit == "digit"
        return BilingualText(
            "\(what) has room for \(room) \(room == 1 ? unit : unit + "s"): \(english)",
            "\(what) 只容纳 \(room) \(isOfDigits ? "位" : "个字符")：\(chinese)")
    }
}
