import Formats
import Testing

/// The reader against a slow obvious one: messages that are made up are read by both.
@Suite("Messages of ISO 20022, read the long way")
struct MessageTwinTests {
    private static let settings: [ISO20022Settings] = [
        .plain, .plain.with { $0.unlisted = .success }, .plain.with { $0.statements = true },
        .plain.with {
            $0.unlisted = .success
            $0.paidStatuses = [.settled, .credited]
        },
    ]

    private func agree(_ make: (inout MadeMessage) -> String) throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        var chance = MadeMessage.Chance(state: seed)
        for round in 0..<400 {
            var maker = MadeMessage(MadeMessage.Chance(state: chance.next() | 1))
            let text = make(&maker)
            let settings = chance.pick(Self.settings)
            let sent = chance.pick([SentRefunds.euros(5), .euros(5), .euros(1), nil])
            let read = try MessageReading(text, settings, sent: sent, atMost: chance.pick([1, 2, 1_000]))
            let slow = SlowMessage(text, settings, sent: sent)
            try #require(read.refusal == nil, "seed \(seed), round \(round):\n\(text)")
            try #require(read.rows == slow.rows, "seed \(seed), round \(round):\n\(text)")
            try #require(read.returns == slow.returns, "seed \(seed), round \(round):\n\(text)")
            try #require(
                read.notes.count { $0.contains("is not one of submission 12") } == slow.strangers,
                "seed \(seed), round \(round): \(slow.strangers) strangers\n\(text)")
            let others = read.notes.filter { $0.contains("about something else") }
            let batches = read.notes.filter { $0.contains("ours, by PmtInfId") }
            try #require(
                batches.isEmpty == (slow.batches == 0)
                    && batches.allSatisfy { $0.hasPrefix("\(slow.batches) booked") },
                "seed \(seed), round \(round): \(slow.batches) batches\n\(text)")
            try #require(
                others.isEmpty == (slow.others == 0)
                    && others.allSatisfy { $0.hasPrefix("\(slow.others) transaction") },
                "seed \(seed), round \(round): \(slow.others) others\n\(text)")
        }
    }

    @Test func statusReports() throws { try agree { $0.statusReport() } }
    @Test func accountReports() throws { try agree { $0.accountReport() } }
}
