package import Bytes
package import Rules

/// What was tried of a channel, and what came of it.
package struct ChannelCheckView: Sendable {
    package struct Step: Sendable {
        package let what: BilingualText
        /// Nil where it holds.
        package let fault: BilingualText?
    }

    package let channel: String
    package let layout: String
    package private(set) var steps: [Step] = []
    /// What works, but not for every refund.
    package internal(set) var warnings: [BilingualText] = []
    /// The files that were made, as text.
    package internal(set) var sample: String?
    package internal(set) var answer: String?

    init(channel: String, layout: String) {
        self.channel = channel
        self.layout = layout
    }

    package var isOK: Bool { steps.allSatisfy { $0.fault == nil } }

    mutating func add(_ english: String, _ chinese: String, fault: BilingualText? = nil) {
        steps.append(Step(what: BilingualText(english, chinese), fault: fault))
    }

    package var json: JSON {
        .object([
            ("channel", .string(channel)), ("layout", .string(layout)), ("ok", .bool(isOK)),
            (
                "steps",
                .array(
                    steps.map { step in
                        .object([
                            ("step", .string(step.what.english)), ("ok", .bool(step.fault == nil)),
                            ("fault", JSON(step.fault?.english)),
                        ])
                    })
            ), ("warnings", .array(warnings.map { .string($0.english) })), ("sample", JSON(sample)),
            ("answer", JSON(answer)),
        ])
    }
}
