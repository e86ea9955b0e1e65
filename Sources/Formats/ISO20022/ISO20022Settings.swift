/// How a channel's bank differs in ISO 20022 (`bank-formats.md`, iso20022). What of it decides a submission's bytes is kept by the ledger with the submission.
package struct ISO20022Settings: Sendable, Equatable {
    /// The version that the bank takes.
    package enum Message: String, Sendable, CaseIterable {
        case v03 = "pain.001.001.03"
        case v09 = "pain.001.001.09"
        case v11 = "pain.001.001.11"
    }

    /// How a creditor's missing BIC is written.
    package enum MissingAgent: String, Sendable, CaseIterable {
        case omit
        case notProvided = "NOTPROVIDED"
    }

    /// What a transaction means that a partly accepted payment doesn't list.
    package enum Unlisted: String, Sendable, CaseIterable { case pending, success }

    /// The letters that names and remarks are written in.
    package enum Charset: String, Sendable, CaseIterable {
        case sepa, ascii
        case utf8 = "utf-8"
    }

    /// Statuses of a pain.002 that may say that the money has been paid.
    package enum PaidStatus: String, Sendable, CaseIterable {
        case settled = "ACSC"
        case credited = "ACCC"
    }

    /// Whose account the refunds are paid from.
    package struct Debtor: Sendable, Equatable {
        package var name: String
        /// An IBAN, or an account number as the bank has it.
        package var account: String
        /// A BIC; empty where the bank wants none.
        package var agent: String

        package init(name: String, account: String, agent: String) {
            self.name = name
            self.account = account
            self.agent = agent
        }
    }

    package var message = Message.v09
    package var debtor: Debtor
    package var missingAgent = MissingAgent.omit
    /// Whether the group header has the sum of its transactions.
    package var groupControlSum = true
    package var charset = Charset.sepa
    /// `SvcLvl/Cd`; nil: `SEPA` for euros, none for the rest.
    package var serviceLevel: String?
    /// `ChrgBr`; nil: `SLEV` for euros, `SHAR` for the rest.
    package var chargeBearer: String?
    /// `BtchBookg`; nil: not written.
    package var batchBooking: Bool?

    package var unlisted = Unlisted.pending
    /// Whether camt.053 or camt.054 come: then the booked entry says what has been paid.
    package var statements = false
    /// Nil: ACCC alone where no statements come, none where they do.
    package var paidStatuses: [PaidStatus]?

    package init(debtor: Debtor) { self.debtor = debtor }

    /// Which statuses of a pain.002 mean success here.
    package var paid: [PaidStatus] { paidStatuses ?? (statements ? [] : [.credited]) }
}
