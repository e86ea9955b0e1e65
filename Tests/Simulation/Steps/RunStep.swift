import Foundation
import Home
import Ledger
import Operations
import Rules

/// Files are dropped and `run` takes them in: all orders, then all results, then all refunds; then it builds, and writes the day's report.
struct RunStep: Step {
    private let orders: [SentFile]
    private let results: [SentFile]
    private let refunds: [SentFile]

    init(in world: World, _ chance: inout Chance) {
        orders = chance.once(in: 2) ? [OrdersStep.file(in: world, &chance)] : []
        results =
            chance.once(in: 2)
            ? [ResultsStep.file(in: world, &chance, channel: "default")].compactMap { $0 } : []
        refunds = (0..<chance.number(0...2)).map { _ in
            Self.intoAccount(BatchStep.file(in: world, &chance))
        }.sorted { Self.path($0) < Self.path($1) }
    }

    /// A dropped file's account is its folder's, and so is its actor.
    private static func intoAccount(_ file: SentFile) -> SentFile {
        var file = file
        file.account = file.account ?? file.sheet.directive("account") ?? Universe.accounts[0]
        file.by = "drop:\(file.account ?? "")"
        return file
    }

    private static func path(_ file: SentFile) -> String {
        switch file.sheet.kind {
        case .orders: "drop/orders/\(file.name)"
        case .refunds: "drop/refunds/\(file.account ?? "")/\(file.name)"
        case .results: "drop/results/\(file.channel ?? "")/\(file.name)"
        }
    }

    var told: String {
        (["run over"] + (orders + results + refunds).map { "\(Self.path($0)) \($0.told)" }).joined(
            separator: "\n    ")
    }

    func play(in world: World) throws {
        for file in orders + results + refunds {
            let path = world.home.absolute(Self.path(file))
            let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Scratch.write(file.written.bytes, to: path)
        }
        let answer = try world.writing(by: "os:clerk") { try RunOnce(workspace: $0).run() }
        if let failure = answer.failure { throw Mismatch("run: \(failure.text.english)") }
        try demand(answer.waiting, is: 0, "files left for the next pass")
        try demand(
            [answer.orders.count, answer.results.count, answer.refunds.count],
            is: [orders.count, results.count, refunds.count], "files that run took")
        for (told, file) in zip(answer.orders, orders) {
            try world.compare(told, with: world.predictOrders(file))
        }
        for (told, file) in zip(answer.results, results) {
            try world.compare(told, with: world.predictResults(file))
        }
        for (told, file) in zip(answer.refunds, refunds) {
            try world.compare(told, with: world.predictBatch(file))
        }
        var lost = world.model.settleCover(now: world.now)
        let looked = world.model.look(now: world.now)
        try demand(answer.look?.covered, is: looked, "refunds that run's look covered")
        let short = world.model.failShort(now: world.now)
        try demand(
            answer.shortages.reduce(0) { $0 + $1.count }, is: short, "refunds that failed without cover")
        if let looked {
            world.tally.add("looks")
            world.tally.add("covered-by-a-look", looked)
        }
        world.tally.add("insufficient-funds", short)
        lost += world.model.settleCover(now: world.now)
        try demand(answer.uncovered.reduce(0) { $0 + $1.count }, is: lost, "refunds that lost cover")
        world.tally.add("cover-lost", lost)
        let built = world.model.build(channel: nil, now: world.now)
        try world.demandFunds(for: built)
        try demand(answer.submissions.map(\.record.name), is: built.map(\.name), "built by run")
        try world.compare(answer.heldBack, channel: nil)
        world.tally.add("exception UNANSWERED", world.model.askAfterOverdue(now: world.now))
        world.tally.add("submissions", built.count)
        world.sent += orders + results + refunds
    }
}
