import Home
import Ledger
import LedgerSQLite
import Operations
import Rules

/// 7 of what must always hold: the archive and the journal, replayed into an empty home, give the same ledger and the same outputs.
struct Replaying {
    let world: World

    func run() throws {
        let workspace = try world.workspace(by: "Auditor")
        let context = World.context
        let maker = TwinMaker(
            create: { try SQLiteLedger.create(at: $0, homeID: $1, context: context) },
            open: { path, stamps in
                try SQLiteLedger(
                    at: path, busySeconds: 10, context: LedgerContext(stamp: { stamps.stamp($0) }))
            })
        let answer = try workspace.reading {
            try Replay(workspace: workspace, maker: maker).replay(into: "\(world.scratch.path)/replayed")
        }
        if let bad = answer.proof.checks.first(where: { !$0.isOK }) {
            throw Mismatch("replay: \(bad.name): \(bad.faults.map(\.english).joined(separator: "; "))")
        }
        world.tally.add("replayed")
    }
}
