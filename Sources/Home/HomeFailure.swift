import Refunds

/// Trouble of our own machine or set-up: never an answer about a file or a row that somebody sent.
package struct HomeFailure: Error, Sendable, Equatable {
    /// What kind of trouble, and so which exit status (cli.md).
    package enum Kind: Sendable, Equatable {
        /// refundry.yaml can't be used as it is.
        case configuration
        /// The folder is no home, or its ledger is missing or empty.
        case noHome
        /// Something can't be written: full or read-only disk, no permission, name taken.
        case cannotWrite
        /// The machine failed at reading or writing.
        case inputOutput
        /// Another process writes to this home for longer than `busy_seconds`.
        case busy
        /// What must be there is gone or contradicts the ledger: nothing may be concluded, a person decides.
        case alarm
    }

    package let kind: Kind
    /// `PLACE: what is wrong, then what to do`, in English.
    package let message: String
    /// The same in Chinese.
    package let chinese: String

    package init(_ kind: Kind, _ message: String, _ chinese: String) {
        self.kind = kind
        self.message = CardNumber.masked(message)
        self.chinese = CardNumber.masked(chinese)
    }

    /// The exit status of the command that ends with this failure.
    package var exitStatus: Int32 {
        switch kind {
        case .configuration, .noHome: 78
        case .cannotWrite: 73
        case .inputOutput: 74
        case .busy: 75
        case .alarm: 70
        }
    }
}
