import Refunds

/// The numbers of our messages: MsgId and PmtInfId are made of the home's number and the submission's, and so never used twice (`bank-formats.md`, iso20022;
/// details 28).
package enum ISO20022Number {
    /// `R4170000000012`; PmtInfId is the same with `-1`, a submission having one currency and one date.
    package static func message(ofSubmission id: Int, homeNumber: Int) -> String {
        let digits = String(id)
        return prefix(homeNumber) + String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    package static func payment(ofSubmission id: Int, homeNumber: Int) -> String {
        message(ofSubmission: id, homeNumber: homeNumber) + "-1"
    }

    /// The submission that a MsgId of ours names; nil for any other text.
    package static func submission(ofMessage text: String, homeNumber: Int) -> Int? {
        let prefix = prefix(homeNumber)
        guard text.hasPrefix(prefix), let id = Int(text.dropFirst(prefix.count)), id > 0,
            message(ofSubmission: id, homeNumber: homeNumber) == text
        else { return nil }
        return id
    }

    /// The submission that a PmtInfId of ours names; nil for any other text.
    package static func submission(ofPayment text: String, homeNumber: Int) -> Int? {
        guard text.hasSuffix("-1") else { return nil }
        return submission(ofMessage: String(text.dropLast(2)), homeNumber: homeNumber)
    }

    private static func prefix(_ homeNumber: Int) -> String { "R\(homeNumber)" }
}
