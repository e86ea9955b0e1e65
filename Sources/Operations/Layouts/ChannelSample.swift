import Bytes
import Formats
import Home
import Refunds
import Rules

/// What a channel is tried with: made-up refunds that fit the places which its layout declares, in a currency that it takes.
struct ChannelSample {
    let channel: String
    let settings: ChannelSettings
    let layout: ChannelLayout
    let zone: ZoneClock
    let currency: CurrencyCode
    let exponent: Int

    /// Serials from the very end: no refund of a home has them yet.
    static let serials = (0..<3).map { RefundID.greatestSerial - 2 + Int64($0) }
    static let amounts: [Int64] = [1_230, 500, 100_005]

    /// Nil where the channel's layout or time zone isn't known.
    init?(channel: String, settings: ChannelSettings, workspace: Workspace) {
        guard let layout = ChannelLayout(settings), let zone = ZoneClock(settings.timeZone) else {
            return nil
        }
        self.channel = channel
        self.settings = settings
        self.layout = layout
        self.zone = zone
        currency = Self.currency(settings)
        exponent = workspace.exponent(of: currency, inChannel: channel) ?? 2
    }

    /// One that the settings name; else what a bank with the debtor's account in Europe takes, and dollars elsewhere.
    private static func currency(_ settings: ChannelSettings) -> CurrencyCode {
        if let fixed = settings.profile?.profile.results?.fixedCurrency { return fixed }
        let limits = Set(settings.maxMoney.keys).union(settings.maxMoneyDay.keys)
        let fees = settings.fees.compactMap(\.currency)
        let decimals = settings.exponents.keys.compactMap { CurrencyCode($0) }
        for named in [Array(limits), fees, decimals] {
            if let first = named.min(by: { ByteOrder.precedes($0.text, $1.text) }) { return first }
        }
        return switch settings.layout {
        case .iso20022: CurrencyCode(packed: 0x45_55_52)
        case .nativeCSV, .nativeXML, .profile: CurrencyCode(packed: 0x55_53_44)
        }
    }

    /// Most characters that the layout takes of a value; nil: no limit of its own.
    func room(_ content: ProfileWriting.Content) -> Int? {
        let cells = layout.profile?.submissions?.row ?? []
        return cells.filter { $0.value == .content(content) }.compactMap { $0.piece?.length ?? $0.most }.min()
    }

    /// The end of a text, as much of it as the layout takes.
    private func fitted(_ text: String, _ content: ProfileWriting.Content) -> String {
        room(content).map { String(text.suffix($0)) } ?? text
    }

    func paymentID(_ amount: Int64) -> String { fitted("P20261008\(amount)", .paymentID) }

    func orderNumber(_ amount: Int64) -> String { fitted("O20261008\(amount)", .orderNumber) }

    /// Back to the debtor's own account, where the channel names one: that the bank knows.
    func creditor(to bytes: inout [UInt8]) -> CreditorRanges {
        let debtor = settings.iso20022?.debtor
        let own = debtor.map { Array($0.account.utf8) }.flatMap { IBAN.canonical($0.span) }
        let account = own.map { String(decoding: $0, as: UTF8.self) } ?? "DE89370400440532013000"
        func append(_ texts: [String], _ content: ProfileWriting.Content) -> ByteRange {
            let room = room(content) ?? Int.max
            return self.append(
                texts.first { $0.utf8.count <= room } ?? fitted(texts[texts.count - 1], content), to: &bytes)
        }
        return CreditorRanges(
            name: append(["Zoë Müller", "Ann"], .creditorName),
            account: append([account, "12345678"], .creditorAccount),
            agent: append([debtor?.agent ?? "COBADEFFXXX", "COBADEFF", "123456"], .creditorAgent))
    }

    func append(_ text: String, to bytes: inout [UInt8]) -> ByteRange {
        bytes.append(contentsOf: text.utf8)
        return ByteRange(bytes.count - text.utf8.count, bytes.count)
    }

    /// What real refunds may have and the layout has no room for, and how far its numbers go.
    var warnings: [BilingualText] {
        let ofFile = layout.profile.map { ChannelReach($0, settings, currency, exponent).warnings } ?? []
        return ofRefunds + ofFile
    }

    private var ofRefunds: [BilingualText] {
        [
            (.paymentID, 21, "a payment_id has up to 21 digits", "支付ID最长 21 位"),
            (.creditorAccount, 22, "an IBAN has 15 to 34 characters", "IBAN 有 15 至 34 个字符"),
        ].compactMap { (content: ProfileWriting.Content, usual: Int, english: String, chinese: String) in
            guard let room = room(content), room < usual else { return nil }
            return BilingualText(
                "\(content.rawValue) has room for \(room) characters, and \(english): refunds with longer ones will wait with the hold data",
                "\(content.rawValue) 只容纳 \(room) 个字符，而\(chinese)：更长的退款将以 data 挂起")
        }
    }
}

extension ProfileReading {
    /// The currency that stands in no file, being always the same.
    fileprivate var fixedCurrency: CurrencyCode? {
        for (column, field) in zip(NativeLayout.results.columns, fields)
        where column.name == "refund_currency" {
            if case .constant(let code) = field?.place {
                return CurrencyCode(String(decoding: code, as: UTF8.self))
            }
        }
        return nil
    }
}
