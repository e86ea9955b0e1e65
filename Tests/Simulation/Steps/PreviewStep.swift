import Operations

/// `batches check`: the same decisions, and nothing kept.
struct PreviewStep: Step {
    let file: SentFile

    init(in world: World, _ chance: inout Chance) { file = BatchStep.file(in: world, &chance) }

    var told: String { "batches check \(file.told)" }

    func play(in world: World) throws {
        let path = "\(world.scratch.path)/\(file.name)"
        try Scratch.write(file.written.bytes, to: path)
        let workspace = try world.workspace(by: file.by)
        let answer = try workspace.reading {
            try ImportBatch(workspace: workspace).check(IncomingFile(path: path), account: file.account)
        }
        var copy = world.model
        let prediction = copy.takeBatch(World.batch(file), now: world.now)
        try world.compare(answer, with: prediction, kept: false)
    }
}
