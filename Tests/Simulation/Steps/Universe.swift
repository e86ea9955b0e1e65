/// The few names of which histories are made, so that they meet often.
enum Universe {
    static let accounts = ["995378", "A-2"]
    /// Has an order in few histories only.
    static let rareAccount = "B_3"
    static let terminals = ["99537801", "T2"]
    static let channels = ["default", "card"]
    static let currencies = ["USD", "JPY", "KWD", "EUR"]
    static let payments = (0..<7).map { "26100210301512345670\($0)" } + ["PAY-8", "p_9"]
    static let orderNumbers = ["A-1001", "A-1002", "订单-3", "10020030045678", "O 5"]
    static let people = ["Chen Jing", "Lin Yue", "chen  JING", "Mo", "Wei"]
    static let descriptions = [
        "", "", "wrong size", "尺寸不对", "late, \"again\"", "two\nlines", "=1+1", "123456789012", "'quoted'",
    ]

    static func settings(homeNumber: Int, _ chance: inout Chance) -> Settings {
        var settings = Settings(homeNumber: homeNumber)
        for name in accounts { settings.accounts[name] = account(&chance) }
        settings.channels["default"] = channel(&chance)
        settings.channels["card"] = channel(&chance)
        settings.channels["card"]?.timeZone = "UTC"
        for name in channels where chance.once(in: 3) {
            settings.channels[name]?.declared = chance.pick(DeclaredLayout.allCases)
        }
        return settings
    }

    static func account(_ chance: inout Chance) -> Settings.Account {
        var account = Settings.Account()
        account.policy = chance.pick([
            "accept-good", "accept-good", "accept-good", "all-or-nothing", "tolerance",
        ])
        account.toleratedRows = chance.pick([5, 25, 50])
        account.toleratedMoney = chance.pick([5, 50, 90])
        account.approvals = chance.pick([0, 0, 0, 1, 1, 2])
        account.above =
            chance.once(in: 4) ? [chance.pick(["USD", "JPY", "*"]): chance.pick(["0", "20"])] : [:]
        account.reviewsWarnings = chance.once(in: 3)
        account.coolingMinutes = chance.pick([0, 0, 0, 30])
        account.demandsCount = chance.once(in: 12)
        account.reasons = chance.once(in: 6) ? ["wrong size", "尺寸不对"] : []
        account.funds = chance.once(in: 2) ? [] : ["USD", chance.pick(currencies)]
        account.isSmallestFirst = chance.once(in: 3)
        account.fundsDays = chance.pick([30, 2, 1])
        account.looks = chance.pick([[8, 12, 17, 22], [9]])
        account.terminals = chance.once(in: 2) ? ["T2": "card"] : [:]
        // Where everything holds refunds back none ever comes to its end.
        if chance.once(in: 2) {
            account.approvals = 0
            account.above = [:]
            account.reviewsWarnings = false
            account.coolingMinutes = 0
            account.funds = []
        }
        return account
    }

    static func channel(_ chance: inout Chance) -> Settings.Channel {
        var channel = Settings.Channel()
        channel.isXML = chance.once(in: 4)
        channel.maxAgeDays = chance.pick([365, 365, 365, 40])
        channel.maxRefunds = chance.pick([50, 50, 2, 3])
        channel.calendar = chance.pick(["none", "none", "target2"])
        channel.cutoffs = chance.pick([[], [], [], ["16:00"], ["09:30", "18:00"], ["00:00"]])
        channel.maxRows = chance.pick([0, 0, 0, 1, 2])
        channel.maxMoney = limits(&chance)
        channel.maxMoneyDay = limits(&chance)
        channel.overdueDays = chance.pick([10, 5, 1, 0])
        if chance.once(in: 2) {
            channel.cutoffs = []
            channel.maxMoney = [:]
            channel.maxMoneyDay = [:]
        }
        return channel
    }

    /// Often none, sometimes so low that refunds never fit.
    private static func limits(_ chance: inout Chance) -> [String: Int64] {
        var limits: [String: Int64] = [:]
        for currency in currencies where chance.once(in: 4) {
            limits[currency] = Int64(chance.pick([1, 500, 3_000, 20_000, 100_000]))
        }
        return limits
    }

    static func account(of world: World, _ chance: inout Chance) -> String {
        let account = chance.once(in: 20) ? rareAccount : chance.pick(accounts)
        return world.model.knows(account: account) || chance.once(in: 3)
            ? account : chance.pick(accounts)
    }
}
