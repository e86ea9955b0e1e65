/// `outbox/<channel>/`: submission files, complete when they appear under their final name.
package struct Outbox: Sendable {
    package let home: HomeFolder

    package init(_ home: HomeFolder) {
        self.home = home
    }

    /// The path of a submission file, relative to the home.
    package func relativePath(channel: String, file: String) -> String { "outbox/\(channel)/\(file)" }

    /// Where a submission file waits, whole and synced, until it is published.
    package func stagedPath(file: String) -> String { "\(home.staging)/\(file)" }

    /// Whether the file still lies in the outbox; the bank's transfer takes it from there.
    package func holds(channel: String, file: String) throws(HomeFailure) -> Bool {
        try FileStatus.of(home.absolute(relativePath(channel: channel, file: file))) != nil
    }

    /// Moves a staged file into the outbox in one step, and syncs both folders.
    /// - Throws: `alarm` when a file of that name is already there: it is never replaced.
    package func publish(channel: String, file: String) throws(HomeFailure) {
        let folder = folder(channel)
        try Durably.demandFolder(folder)
        let final = "\(folder)/\(file)"
        guard try FileStatus.of(final) == nil else { throw taken(final) }
        do throws(HomeFailure) {
            try Durably.rename(stagedPath(file: file), to: final, replace: false)
        } catch {
            // The one who came between the look and the rename is told apart by what stands in staging still.
            let stillStaged = try FileStatus.of(stagedPath(file: file)) != nil
            guard stillStaged, try FileStatus.of(final) != nil else { throw error }
            throw taken(final)
        }
    }

    /// Makes durable what was published before: whoever did it may have been stopped between the rename and the syncs, and
    /// a loss of power would bring the file back into staging after the ledger has called it emitted.
    package func confirm(channel: String) throws(HomeFailure) {
        try Durably.demandFolder(folder(channel))
        try Durably.syncFolder(folder(channel))
        try Durably.syncFolder(home.staging)
    }

    private func folder(_ channel: String) -> String { home.absolute("outbox/\(channel)") }

    private func taken(_ path: String) -> HomeFailure {
        HomeFailure(
            .alarm,
            "\(path): a file of this name is already in the outbox and was left alone; find out who put it there"
                + " and whether the bank has it, then move it away and run again",
            "\(path)：发件箱中已有同名文件，未作改动；请查明来源及银行是否已收到，移走后重新运行")
    }
}
