import Testing

/// Whole business days, from the drop folders to the tie-out. `verify` is green after every step.
@Suite("Business days")
struct DayTests {
    @Test("the day", arguments: try Story.all(below: "days"))
    func days(_ story: Story) throws { try Player.play(story) }

    /// A figure that doesn't tie out must not become what is expected by being recorded.
    @Test("every line of every daily report ties out to zero")
    func tiesOut() throws {
        let home = try SeenDay.home.get()
        let days = try SeenDay.story.get().steps.compactMap { step -> String? in
            if case .at(let time) = step.step { String(time.prefix(10)) } else { nil }
        }
        #expect(!days.isEmpty)
        for day in Set(days).sorted() {
            let report = try Program().call(["--json", "reports", "daily", "--date", day], home: home.path)
            #expect(report.status == 0, "\(day): \(report.text)")
            #expect(report.output.contains("\"ties\":true"), "\(day): \(report.output)")
            #expect(!report.output.contains(/"difference":"[^"]*[1-9]/), "\(day): \(report.output)")
        }
    }
}
