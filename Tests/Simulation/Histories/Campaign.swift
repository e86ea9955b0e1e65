import Foundation

/// Many histories, on every core; stops at the first that fails.
struct Campaign {
    let histories: Int
    let seed: UInt64
    let workers: Int
    /// Called now and then with how many are done.
    var progress: @Sendable (Int) -> Void = { _ in }

    /// The first history's seed is the campaign's own, so that one history of a seed is that history.
    func seed(of place: Int) -> UInt64 { seed &+ UInt64(place) }

    func run() async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for worker in 0..<workers { group.addTask { try work(from: worker) } }
            var tally = Tally()
            for try await part in group { tally.add(part) }
            return tally
        }
    }

    /// Every so many histories from a first one.
    private func work(from first: Int) throws -> Tally {
        var tally = Tally()
        for place in stride(from: first, to: histories, by: workers) where !Task.isCancelled {
            do {
                tally.add(try History(seed: seed(of: place)).play())
            } catch let failure as HistoryFailure {
                throw failure.shrunk()
            }
            progress(place + 1)
        }
        return tally
    }

    // MARK: - What is asked for

    /// What `scripts/simulate --histories` says, else so many that a plain test run stays quick.
    static let asked = Int(number("REFUNDRY_SIMULATION_HISTORIES") ?? 60)
    static let askedSeed = number("REFUNDRY_SIMULATION_SEED") ?? 20_261_008

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }
}
