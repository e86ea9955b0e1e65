package import Formats
package import Refunds
package import Rules

/// The settings of one channel: a bank or an acquirer.
package struct ChannelSettings: Sendable, Equatable {
    /// What a channel's files look like. The rest of bank-formats.md joins with its issues.
    package enum Layout: String, Sendable, CaseIterable {
        case nativeCSV = "native-csv"
        case nativeXML = "native-xml"
        /// What `profile` says.
        case profile
        /// pain.001 out; pain.002, camt.054 and camt.053 in.
        case iso20022

        /// Whether there are refunds that it can't write.
        package var mayRefuse: Bool {
            switch self {
            case .nativeCSV, .nativeXML: false
            case .profile, .iso20022: true
            }
        }
    }

    package var layout = Layout.nativeCSV
    /// What its files look like, where it is declared. Beside a native layout only its results.
    package var profile: ProfileText?
    /// How its bank differs, where its files are ISO 20022.
    package var iso20022: ISO20022Settings?
    /// What its messages are checked by: a schema's file, or a folder of them; relative to the home's configuration.
    package var schema: String?
    /// An IANA name: of the times in its files and of its days.
    package var timeZone: String
    /// How long after its payment an order may be refunded, in days of 24 hours, the limit included.
    package var maxAgeDays = 365
    /// How many refunds that have not failed one order may have.
    package var maxRefunds = 50
    /// The name of its business days.
    package var calendar = BusinessCalendar.everyDay.name
    /// Its cut-offs of every business day, in seconds since midnight, ascending; none: always due.
    package var cutoffs: [Int] = []
    /// Most refunds of one file; 0: no limit.
    package var maxRows = 0
    /// Most money of one file, by currency.
    package var maxMoney: [CurrencyCode: WrittenAmount] = [:]
    /// Most money sealed on one day of its time zone, by currency.
    package var maxMoneyDay: [CurrencyCode: WrittenAmount] = [:]
    /// After how many business days without an answer a submitted refund is overdue.
    package var overdueBusinessDays = 10
    /// A refund that nothing holds is late after more than so many business days.
    package var latePendingBusinessDays = 1
    /// Whether the bank gives query numbers, so that one that is missing shows.
    package var queryNumbers = false
    /// What it charges.
    package var fees: [FeeTerm] = []
    /// Decimals of a currency where this channel differs from ISO 4217, by currency code.
    package var exponents: [String: Int] = [:]

    package init(timeZone: String) {
        self.timeZone = timeZone
    }
}
