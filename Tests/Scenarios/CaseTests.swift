import Testing

/// Every error that a person can cause, one folder each: what it is, and what is said about it.
@Suite("Fixtures, one folder each")
struct CaseTests {
    @Test("rejected rows", arguments: try Story.all(below: "rejections"))
    func rejections(_ story: Story) throws { try Player.play(story) }

    @Test("rejected orders", arguments: try Story.all(below: "order-rejections"))
    func orderRejections(_ story: Story) throws { try Player.play(story) }

    @Test("refused files", arguments: try Story.all(below: "refusals"))
    func refusals(_ story: Story) throws { try Player.play(story) }

    @Test("exceptions", arguments: try Story.all(below: "exceptions"))
    func exceptions(_ story: Story) throws { try Player.play(story) }

    /// Not verified after every call: with a broken configuration nothing can be.
    @Test("what can't be had", arguments: try Story.all(below: "failures"))
    func failures(_ story: Story) throws { try Player.play(story, isVerifying: false) }
}
