/// Whose money it is.
struct FundsKey: Hashable, Comparable {
    var account: String
    var currency: String

    static func < (left: FundsKey, right: FundsKey) -> Bool {
        (left.account, left.currency) < (right.account, right.currency)
    }
}

/// In ten-thousandths of the currency.
struct ModelBalance: Equatable {
    var amount: Int64
    var asOf: Int64
}

/// A row of a balance file.
struct BalanceAsked: Equatable {
    var account: String
    var currency: String
    var amount: String
    var asOf: Int64
}

extension Model {
    private func key(_ refund: ModelRefund) -> FundsKey {
        FundsKey(account: refund.account, currency: lane(refund).currency)
    }

    /// In ten-thousandths.
    private func money(_ refund: ModelRefund) -> Int64 {
        (0..<(4 - (Currencies.decimals[lane(refund).currency] ?? 0))).reduce(refund.amount) { sum, _ in
            sum * 10
        }
    }

    private func sum(_ key: FundsKey, _ isIn: (ModelRefund) -> Bool) -> Int64 {
        refunds.filter { self.key($0) == key && isIn($0) }.reduce(0) { $0 + money($1) }
    }

    /// What there is a balance of, or was once asked for.
    var fundsKeys: [FundsKey] {
        Set(balances.keys).union(refunds.filter(\.isControlled).map(key)).sorted()
    }

    /// Balance, moment, left since, came back since, covered, missing, available; −1 for what isn't known.
    func figures(ofFunds key: FundsKey) -> [Int64] {
        let balance = balances[key]
        func isSince(_ time: Int64?) -> Bool {
            guard let balance, let time else { return false }
            return balance.asOf < time
        }
        let left = refunds.filter { self.key($0) == key }.reduce(Int64(0)) { sum, refund in
            let times =
                [refund.submittedAt] + refund.voids.map(\.sentAt)
                + refund.turns.filter { $0.word == "reapplied" }.map(\.at)
            return sum + Int64(times.count { isSince($0) }) * money(refund)
        }
        let returned = refunds.filter { self.key($0) == key }.reduce(Int64(0)) { sum, refund in
            let refused = refund.answered.flatMap { $0.word == "failed_by_bank" ? $0.at : nil }
            let times =
                [refused] + refund.voids.map { min($0.voidAt, $0.sentAt) }
                + refund.turns.filter { $0.word == "reversed" }.map(\.at)
            return sum + Int64(times.count { isSince($0) }) * money(refund)
        }
        let covered = sum(key) { $0.isControlled && !$0.lacksCover && $0.status == .pending }
        let missing = sum(key) { $0.lacksCover }
        return [
            balance?.amount ?? -1, balance?.asOf ?? -1, left, returned, covered, missing,
            (balance?.amount ?? 0) - left + returned - covered,
        ]
    }

    private func available(_ key: FundsKey) -> Int64 { figures(ofFunds: key)[6] }

    /// In the order of their claims.
    private func claims(_ account: String, _ refunds: [ModelRefund]) -> [ModelRefund] {
        guard settings.account(account).isSmallestFirst else {
            return refunds.sorted { $0.serial < $1.serial }
        }
        return refunds.sorted { (money($0), $0.serial) < (money($1), $1.serial) }
    }

    /// Looks for the cover of a new batch's refunds. What waits already keeps its claim, but is let go by a look only.
    mutating func cover(ofBatch id: Int) {
        let account = batches[id - 1].account
        let under = settings.account(account).funds
        let new = refunds.filter { $0.batch == id && under.contains(lane($0).currency) }
        for currency in Set(new.map { lane($0).currency }) {
            let key = FundsKey(account: account, currency: currency)
            var rest = available(key)
            let mine = new.filter { lane($0).currency == currency }
            for claim in claims(account, refunds.filter { self.key($0) == key && $0.lacksCover } + mine) {
                let fits = money(claim) <= rest
                if fits { rest -= money(claim) }
                guard claim.batch == id else { continue }
                refunds[claim.serial - 1].isControlled = true
                refunds[claim.serial - 1].lacksCover = !fits
            }
        }
    }

