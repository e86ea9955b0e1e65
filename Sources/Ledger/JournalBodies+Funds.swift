package import Bytes
package import Refunds

/// Funds in the journal: `funds` tells of a balance file and what it made known, `look` of a look and what it covered, `cover` of what lost its cover and of
/// batches that came under control while they waited, `shortfall` of refunds that failed without cover, one entry for each account. In a `batch` entry `funds` stands where a currency of it is under control.
extension JournalBodies {
    package static func funds(_ file: FileRecord, balances: [Balance]) -> String {
        JSON.object([("file", row(file)), ("balances", .array(balances.map { row($0, file: file.id) }))]).text
    }

    /// What `funds` keeps of a balance.
    package static func row(_ balance: Balance, file: Int) -> JSON {
        .object([
            ("account", .string(balance.account)), ("currency", .string(balance.currency.text)),
            ("balance", .number(balance.amount)), ("as_of", .number(balance.asOf.seconds)),
            ("file", .number(file)),
        ])
    }

    package static func look(_ look: LookRecord, _ cover: LookCover) -> String {
        JSON.object(
            [("look", row(look)), ("covered", cover.covered.json), ("totals", list(cover.totals))]
                + cover.released.member("released")
        ).text
    }

    package static func cover(_ loss: CoverLoss, at: Instant) -> String {
        let controlled = loss.controlled.map { part in
            JSON.object([
                ("batch", .number(part.batch)), ("lanes", .array(part.lanes.sorted().map(row))),
            ])
        }
        return JSON.object([
            ("cover", .object([("at", .number(at.seconds))])), ("controlled", .array(controlled)),
            ("uncovered", loss.uncovered.json), ("totals", list(loss.totals)),
        ]).text
    }

    package static func row(_ look: LookRecord) -> JSON {
        .object([
            ("look", .number(look.id)), ("due", .number(look.due.seconds)), ("at", .number(look.at.seconds)),
        ])
    }

    package static func shortfall(
        account: String, _ closing: Closing, totals: [LaneTotal], failed: RowSum
    ) -> String {
        JSON.object([
            (
                "shortfall",
                .object([("account", .string(account))] + members(closing) + [("totals", list(totals))])
            ), ("failed", failed.json),
        ]).text
    }

    /// The member of a batch's body; none where nothing of it is under control.
    static func member(_ cover: BatchCover?) -> [(String, JSON)] {
        guard let cover, !cover.controlled.isEmpty else { return [] }
        return [
            (
                "funds",
                .object([
                    ("controlled", .array(cover.controlled.sorted().map(row))),
                    ("without_cover", cover.withoutCover.json),
                ])
            )
        ]
    }

    package static func row(_ lane: Lane) -> JSON {
        .object([
            ("account", .string(lane.account)), ("channel", .string(lane.channel)),
            ("currency", .string(lane.currency.text)), ("exponent", .number(lane.exponent)),
        ])
    }
}

extension RowSum {
    /// Adds a refund that found no cover when it was accepted.
    package mutating func add(withoutCover serial: Int64) { add(.object([("refund", .number(serial))])) }

    /// Adds a refund that lost its cover.
    package mutating func add(uncovered serial: Int64, at: Instant) {
        add(.object([("refund", .number(serial)), ("lost_at", .number(at.seconds))]))
    }

    /// Adds a refund that a look gave cover to.
    package mutating func add(covered serial: Int64, at: Instant) {
        add(.object([("refund", .number(serial)), ("covered_at", .number(at.seconds))]))
    }

    /// Adds a refund that failed without cover.
    package mutating func add(failed serial: Int64, _ closing: Closing) {
        add(.object([("refund", .number(serial))] + JournalBodies.members(closing)))
    }
}
