extension HomeFolder {
    /// Proves that the staging folder is the one this ledger has worked with: what is absent from it was published.
    /// Without that proof nothing may be concluded about what has been sent.
    /// - Parameter homeID: the id in the ledger.
    /// - Throws: `alarm` when the folder or its marker is missing, `noHome` when the ledger is another home's.
    package func checkStaging(homeID: String) throws(HomeFailure) {
        guard let status = try FileStatus.of(staging), status.kind == .folder else {
            throw unproven(staging, "the folder is gone", "该文件夹已不存在")
        }
        guard let text = try Durably.readWhole(marker, limit: 4_096) else {
            throw unproven(marker, "the marker is gone", "标记文件已不存在")
        }
        guard text == Array((homeID + "\n").utf8) else { throw foreignLedger() }
    }

    /// Refuses a ledger that the marker says is another home's. A missing marker says nothing here: reading needs none.
    /// - Throws: `noHome`.
    package func demandOwnLedger(homeID: String) throws(HomeFailure) {
        guard let text = try Durably.readWhole(marker, limit: 4_096) else { return }
        guard text == Array((homeID + "\n").utf8) else { throw foreignLedger() }
    }

    /// Makes the staging folder where it is gone; says nothing about what was in it.
    package func makeStaging() throws(HomeFailure) { try Durably.makeFolder(staging) }

    /// Declares the staging folder whole: from now on what is absent from it was published.
    package func writeMarker(homeID: String) throws(HomeFailure) {
        try Durably.writeWhole(Array((homeID + "\n").utf8), to: marker, staging: staging)
    }

    private func foreignLedger() -> HomeFailure {
        HomeFailure(
            .noHome,
            "\(ledger): the ledger is another home's (staging/marker names this one): put this home's own ledger back",
            "\(ledger)：账本属于另一个主目录（与 staging/marker 不符）；请放回本主目录的账本")
    }

    private func unproven(_ path: String, _ english: String, _ chinese: String) -> HomeFailure {
        HomeFailure(
            .alarm,
            "\(path): \(english), so it cannot be known which submissions were sent; restore staging/ of this home"
                + " from a backup, and compare the bank's list of files before anything is built",
            "\(path)：\(chinese)，无法判断哪些提交文件已发送；请从备份恢复本主目录的 staging/，并在生成文件前与银行核对文件清单")
    }

    /// Temporary files that a stop left in staging: worthless, and removed by whoever holds the writer's lock.
    /// - Returns: how many there were.
    @discardableResult
    package func removeTemporaryFiles() throws(HomeFailure) -> Int {
        var removed = 0
        for name in try FolderListing.of(staging)?.names ?? []
        where Durably.isTemporary(name) {
            if try Durably.removeIfThere("\(staging)/\(name)") { removed += 1 }
        }
        return removed
    }
}