    /// Takes cover back where less is there than was given, the last claim first; what waits while the control is on is under it. Answers how many lost it.
    mutating func settleCover(now: Int64) -> Int {
        var lost = 0
        for (account, settings) in settings.accounts.sorted(by: { $0.key < $1.key }) {
            for currency in settings.funds.sorted() {
                let key = FundsKey(account: account, currency: currency)
                let waiting = refunds.filter { self.key($0) == key && $0.status == .pending }
                // A batch is under control as a whole, in a lane.
                let lanes = Set(waiting.map { [String($0.batch), lane($0).channel] })
                for refund in refunds where self.key(refund) == key {
                    guard lanes.contains([String(refund.batch), lane(refund).channel]) else { continue }
                    refunds[refund.serial - 1].isControlled = true
                }
                var rest = available(key)
                for claim in claims(account, waiting.filter { !$0.lacksCover }).reversed() where rest < 0 {
                    rest += money(claim)
                    refunds[claim.serial - 1].lacksCover = true
                    lost += 1
                }
            }
        }
        return lost
    }

    /// What is there without regard to what is promised; nil where nobody asks for cover.
    func spendable(_ refund: ModelRefund) -> Int64? {
        guard settings.account(refund.account).funds.contains(lane(refund).currency) else { return nil }
        let figures = figures(ofFunds: key(refund))
        return figures[6] + figures[4]
    }

    // MARK: - Looks

    private var funded: [String] {
        let waiting = refunds.filter(\.lacksCover).map(\.account)
        return Set(settings.accounts.filter { !$0.value.funds.isEmpty }.keys).union(waiting).sorted()
    }

    private func overdue(_ account: String, now: Int64) -> [ModelRefund] {
        let settings = settings.account(account)
        return refunds.filter {
            $0.lacksCover && $0.account == account && settings.funds.contains(lane($0).currency)
                && now - $0.acceptedAt > settings.fundsDays * 86_400
        }
    }

    private func isDue(_ account: String, now: Int64) -> Bool {
        let looks = settings.account(account).looks
        let moments = [-1, 0].flatMap { day in
            looks.map { Clock.dayStart(now) + day * 86_400 + $0 * 3_600 }
        }
        guard let lastLook, let latest = moments.filter({ $0 <= now }).max() else { return true }
        if lastLook < latest || now < lastLook { return true }
        // Before anything fails there is a look, where there is something to give.
        return !overdue(account, now: now).isEmpty
            && fundsKeys.contains {
                $0.account == account && figures(ofFunds: $0)[5] > 0 && available($0) > 0
            }
    }

    /// How many refunds got cover; nil where nobody looked.
    mutating func look(now: Int64) -> Int? {
        let accounts = funded.filter { isDue($0, now: now) }
        if accounts.isEmpty { return nil }
        var covered = 0
        for account in accounts {
            for key in fundsKeys where key.account == account {
                let isOn = settings.account(account).funds.contains(key.currency)
                var rest = available(key)
                for claim in claims(account, refunds.filter { self.key($0) == key && $0.lacksCover }) {
                    guard !isOn || money(claim) <= rest else { continue }
                    rest -= money(claim)
                    refunds[claim.serial - 1].lacksCover = false
                    refunds[claim.serial - 1].releasedAt = max(refunds[claim.serial - 1].releasedAt, now)
                    covered += 1
                }
            }
        }
        lastLook = now
        return covered
    }

    /// How many found nothing for too long.
    mutating func failShort(now: Int64) -> Int {
        let short = funded.flatMap { overdue($0, now: now) }
        for refund in short {
            close(refund.serial - 1, "insufficient_funds", now)
            refunds[refund.serial - 1].reason =
                "no cover within \(settings.account(refund.account).fundsDays) days"
        }
        restoreCover()
        return short.count
    }

    // MARK: - Balances

    /// `applied`, `already known`, or the code of the refusal.
    mutating func takeBalances(_ rows: [BalanceAsked], text: String, now: Int64) -> String {
        if balanceFiles.contains(text) { return "already known" }
        if rows.isEmpty { return "FILE_EMPTY" }
        for row in rows {
            guard let decimals = Currencies.decimals[row.currency], Cell.decimals(row.amount) <= decimals,
                row.asOf <= now
            else { return "FILE_INCOMPLETE" }
        }
        var trial = self
        for row in rows {
            let key = FundsKey(account: row.account, currency: row.currency)
            let amount = Cell.units(row.amount, decimals: 4) ?? 0
            if let known = trial.balances[key] {
                if known == ModelBalance(amount: amount, asOf: row.asOf) { continue }
                if known.asOf >= row.asOf { return "CONTROL_MISMATCH" }
            }
            trial.balances[key] = ModelBalance(amount: amount, asOf: row.asOf)
        }
        self = trial
        balanceFiles.insert(text)
        return "applied"
    }
}
