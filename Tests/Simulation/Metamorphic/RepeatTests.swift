import Home
import Ledger
import LedgerSQLite
import Operations
import Testing

/// What came once changes nothing when it comes again, at any moment; and what left can be made again, byte for byte.
struct RepeatTests {
    /// Everything that a person could see of a home, but what tells that a file came again.
    private func sight(_ world: World) throws -> [String] {
        let outcome = try Outcome(of: world)
        let batches = try world.ledger.read { try $0.batches() }.filter { $0.id != 0 }
        let exceptions = try world.ledger.read { try $0.exceptions(openOnly: false) }
        let outbox = try Scratch.names(world.home.outbox).flatMap { channel in
            try Scratch.names("\(world.home.outbox)/\(channel)").map { name in
                "\(name) \(try Scratch.text("\(world.home.outbox)/\(channel)/\(name)"))"
            }
        }
        return outcome.refunds + outcome.orders + batches.map { "\($0.id) \($0.state) \($0.accepted)" }
            + exceptions.map { "\($0.id) \($0.code) \($0.state)" } + outbox
    }

    /// After a whole history every batch that accepted something is FILE_DUPLICATE, and every result is known.
    @Test(arguments: 0..<Twins.pairs) func theSameFileAgain(seed: UInt64) throws {
        var chance = Chance(seed: seed, part: -1)
        let world = try World(&chance)
        for place in 0..<14 {
            var chance = Chance(seed: seed, part: place)
            let kind = StepKind.drawn(place, &chance)
            // Settings may let a file in that they kept out before, and so may nothing else here.
            guard kind != .settings else { continue }
            try kind.drawn(in: world, &chance)?.play(in: world)
        }
        let before = try sight(world)
        for file in world.sent where isOver(file, world) {
            var again = file
            again.name = world.freshName(file.sheet.kind, "again")
            try world.take(again)
            #expect(try sight(world) == before, "seed \(seed): again \(again.told)")
        }
    }

    /// Batches that accepted something, and results that were taken. Orders of the past are facts anew, and so is a refused file.
    private func isOver(_ file: SentFile, _ world: World) -> Bool {
        let bytes = file.written.bytes
        switch file.sheet.kind {
        case .orders: return false
        case .refunds:
            return world.model.batches.contains { batch in
                batch.accepted > 0 && batch.content?.bytes == bytes
                    && (file.account == nil || file.account == batch.account)
            }
        case .results:
            return world.model.resultFiles.contains { $0.bytes == bytes && $0.channel == file.channel }
        }
    }

    /// The newest order file again changes no order.
    @Test(arguments: 0..<Twins.pairs) func theNewestOrdersAgain(seed: UInt64) throws {
        let world = try Twins.world(seed, steps: 5)
        guard var file = world.sent.last(where: { $0.sheet.kind == .orders }), file.damage == nil else {
            return
        }
        let before = try sight(world)
        file.name = "again.csv"
        let once = Dictionary(grouping: file.sheet.rows) {
            Cell.identifier(file.sheet.text("payment_id", $0))
        }
        guard once.values.allSatisfy({ $0.count == 1 }) else { return }
        try world.take(file)
        #expect(try sight(world) == before, "seed \(seed): again \(file.told)")
    }

    /// However much has happened since: refunds failed, orders changed, settings changed.
    @Test(arguments: 0..<Twins.pairs) func everySubmissionMadeAgain(seed: UInt64) throws {
        var chance = Chance(seed: seed, part: -1)
        let world = try World(&chance)
        var left: [Int: [UInt8]] = [:]
        for place in 0..<16 {
            var chance = Chance(seed: seed, part: place)
            let kind =
                place == 0
                ? StepKind.orders : chance.pick([.orders, .batch, .batch, .build, .results, .settings])
            world.now += Int64(chance.number(0...50_000))
            try kind.drawn(in: world, &chance)?.play(in: world)
            for submission in world.model.submissions {
                let bytes = try rebuilt(submission.id, world)
                if let known = left[submission.id] {
                    #expect(bytes == known, "seed \(seed): submission \(submission.id)")
                }
                left[submission.id] = bytes
            }
        }
    }

    private func rebuilt(_ id: Int, _ world: World) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let made = try ShowSubmissions(workspace: world.workspace(by: "Auditor")).rebuild(id) { span in
            for index in span.indices { bytes.append(span[index]) }
        }
        #expect(made.isSame)
        return bytes
    }
}
