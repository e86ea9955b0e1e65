/// Our own machine's trouble, or something a person asked for that can't be: thrown, never mixed with an answer about a
/// file (`FileRefusal`) or a row (`Rejection`). The kind decides the exit status (`cli.md`).
package struct Failure: Error, Sendable {
    package enum Kind: Int32, Sendable {
        case usage = 64
        /// What was asked is not allowed: not pending, sealed, the same person, no such id.
        case notAllowed = 65
        case noInput = 66
        /// verify found a fault, or the home can't be trusted as it is.
        case alarm = 70
        case cannotWrite = 73
        case inputOutput = 74
        case busy = 75
        case configuration = 78
    }

    package let kind: Kind
    package let text: BilingualText
    /// The ledger's own trouble, damage or a change that it refuses: nothing goes on beside it.
    package let isOfLedger: Bool

    package init(_ kind: Kind, _ english: String, _ chinese: String, isOfLedger: Bool = false) {
        self.kind = kind
        self.isOfLedger = isOfLedger
        self.text = BilingualText(english, chinese).withoutCardNumbers
    }

    /// Whether the rest of a list of files is not even tried after it (`cli.md`, exit status).
    package var stopsTheRest: Bool {
        switch kind {
        case .alarm, .cannotWrite, .inputOutput, .busy, .configuration: true
        case .usage, .notAllowed, .noInput: false
        }
    }
}
