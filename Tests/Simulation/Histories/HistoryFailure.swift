/// A history that failed: how to repeat it, what happened, what differs.
struct HistoryFailure: Error, CustomStringConvertible {
    let seed: UInt64
    /// The step, or one past the last: the proof at the end.
    let place: Int
    let length: Int
    let leftOut: Set<Int>
    let story: [String]
    let difference: String

    var description: String {
        """
        REFUNDRY_SIMULATION_SEED=\(seed) scripts/simulate --histories 1
        step \(place), with steps \(leftOut.sorted()) left out: \(difference)
        \(story.joined(separator: "\n"))
        """
    }

    /// The shortest story that still ends in trouble at the same step: steps are left out one by one as long as it does.
    func shrunk() -> HistoryFailure {
        var best = self
        for candidate in (0..<place).reversed() {
            let history = History(seed: seed, leftOut: best.leftOut.union([candidate]), length: length)
            do { _ = try history.play() } catch let failure as HistoryFailure {
                if failure.place == place { best = failure }
            } catch { continue }
        }
        return best
    }
}
