import Rules
import Testing

/// What must have come by in a long campaign: else it proves less than it seems to.
enum Coverage {
    static func check(_ tally: Tally) {
        let rows =
            Rejection.allCases.map { "row \($0.rawValue)" } + Warning.allCases.map { "row \($0.rawValue)" }
        let orders = OrderRejection.allCases.map { "order \($0.rawValue)" }
        let refusals = RefusalCode.allCases.map { "refusal \($0.rawValue)" }
        let exceptions = ExceptionCode.allCases.filter { ![.orderOverdrawn, .unanswered].contains($0) }.map {
            "exception \($0.rawValue)"
        }
        let edges = [
            "new→pending", "new→submitted", "pending→submitted", "pending→failed", "submitted→succeeded",
            "submitted→failed", "submitted→pending",
        ]
        let others = [
            "hold order", "hold approval", "hold cooling", "approved-in-part",
            "approvals-void",
            "cancelled", "not-cancelled", "declined", "approved",
            "not-reviewed",
            "redelivered", "corrected", "created", "known-result-files", "overdrawn", "covered-again",
            "verified", "replayed",
            "hold funds", "looks", "insufficient-funds", "balances", "balances-refused",
            "balances-known", "plan halt", "plan limit", "plan cutoff", "plan next", "halted", "resumed",
            "not-halted", "resolution confirmed dismiss", "resolution withdrawn", "resolution refused",
            "void confirmed",
            "void refused", "adopted", "assigned", "commented", "notified", "nothing-new",
            "told of a query number", "answers-by-message", "answers-by-profile", "sent-by-iso20022",
            "sent-by-profile",
        ]
        // Two people, a contradiction and the right moment: once in some thousands of histories.
        let rare = [
            "edge succeeded→failed", "edge failed→succeeded", "covered-by-a-look", "waiver confirmed",
            "cover-lost",
            "resolution confirmed apply",
            "resolution confirmed reverse", "declined-in-part", "one exception for many",
        ]
        let steps = StepKind.allCases.map { "step \($0.rawValue)" }
        for what in rows + orders + refusals + exceptions + edges.map({ "edge \($0)" }) + others + steps
            + (Campaign.asked >= 20_000 ? rare : [])
        {
            #expect(tally[what] > 0, "\(what) never came by")
        }
    }
}
