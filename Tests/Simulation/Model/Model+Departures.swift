/// When refunds leave and how much of them, and what nobody answers: slow and obvious (`controls.md`, calendars and cut-offs, limits on what leaves).
extension Model {
    func readyAt(_ refund: ModelRefund) -> Int64 {
        max(batchReadyAt(batches[refund.batch - 1]), refund.releasedAt)
    }

    /// From its acceptance, or from the last approval that it needed; later by as long as it rests.
    private func batchReadyAt(_ batch: ModelBatch) -> Int64 {
        let rest = 60 * batch.coolingMinutes
        if batch.needed == 0 {
            // Somebody's word on what came back after a decline: the whole batch is ready anew.
            guard !reviewsWarnings(batch), let last = batch.approvals.last else { return batch.at + rest }
            return max(batch.at, last.at + rest)
        }
        guard batch.approvals.count >= batch.needed, let last = batch.approvals.last else { return batch.at }
        return max(batch.at, last.at + rest)
    }

    /// The first hold that applies, but for what depends on the refunds before it.
    func standing(_ refund: ModelRefund, _ now: Int64) -> String? {
        guard refund.status == .pending else { return nil }
        let hold = hold(refund)
        if let hold, hold != "funds" { return hold }
        if let rested = coolingUntil(refund), rested > now { return "cooling" }
        if let hold { return hold }
        let lane = lane(refund)
        if halted.contains("channel \(lane.channel)") || halted.contains("account \(lane.account)") {
            return "halt"
        }
        let channel = settings.channel(lane.channel)
        let limits = [channel.maxMoney[lane.currency], channel.maxMoneyDay[lane.currency]].compactMap { $0 }
        if limits.contains(where: { refund.amount > $0 }) { return "limit" }
        if let cutoff = lastCutoff(lane.channel, now) {
            let isOff = !isOpen(localDay(now, lane.channel), lane.channel)
            if isOff || readyAt(refund) >= cutoff { return "cutoff" }
        }
        return nil
    }

    func isDue(_ refund: ModelRefund, _ now: Int64) -> Bool { standing(refund, now) == nil }

    /// Due refunds for which today has no room any more.
    func passedOver(_ now: Int64) -> Set<Int> {
        let due = refunds.filter { $0.status == .pending && isDue($0, now) }
        var left = Set(due.map(\.serial))
        for group in Set(due.map { [lane($0).channel, lane($0).currency] }) {
            let mine = due.filter { [lane($0).channel, lane($0).currency] == group }
            for refund in files(of: mine, group[0], group[1], now).joined() { left.remove(refund.serial) }
        }
        return left
    }

    /// The files that a group's due refunds fill, in order of refund_id.
    func files(of due: [ModelRefund], _ name: String, _ currency: String, _ now: Int64) -> [[ModelRefund]] {
        let channel = settings.channel(name)
        let today = localDay(now, name)
        var sealed = submissions.filter {
            !$0.isVoid && $0.channel == name && $0.currency == currency
                && localDay($0.createdAt, name) == today
        }.reduce(0) { $0 + $1.total }
        var files: [[ModelRefund]] = []
        for refund in due {
            if let most = channel.maxMoneyDay[currency], sealed + refund.amount > most { continue }
            sealed += refund.amount
            let last = files.last ?? []
            let hasRow = channel.maxRows == 0 || last.count < channel.maxRows
            let money = last.reduce(0) { $0 + $1.amount } + refund.amount
            let hasMoney = channel.maxMoney[currency].map { money <= $0 } ?? true
            if files.isEmpty || !hasRow || !hasMoney {
                files.append([refund])
            } else {
                files[files.count - 1].append(refund)
            }
        }
        return files
    }

    // MARK: - Days

    /// Seconds ahead of UTC: the home's zone, or UTC.
    private func offset(_ channel: String) -> Int64 {
        settings.channel(channel).timeZone == "UTC" ? 0 : Clock.offset
    }

    /// Days since 1970 in the channel's zone.
    private func localDay(_ moment: Int64, _ channel: String) -> Int64 { (moment + offset(channel)) / 86_400 }

    /// The closing days of `target2` in the months that histories reach: 25 and 26 December 2026, 1 January, 26 and 29 March 2027.
    private static let closed: Set<Int64> = [20_812, 20_813, 20_819, 20_903, 20_906]

    private func isOpen(_ day: Int64, _ channel: String) -> Bool {
        // 1 January 1970 was a Thursday.
        settings.channel(channel).calendar == "none" || (day + 3) % 7 < 5 && !Self.closed.contains(day)
    }

    /// The newest cut-off that has come; nil where there are none.
    private func lastCutoff(_ channel: String, _ now: Int64) -> Int64? {
        let times = settings.channel(channel).cutoffs.map { text in
            text.split(separator: ":").compactMap { Int64($0) }.reduce(0) { $0 * 60 + $1 } * 60
        }
        if times.isEmpty { return nil }
        var day = localDay(now, channel)
        while true {
            let moments = times.map { day * 86_400 + $0 - offset(channel) }.filter { $0 <= now }
            if isOpen(day, channel), let last = moments.max() { return last }
            day -= 1
        }
    }

    /// Opens UNANSWERED for what has become overdue; answers how many.
    mutating func askAfterOverdue(now: Int64) -> Int {
        var count = 0
        for (name, channel) in settings.channels.sorted(by: { $0.key < $1.key }) {
            for refund in refunds where refund.status == .submitted && lane(refund).channel == name {
                guard let submission = refund.submission, let sent = refund.submittedAt else { continue }
                let first = localDay(sent, name) + 1
                let today = localDay(now, name)
                let begun = first > today ? 0 : (first...today).count { isOpen($0, name) }
                guard begun > channel.overdueDays, asked.insert([refund.serial, submission]).inserted else {
                    continue
                }
                exceptions.append(
                    ModelException(
                        code: "UNANSWERED", refundID: refundID(refund.serial), line: nil, status: .submitted,
                        submission: submission))
                count += 1
            }
        }
        return count
    }
}
