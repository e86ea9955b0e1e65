import Foundation
import Testing

/// Random histories of a home, each compared with a small model after every step. `scripts/simulate` plays as many as one likes.
struct SimulationTests {
    @Test func historiesAndModelAgree() async throws {
        let workers = Campaign.asked == 1 ? 1 : ProcessInfo.processInfo.activeProcessorCount
        let began = ContinuousClock.now
        var campaign = Campaign(histories: Campaign.asked, seed: Campaign.askedSeed, workers: workers)
        campaign.progress = { done in
            if done % 10_000 == 0 { Self.tell("\(done) histories, \(ContinuousClock.now - began)") }
        }
        do {
            let tally = try await campaign.run()
            Self.tell("seed \(Campaign.askedSeed): \(tally.told)\n  \(ContinuousClock.now - began)")
            if Campaign.asked >= 1000 { Coverage.check(tally) }
        } catch let failure as HistoryFailure {
            Issue.record("\(failure)")
        }
    }

    private static func tell(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
