package import Bytes
import Home
import Ledger
import Refunds
import Rules

/// Rebuilds a home from the archive and the journal's recorded decisions in a folder of its own, and compares the two (`cli.md`, `replay`;
/// `lifecycle.md`, what must always hold, 7).
///
/// The rebuilt home is whole: settings, ledger, archive, reports, what was refused. Its drop folders and outbox are empty, as a backup's are.
package struct Replay {
    private let workspace: Workspace
    private let maker: TwinMaker

    package init(workspace: Workspace, maker: TwinMaker) {
        self.workspace = workspace
        self.maker = maker
    }

    package struct Answer: Sendable {
        /// The folder that became the home; nil where the journal could not be replayed to its end.
        package var into: String?
        package var entries = 0
        package var proof = VerifyAnswer()

        package var json: JSON {
            var members: [(String, JSON)] = [
                ("ok", .bool(proof.isOK)), ("into", JSON(into)), ("entries", .number(entries)),
            ]
            if case .object(let more) = proof.json { members += more.filter { $0.0 != "ok" } }
            return .object(members)
        }
    }

    /// A failure of kind cannotWrite where the folder's name is taken or lies within the home.
    package func replay(into path: String) throws -> Answer {
        let place = try NewFolder(path, beside: workspace.home)
        do {
            let answer = try workspace.ledger.read { reader in
                try replay(reader, try maker.make(at: place.partial, like: workspace))
            }
            guard answer.into != nil else {
                try place.remove()
                return answer
            }
            try place.settle()
            var settled = answer
            settled.into = place.path
            return settled
        } catch {
            try place.remove()
            throw error
        }
    }

    private func replay(_ reader: any LedgerReader, _ twin: Twin) throws -> Answer {
        let lock = try WriterLock.take(twin.home, busySeconds: 0)
        return try withExtendedLifetime(lock) {
            var answer = Answer()
            var journal = AuditCheck("journal")
            var days = try DailyReplay(workspace)
            let player = try JournalPlayer(original: workspace, reader: reader, twin: twin)
            do {
                while try player.step() {
                    try days.write(at: player.played) {
                        try player.workspace(at: $0, by: "replay", osUser: "")
                    }
                    workspace.progress(
                        Workspace.Progress(
                            what: BilingualText("replaying entries", "条日志重放中"), done: player.played))
                }
                answer.into = twin.home.path
            } catch let fault as ReplayFault {
                journal.fault(fault.text)
            }
            journal.examined = player.played
            answer.entries = player.played
            answer.proof.checks = [journal]
            answer.proof.notes = player.notes
            if answer.into != nil { try compare(reader, twin, player.faults + days.missed, &answer.proof) }
            return answer
        }
    }

    /// `faults` are outputs of which the replay knows already that they are not as they were written.
    private func compare(
        _ reader: any LedgerReader, _ twin: Twin, _ faults: [BilingualText], _ proof: inout VerifyAnswer
    ) throws {
        var ledger = AuditCheck("ledger")
        try twin.ledger.read { try LedgerComparison(original: reader, twin: $0).run(&ledger) }
        var outputs = AuditCheck("outputs")
        for fault in faults { outputs.fault(fault) }
        try ReplayedOutputs(original: workspace.home, twin: twin.home).compare(
            submissions: try twin.ledger.read { try $0.submissions() }, &outputs, &proof.notes)
        proof.checks += [ledger, outputs]
        let rebuilt = try Workspace(
            home: twin.home, configuration: workspace.configuration, ledger: twin.ledger, now: workspace.now,
            isDrill: workspace.isDrill, machineTime: workspace.machineTime, actor: workspace.actor,
            progress: workspace.progress)
        let verified = try Verify(workspace: rebuilt).verify()
        var whole = AuditCheck("rebuilt home")
        for check in verified.checks {
            whole.examined += check.examined
            for fault in check.faults {
                whole.fault("\(check.name): \(fault.english)", "\(check.name)：\(fault.chinese)")
            }
        }
        proof.checks.append(whole)
        proof.notes += verified.notes
    }
}
