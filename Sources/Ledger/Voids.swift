package import Refunds

/// Somebody's word that a submission is to be void; only ever appended.
package struct VoidStep: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case propose
        /// A proposal is taken back.
        case withdraw
        /// Another person than the proposer says so too.
        case confirm
    }

    /// 0 before it is recorded.
    package var id = 0
    package var submission: Int
    package var kind: Kind
    package var at: Instant
    package var by: String
    package var osUser: String
    package var note: String

    package init(submission: Int, kind: Kind, at: Instant, by: String, osUser: String, note: String) {
        self.submission = submission
        self.kind = kind
        self.at = at
        self.by = by
        self.osUser = osUser
        self.note = note
    }
}

package protocol VoidReader {
    /// What was said about making a submission void, in order.
    func voidSteps(ofSubmission id: Int) throws -> [VoidStep]
    /// How many of the submission's refunds have an answer, and one of them.
    func answered(inSubmission id: Int) throws -> (count: Int, first: Int64)?
}

package protocol VoidWriter {
    /// Appends a step. Answers its number.
    func record(_ step: VoidStep) throws -> Int
    /// Makes an emitted submission void: its refunds, of which none may have an answer, are pending again; that they were in it is kept.
    /// Answers the rows for the journal, and the refunds that are held because their orders lost cover meanwhile.
    func makeVoid(_ id: Int, at: Instant) throws -> (voided: RowSum, held: [Int64])
}
