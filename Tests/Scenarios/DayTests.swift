import Testing

/// Whole business days, from the drop folders to the tie-out. `verify` is green after every step.
@Suite("Business days")
struct DayTests {
    @Test("the day", arguments: try Story.all(below: "days"))
    func days(_ story: Story) throws { try Player.play(story) }

    /// What a story keeps as expected is what it ends with: a figure that doesn't tie out to zero was recorded by mistake.
    @Test("every line of every daily report ties out to zero", arguments: try Story.all(below: "days"))
    func tiesOut(_ story: Story) throws {
        var player = try Player(story, isVerifying: false)
        defer { player.scratch.remove() }
        try player.play()
        let days = story.steps.compactMap { step -> String? in
            if case .at(let time) = step.step { String(time.prefix(10)) } else { nil }
        }
        for day in Set(days).sorted() {
            let report = try player.refundry.call(
                ["--json", "reports", "daily", "--date", day], home: player.home)
            #expect(report.status == 0, "\(day): \(report.text)")
            #expect(report.output.contains("\"ties\":true"), "\(day): \(report.output)")
        }
    }
}
