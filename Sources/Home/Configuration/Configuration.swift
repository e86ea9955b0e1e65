package import Rules

/// What `refundry.yaml` says, checked, every default filled in (configuration.md).
package struct Configuration: Sendable, Equatable {
    /// How a file without byte order mark that is no UTF-8 may be read.
    package enum Encoding: String, Sendable, CaseIterable {
        case auto
        case gb18030
    }

    /// The channel that always exists.
    package static let defaultChannel = "default"

    /// Three digits, 100–999: the first of every refund_id.
    package var homeNumber: Int
    /// An IANA name: of dates without offset and of the days in reports.
    package var timeZone = "Asia/Shanghai"
    /// How long a dropped file must have stood still.
    package var settleSeconds = 5
    /// How long a locked ledger is waited for.
    package var busySeconds = 10
    package var encoding = Encoding.auto
    /// An approver needs another login of the system than the maker.
    package var distinctLogins = false
    package var language = Language.both
    package var limits = LimitSettings()
    /// The settings of an account without an entry.
    package var defaults = AccountSettings()
    /// The accounts with an entry, each with what it inherits filled in.
    package var accounts: [String: AccountSettings] = [:]
    /// The channels by name, `default` always among them.
    package var channels: [String: ChannelSettings] = [:]
    /// The calendars that channels name, but `none`.
    package var calendars: [String: BusinessCalendar] = [:]
    /// The profiles that channels and accounts name.
    package var profiles: [String: ProfileText] = [:]
    /// The bytes of the file, of which the ledger keeps the digest.
    package var text: [UInt8] = []

    /// A configuration of defaults.
    package init(homeNumber: Int) {
        self.homeNumber = homeNumber
        channels[Self.defaultChannel] = ChannelSettings(timeZone: timeZone)
    }

    /// The settings that hold for an account, with an entry or without.
    package func settings(forAccount account: String) -> AccountSettings {
        accounts[account] ?? defaults
    }

    /// The settings of a channel; nil when there is none of this name.
    package func channel(named name: String) -> ChannelSettings? {
        channels[name]
    }

    /// A channel's business days; nil where its calendar is not known, as in settings that the journal kept.
    package func calendar(of channel: ChannelSettings) -> BusinessCalendar? {
        channel.calendar == BusinessCalendar.everyDay.name ? .everyDay : calendars[channel.calendar]
    }

    /// The name of the channel of a payment whose order names none: the terminal's, else `default`.
    package func channel(forAccount account: String, terminal: String) -> String {
        settings(forAccount: account).terminalChannels[terminal] ?? Self.defaultChannel
    }
}
