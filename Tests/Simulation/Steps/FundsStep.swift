import Operations
import Rules

/// A balance file comes: new, older than what is known, against it, with too many decimals, of a time to come, or the same again.
struct FundsStep: Step {
    private let rows: [BalanceAsked]
    private let text: String

    init(in world: World, _ chance: inout Chance) {
        if chance.once(in: 6), let again = chance.pickAny(world.balanceFiles) {
            (rows, text) = again
            return
        }
        var rows: [BalanceAsked] = []
        for _ in 0..<chance.number(chance.once(in: 25) ? 0...0 : 1...2) {
            rows.append(Self.row(in: world, &chance))
        }
        self.rows = rows
        text =
            "account,currency,balance,as_of\n"
            + rows.map { "\($0.account),\($0.currency),\($0.amount),\(Clock.text($0.asOf))\n" }.joined()
    }

    private static func row(in world: World, _ chance: inout Chance) -> BalanceAsked {
        var account = chance.once(in: 12) ? "Z9" : chance.pick(Universe.accounts)
        var currency = chance.once(in: 3) ? chance.pick(Universe.currencies) : "USD"
        var most = 400
        // Where something has cover it may lose it.
        let covered = world.model.fundsKeys.filter { world.model.figures(ofFunds: $0)[4] > 0 }
        if chance.once(in: 2), let key = chance.pickAny(covered) {
            (account, currency) = (key.account, key.currency)
            most = Int(min(400, world.model.figures(ofFunds: key)[4] / 10_000))
        }
        let known = world.model.balances[FundsKey(account: account, currency: currency)]
        let back = Int64(chance.once(in: 20) ? -600 : chance.pick([0, 1, chance.number(1...100_000)]))
        let isFine = chance.once(in: 15)
        let decimals = isFine ? 4 : Currencies.decimals[currency] ?? 0
        let whole = chance.number(0...most)
        let fraction =
            decimals == 0
            ? "" : "." + String("\(chance.number(10_000...19_999))".dropFirst().prefix(decimals))
        return BalanceAsked(
            account: account, currency: currency, amount: "\(whole)\(fraction)",
            asOf: chance.once(in: 8) ? known?.asOf ?? world.now : world.now - back)
    }

    var told: String { "funds import of\n\(text)" }

    func play(in world: World) throws {
        let path = "\(world.scratch.path)/balances.csv"
        try Scratch.write(Array(text.utf8), to: path)
        let answer = try world.writing(by: "Chen Jing") {
            try ImportFunds(workspace: $0).bringIn(IncomingFile(path: path))
        }
        let expected = world.model.takeBalances(rows, text: text, now: world.now)
        try demand(answer.refusal?.code.rawValue ?? answer.status.rawValue, is: expected, "balance file")
        let lost = expected == "applied" ? world.model.settleCover(now: world.now) : 0
        try demand(answer.uncovered.reduce(0) { $0 + $1.count }, is: lost, "refunds that lost cover")
        world.tally.add("cover-lost", lost)
        switch answer.status {
        case .applied: world.tally.add("balances")
        case .refused: world.tally.add("balances-refused")
        case .alreadyKnown: world.tally.add("balances-known")
        }
        world.balanceFiles.append((rows, text))
    }
}
