import Bytes
import Home
import Ledger
import LedgerSQLite
import Operations

/// Somebody says that they sent a submission's file by hand. Nothing of its refunds changes; what lies in the outbox is nobody's to send any more.
struct AdoptStep: Step {
    let id: Int

    init?(in world: World, _ chance: inout Chance) {
        guard let submission = chance.pickAny(world.model.submissions) else { return nil }
        id = submission.id
    }

    var told: String { "submissions adopt, the file of \(id)" }

    func play(in world: World) throws {
        let submission = world.model.submissions[id - 1]
        guard let digest = try world.ledger.read({ try $0.submission(id)?.digest }) else {
            throw Mismatch("submission \(id) has no file")
        }
        let copy = "\(world.home.path)/../by-hand"
        try Scratch.write(Scratch.read(world.home.archived(sha256: digest.hex)), to: copy)
        let answer = try world.allowed {
            try AdoptSubmission(workspace: try world.workspace(by: "Mo"), note: "by hand").adopt(copy)
        }
        try demand(answer != nil, is: !submission.isVoid, told)
        guard answer != nil else { return world.tally.add("not-adopted") }
        let place = world.home.absolute("outbox/\(submission.channel)/\(submission.name)")
        try demand(Scratch.isThere(place), is: false, "\(told): it lies in the outbox still")
        world.tally.add("adopted")
    }
}
