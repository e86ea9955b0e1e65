/// One thing that somebody does with the home, drawn and ready to be played.
protocol Step {
    /// For whoever reads the story of a failing history.
    var told: String { get }

    /// Does it with the program and with the model, and compares what both say. Throws `Mismatch`.
    func play(in world: World) throws
}
