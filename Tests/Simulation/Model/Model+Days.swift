/// One figure of a day's tie-out.
struct DayFigure: Hashable {
    var lane: ModelLane
    /// `cohort` or `flow`.
    var tie: String
    var name: String
}

/// Count and money.
struct DaySum: Equatable {
    var count = 0
    var amount: Int64 = 0
}

extension Model {
    /// All figures of the day of a moment that aren't zero: the cohort as of now, the flow as of the day's end.
    func figures(ofDay moment: Int64) -> [DayFigure: DaySum] {
        let start = Clock.dayStart(moment)
        let end = start + 86_400
        func isToday(_ time: Int64?) -> Bool { time.map { start <= $0 && $0 < end } == true }
        var figures: [DayFigure: DaySum] = [:]
        for refund in refunds {
            if isToday(refund.acceptedAt) {
                for name in cohortNames(refund) { add(refund, 1, "cohort", name, to: &figures) }
            }
            let left = leftWaiting(refund)
            let answered = refund.answered?.at
            addVoids(refund, start, end, to: &figures)
            for (name, time) in [("waiting_at_start", start), ("waiting", end)] {
                add(refund, weight(refund.acceptedAt, left, time), "flow", name, to: &figures)
            }
            for (name, time) in [("outstanding_at_start", start), ("outstanding", end)] {
                add(refund, weight(refund.submittedAt, answered, time), "flow", name, to: &figures)
            }
            if isToday(refund.acceptedAt) { add(refund, 1, "flow", "accepted", to: &figures) }
            if isToday(refund.submittedAt) { add(refund, 1, "flow", "sent", to: &figures) }
            if refund.submission == nil, isToday(refund.finishedAt) {
                add(refund, 1, "flow", refund.endName, to: &figures)
            }
            for turn in [refund.answered].compactMap({ $0 }) + refund.turns where isToday(turn.at) {
                add(refund, 1, "flow", turn.word, to: &figures)
            }
        }
        return figures.filter { $0.value != DaySum() }
    }

    /// It left, and came back: waiting less in between, outstanding more.
    private func addVoids(
        _ refund: ModelRefund, _ start: Int64, _ end: Int64, to figures: inout [DayFigure: DaySum]
    ) {
        for void in refund.voids {
            for (name, time) in [("_at_start", start), ("", end)] {
                let away = weight(void.sentAt, void.voidAt, time)
                add(refund, -away, "flow", "waiting\(name)", to: &figures)
                add(refund, away, "flow", "outstanding\(name)", to: &figures)
            }
            if start <= void.sentAt, void.sentAt < end { add(refund, 1, "flow", "sent", to: &figures) }
            if start <= void.voidAt, void.voidAt < end { add(refund, 1, "flow", "made_void", to: &figures) }
        }
    }

    private func cohortNames(_ refund: ModelRefund) -> [String] {
        switch refund.status {
        case .pending: ["accepted", "waiting"]
        case .submitted: ["accepted", "sent", "outstanding"]
        case .succeeded: ["accepted", "sent", "succeeded"]
        case .failed:
            refund.submission == nil
                ? ["accepted", refund.endName] : ["accepted", "sent", refund.endName]
        }
    }

    private func leftWaiting(_ refund: ModelRefund) -> Int64? { refund.submittedAt ?? refund.finishedAt }

    /// Whether it had come before a moment, less whether it had left before: clocks may have run backwards.
    private func weight(_ came: Int64?, _ left: Int64?, _ moment: Int64) -> Int {
        (came.map { $0 < moment } == true ? 1 : 0) - (left.map { $0 < moment } == true ? 1 : 0)
    }

    private func add(
        _ refund: ModelRefund, _ weight: Int, _ tie: String, _ name: String,
        to figures: inout [DayFigure: DaySum]
    ) {
        let figure = DayFigure(lane: lane(refund), tie: tie, name: name)
        figures[figure, default: DaySum()].count += weight
        figures[figure, default: DaySum()].amount += Int64(weight) * refund.amount
    }
}
