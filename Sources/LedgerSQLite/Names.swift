import GRDB
import Ledger
import Refunds

/// A lane by the ledger's own numbers.
struct LaneKey: Hashable {
    var account: Int
    var channel: Int
    var currency: CurrencyCode
    var exponent: Int
}

/// The small tables, read once and kept up by `intern`.
struct NameTables {
    var accounts: [Int: String]?
    var channels: [Int: String]?
    var lanes: [Int: Lane]?
    /// The same lanes by the numbers they are made of.
    var laneKeys: [Int: LaneKey] = [:]
    var laneIDs: [LaneKey: Int] = [:]
}

extension SQLiteSession {
    func accountNames() throws -> [Int: String] {
        if let known = names.accounts { return known }
        let read = try names(in: "accounts", key: "account")
        names.accounts = read
        return read
    }

    func channelNames() throws -> [Int: String] {
        if let known = names.channels { return known }
        let read = try names(in: "channels", key: "channel")
        names.channels = read
        return read
    }

    /// A name alone is no account: a refused change of a row's account has left one without an order.
    func account(named name: String) throws -> Int? {
        guard let account = try number(ofAccount: name) else { return nil }
        let order = try statement("SELECT 1 FROM orders WHERE account = ? LIMIT 1")
        order.bind(1, account)
        defer { order.reset() }
        return try order.step() ? account : nil
    }

    private func number(ofAccount name: String) throws -> Int? {
        try accountNames().first { $0.value == name }?.key
    }

    func channel(named name: String) throws -> Int? {
        try channelNames().first { $0.value == name }?.key
    }

    private func names(in table: String, key: String) throws -> [Int: String] {
        var read: [Int: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT \(key), name FROM \(table)")
        while let row = try rows.next() { read[row[0]] = row[1] }
        return read
    }

    /// The name of an account that some row mentions; one without a name is damage.
    func accountName(_ account: Int) throws -> String {
        guard let name = try accountNames()[account] else { throw SQLiteLedger.broken("account \(account)") }
        return name
    }

    func channelName(_ channel: Int) throws -> String {
        guard let name = try channelNames()[channel] else { throw SQLiteLedger.broken("channel \(channel)") }
        return name
    }

    func internAccount(_ name: String) throws -> Int {
        if let known = try number(ofAccount: name) { return known }
        try database.execute(sql: "INSERT INTO accounts (name) VALUES (?)", arguments: [name])
        let account = Int(database.lastInsertedRowID)
        names.accounts?[account] = name
        return account
    }

    func internChannel(_ name: String) throws -> Int {
        if let known = try channel(named: name) { return known }
        try database.execute(sql: "INSERT INTO channels (name) VALUES (?)", arguments: [name])
        let channel = Int(database.lastInsertedRowID)
        names.channels?[channel] = name
        return channel
    }

    // MARK: - Lanes

    /// Every lane by its number.
    func lanes() throws -> [Int: Lane] {
        if let known = names.lanes { return known }
        var read: [Int: Lane] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT lane, account, channel, currency, exponent FROM lanes")
        while let row = try rows.next() {
            let text: String = row["currency"]
            guard let currency = CurrencyCode(text) else { throw SQLiteLedger.broken("currency \(text)") }
            let key = LaneKey(
                account: row["account"], channel: row["channel"], currency: currency,
                exponent: row["exponent"])
            let lane: Int = row["lane"]
            names.laneKeys[lane] = key
            names.laneIDs[key] = lane
            read[lane] = try named(key)
        }
        names.lanes = read
        return read
    }

    func lane(_ number: Int) throws -> Lane {
        guard let lane = try lanes()[number] else { throw SQLiteLedger.broken("lane \(number)") }
        return lane
    }

    /// The lane's number, made when it is new.
    func internLane(_ key: LaneKey) throws -> Int {
        _ = try lanes()
        if let known = names.laneIDs[key] { return known }
        try database.execute(
            sql: "INSERT INTO lanes (account, channel, currency, exponent) VALUES (?, ?, ?, ?)",
            arguments: [key.account, key.channel, key.currency.text, key.exponent])
        let lane = Int(database.lastInsertedRowID)
        let named = try named(key)
        names.laneKeys[lane] = key
        names.laneIDs[key] = lane
        names.lanes?[lane] = named
        return lane
    }

    private func named(_ key: LaneKey) throws -> Lane {
        Lane(
            account: try accountName(key.account), channel: try channelName(key.channel),
            currency: key.currency, exponent: key.exponent)
    }
}
