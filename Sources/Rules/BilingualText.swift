/// One message in the two languages that people read.
package struct BilingualText: Sendable, Equatable {
    package var english: String
    package var chinese: String

    package init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// Several messages as one, joined as `details.md` 2 says.
    package static func joined(_ texts: [BilingualText]) -> BilingualText {
        BilingualText(
            texts.map(\.english).joined(separator: "; "), texts.map(\.chinese).joined(separator: "；"))
    }
}
