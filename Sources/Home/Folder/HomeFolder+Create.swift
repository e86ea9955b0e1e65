import Glibc

extension HomeFolder {
    /// The names at the top of a home; each must be free for `create`.
    static let ownNames = [
        "refundry.yaml", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite-journal",
        "staging",
        "drop", "archive", "refused", "outbox", "reports",
    ]

    /// All folders of a new home, outer ones first.
    private static let folders = [
        "staging", "drop", "drop/orders", "drop/refunds", "drop/results",
        "drop/results/\(Configuration.defaultChannel)",
        "archive", "refused", "outbox", "reports", "reports/orders", "reports/submissions", "reports/batches",
        "reports/daily",
    ]

    /// Makes the folder at `path` a home, all of it or nothing. Other files in it are left alone.
    ///
    /// `refundry.yaml` comes last: without it the folder is no home, so a stop half way leaves none.
    /// - Parameters:
    ///   - homeID: goes into the marker.
    ///   - configuration: the text of `refundry.yaml`.
    ///   - makeLedger: makes the ledger at the path it is given, whole and closed. When it throws, all is undone.
    /// - Throws: `cannotWrite` when one of its names is taken, with nothing changed.
    package static func create(
        at path: String, homeID: String, configuration: String, makeLedger: (String) throws -> Void
    ) throws -> HomeFolder {
        let home = HomeFolder(path: path)
        try home.refuseTakenNames()
        var made = Made()
        do {
            try home.makeFolders(&made)
            try home.write(homeID + "\n", to: home.marker, &made)
            made.files += ledgerFiles.map(home.absolute)
            try makeLedger(home.ledger)
            try home.closeToOthers(home.ledger)
            try home.write(configuration, to: home.configuration, &made)
            return home
        } catch {
            made.remove()
            throw error
        }
    }

    private static let ledgerFiles = ownNames.filter { $0.utf8.starts(with: "ledger.".utf8) }

    /// What a `create` that fails takes back.
    private struct Made {
        var folders: [String] = []
        var files: [String] = []

        /// Best effort: what made `create` fail is what the person hears of.
        func remove() {
            for file in files.reversed() { _ = unsafe unlink(file) }
            for folder in folders.reversed() { _ = unsafe rmdir(folder) }
        }
    }

    private func refuseTakenNames() throws(HomeFailure) {
        for name in Self.ownNames where try FileStatus.of(absolute(name)) != nil {
            throw HomeFailure(
                .cannotWrite,
                "\(absolute(name)): the name is taken and nothing was changed; choose another folder,"
                    + " or move this away first (a home is made once)",
                "\(absolute(name))：名称已被占用，未做任何更改；请选择其他文件夹，或先移走它（主目录只创建一次）")
        }
    }

    private func makeFolders(_ made: inout Made) throws(HomeFailure) {
        made.folders += try Durably.makeFolder(path)
        for name in Self.folders {
            let new = try Durably.makeFolder(absolute(name))
            // Somebody else made it since the check: not ours to use or to remove.
            guard !new.isEmpty else { throw .writing(absolute(name), EEXIST) }
            made.folders += new
        }
    }

    private func write(_ text: String, to file: String, _ made: inout Made) throws(HomeFailure) {
        try Durably.writeWhole(Array(text.utf8), to: file, staging: staging, replace: false)
        made.files.append(file)
    }

    /// The ledger is for this user alone, whatever the umask was, and it and its name are on disk.
    private func closeToOthers(_ file: String) throws(HomeFailure) {
        guard unsafe chmod(file, 0o600) == 0 else { throw .writing(file, errno) }
        let ledger = try Descriptor(file, O_RDWR)
        try ledger.sync()
        try ledger.close()
        try Durably.syncFolder(path)
    }
}
