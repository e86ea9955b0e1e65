import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: HaltReader, HaltWriter {
    func halts() throws -> [HaltSubject: HaltEvent] {
        var halts: [HaltSubject: HaltEvent] = [:]
        for event in try haltEvents() {
            switch event.action {
            case .halt: halts[event.subject] = event
            case .resume: halts[event.subject] = nil
            }
        }
        return halts
    }

    /// All of them, in their order.
    func haltEvents() throws -> [HaltEvent] {
        try Row.fetchAll(database, sql: "SELECT * FROM halts ORDER BY halt").map(Self.haltEvent)
    }

    static func haltEvent(_ row: Row) throws -> HaltEvent {
        let id: Int = row["halt"]
        guard let kind = HaltSubject.Kind(rawValue: row["kind"]),
            let action = HaltEvent.Action(rawValue: row["action"])
        else { throw SQLiteLedger.broken("halt \(id)") }
        var event = HaltEvent(
            HaltSubject(kind, row["name"]), action, at: Instant(seconds: row["at"]), by: row["by"],
            osUser: row["os_user"], note: row["note"])
        event.id = id
        return event
    }

    func record(_ event: HaltEvent) throws -> Int {
        try database.execute(
            sql: "INSERT INTO halts (kind, name, action, at, by, os_user, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                event.subject.kind.rawValue, event.subject.name, event.action.rawValue, event.at.seconds,
                event.by, event.osUser, event.note,
            ])
        return Int(database.lastInsertedRowID)
    }

    /// The lanes whose channel or account is halted.
    func haltedLanes() throws -> [Int] {
        let halts = try halts()
        if halts.isEmpty { return [] }
        return try lanes().filter {
            halts[HaltSubject(.channel, $0.value.channel)] != nil
                || halts[HaltSubject(.account, $0.value.account)] != nil
        }.map(\.key)
    }
}
