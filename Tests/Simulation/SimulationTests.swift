import Foundation
import Testing

/// Random histories of a home, each compared with a small model after every step. `scripts/simulate` plays as many as one likes.
struct SimulationTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// What `scripts/simulate --histories` says, else so many that a plain test run stays quick.
    private static let histories = Int(number("REFUNDRY_SIMULATION_HISTORIES") ?? 200)
    private static let seed = number("REFUNDRY_SIMULATION_SEED") ?? 20_261_008

    @Test func historiesAndModelAgree() async throws {
        let workers = Self.histories == 1 ? 1 : ProcessInfo.processInfo.activeProcessorCount
        let began = ContinuousClock.now
        var campaign = Campaign(histories: Self.histories, seed: Self.seed, workers: workers)
        campaign.progress = { done in
            if done % 10_000 == 0 { Self.tell("\(done) histories, \(ContinuousClock.now - began)") }
        }
        do {
            let tally = try await campaign.run()
            Self.tell("seed \(Self.seed): \(tally.told)\n  \(ContinuousClock.now - began)")
            if Self.histories >= 1000 { Coverage.check(tally) }
        } catch let failure as HistoryFailure {
            Issue.record("\(failure)")
        }
    }

    private static func tell(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
