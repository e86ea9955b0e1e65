import Formats
import Home
import Ledger
import Refunds
import Rules

/// Makes ledger rows of order fields: finds the channel, the currency's decimals there, the moment of the payment. Accounts and channels are numbered as they come;
/// whoever writes puts the ledger's numbers in their place.
struct OrderRowMaker {
    private let configuration: Configuration
    private let zone: ZoneClock
    private(set) var accounts = NameIndex()
    private var channelTexts = NameIndex()
    /// Channel names by number.
    private(set) var channels: [String]
    private let channelNumbers: [String: Int]
    /// By number of an account: the channel of each of its terminals that names one.
    private var terminalChannels: [[String: Int]] = []
    /// By number of a channel: its own decimals.
    private let exponents: [[String: Int]]

    init(configuration: Configuration, zone: ZoneClock) {
        self.configuration = configuration
        self.zone = zone
        channels = configuration.channels.keys.sorted()
        channelNumbers = Dictionary(uniqueKeysWithValues: channels.enumerated().map { ($1, $0) })
        exponents = channels.map { configuration.channels[$0]?.exponents ?? [:] }
    }

    /// The row, or nil with what is wrong noted in the fields.
    mutating func row(_ fields: inout OrderFields, _ bytes: [UInt8]) -> OrderRow? {
        if fields.faults?.shifted == true || fields.faults?.headerAgain == true { return nil }
        let account = accounts.number(bytes, fields.account)
        let channel = channel(&fields, account: account, bytes)
        let exponent = exponent(fields, channel: channel)
        let amount = minor(fields.amount, exponent, "order_amount", &fields)
        let chargeback = minor(fields.chargeback, exponent, "chargeback_amount", &fields)
        let elsewhere = minor(fields.refundedElsewhere, exponent, "refunded_elsewhere", &fields)
        guard fields.faults == nil, let amount, let channel, let currency = fields.currency,
            let status = fields.status, let time = fields.paidAt
        else { return nil }
        var row = OrderRow(
            line: fields.line, paymentID: fields.paymentID, account: account, channel: channel,
            terminal: fields.terminal, orderNumber: fields.orderNumber, currency: currency,
            exponent: exponent,
            amount: amount, status: status, paidAt: instant(time), namesChannel: !fields.channel.isEmpty)
        row.chargeback = chargeback
        row.refundedElsewhere = elsewhere
        row.paymentMethod = Self.given(fields.paymentMethod)
        row.acquirerReference = Self.given(fields.acquirerReference)
        row.creditorName = Self.given(fields.creditorName)
        row.creditorAccount = Self.given(fields.creditorAccount)
        row.creditorAgent = Self.given(fields.creditorAgent)
        return row
    }

    private static func given(_ range: ByteRange) -> ByteRange? { range.isEmpty ? nil : range }

    private func instant(_ time: WrittenTime) -> Instant {
        if let offset = time.offset { return Instant(seconds: time.localSeconds - Int64(offset)) }
        return Instant(seconds: zone.utc(local: time.localSeconds))
    }

    /// The row's own channel; else the terminal's; else `default`.
    private mutating func channel(_ fields: inout OrderFields, account: Int, _ bytes: [UInt8]) -> Int? {
        guard fields.channel.isEmpty else {
            let index = channelTexts.number(bytes, fields.channel)
            let name = channelTexts.names[index]
            guard let number = channelNumbers[name] else {
                note(.channelUnknown, "channel", name, &fields)
                return nil
            }
            return number
        }
        while terminalChannels.count <= account {
            let settings = configuration.settings(forAccount: accounts.names[terminalChannels.count])
            terminalChannels.append(settings.terminalChannels.compactMapValues { channelNumbers[$0] })
        }
        let terminals = terminalChannels[account]
        let own = terminals.isEmpty ? nil : terminals[bytes.text(fields.terminal)]
        return own ?? channelNumbers[Configuration.defaultChannel]
    }

    private func exponent(_ fields: OrderFields, channel: Int?) -> Int {
        guard let channel, !exponents[channel].isEmpty, let currency = fields.currency else {
            return fields.exponent
        }
        return exponents[channel][currency.text] ?? fields.exponent
    }

    private func minor(
        _ amount: WrittenAmount?, _ exponent: Int, _ column: String, _ fields: inout OrderFields
    ) -> Int64? {
        guard let amount, fields.currency != nil else { return nil }
        // An unknown currency has no decimals to compare with.
        if fields.faults?.codes.contains(.currencyUnknown) == true { return nil }
        guard let minor = amount.minorUnits(exponent: exponent) else {
            note(.amountTooPrecise, column, "with \(amount.decimals) decimals", &fields, decimals: exponent)
            return nil
        }
        return minor
    }

    private func note(
        _ code: OrderRejection, _ column: String, _ value: String, _ fields: inout OrderFields,
        decimals: Int = 0
    ) {
        var faults = fields.faults ?? OrderRowFaults()
        faults.add(code, column, value)
        faults.decimals = decimals
        fields.faults = faults
    }
}
