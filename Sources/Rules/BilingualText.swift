import Refunds

/// One message in the two languages that people read.
package struct BilingualText: Sendable, Equatable {
    package var english: String
    package var chinese: String

    package init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The message as it may be told: what people and files put into it may hold card numbers (`decisions.md`, CARD_NUMBER_PRESENT).
    package var withoutCardNumbers: BilingualText {
        BilingualText(CardNumber.masked(english), CardNumber.masked(chinese))
    }

    /// Several messages as one, joined as `details.md` 2 says.
    package static func joined(_ texts: [BilingualText]) -> BilingualText {
        BilingualText(
            texts.map(\.english).joined(separator: "; "), texts.map(\.chinese).joined(separator: "；"))
    }
}
