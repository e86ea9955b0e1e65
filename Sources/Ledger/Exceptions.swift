package import Bytes
package import Refunds

/// Something that a person did about an exception; only ever appended.
package struct ExceptionStep: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case assign
        case comment
        case propose
        /// A proposal is taken back.
        case withdraw
        /// Another person than the proposer says so too.
        case confirm

        /// The kind of its journal entry.
        package var entry: String {
            switch self {
            case .assign: "assignment"
            case .comment: "comment"
            case .propose: "proposal"
            case .withdraw: "withdrawal"
            case .confirm: "resolution"
            }
        }
    }

    /// 0 before it is recorded.
    package var id = 0
    package var exception: Int
    package var kind: Kind
    package var at: Instant
    package var by: String
    package var osUser: String
    /// Whose it is from now on; of an assignment.
    package var assignee: String?
    /// `apply`, `dismiss` or `reverse`; of a proposal and its confirmation.
    package var action: String?
    package var note: String

    package init(
        exception: Int, kind: Kind, at: Instant, by: String, osUser: String, assignee: String? = nil,
        action: String? = nil, note: String = ""
    ) {
        self.exception = exception
        self.kind = kind
        self.at = at
        self.by = by
        self.osUser = osUser
        self.assignee = assignee
        self.action = action
        self.note = note
    }
}

/// What a resolved exception does to a refund: it becomes the refund's newest answer.
package struct Resolution: Sendable {
    package var serial: Int64
    /// The confirmation's number.
    package var step: Int
    package var effect: AnswerEffect
    /// What the bank says that it paid, in minor units, where that isn't the refund's amount.
    package var paid: Int64?
    package var queryNumber: String
    package var bankReference: String
    package var reasonCode: String
    package var reason: String
    package var processedAt: String

    package init(serial: Int64, step: Int, effect: AnswerEffect, paid: Int64?) {
        self.serial = serial
        self.step = step
        self.effect = effect
        self.paid = paid
        queryNumber = ""
        bankReference = ""
        reasonCode = ""
        reason = ""
        processedAt = ""
    }
}

package protocol ExceptionReader {
    /// What was done about an exception, in order.
    func steps(ofException id: Int) throws -> [ExceptionStep]
    /// What was done about the exceptions that are open or proposed; with `openOnly` false about all.
    func exceptionSteps(openOnly: Bool) throws -> [ExceptionStep]
    /// The serials of the refunds that an exception lists, ascending; none where it is about one.
    func refunds(listedBy exception: Int) throws -> [Int64]
}

package protocol ExceptionWriter {
    /// Appends a step; a proposal, its withdrawal and its confirmation change the exception's state. Answers the step's number.
    func record(_ step: ExceptionStep) throws -> Int
    /// Moves the refund, and what its order holds. Answers the answer's row for the journal.
    func resolve(_ resolution: Resolution, at: Instant) throws -> JSON
    /// Lifts what `holdPaidByHand` set; false when there was nothing to lift.
    func liftPaidByHand(_ serial: Int64) throws -> Bool
}
