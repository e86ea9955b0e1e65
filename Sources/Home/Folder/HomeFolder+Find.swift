import Glibc

extension HomeFolder {
    /// The home that a command works on: `--home`, else `$REFUNDRY_HOME`, else the current folder.
    /// - Throws: `noHome` when it is none, or when its ledger is missing or empty: it is never made here.
    package static func find(
        explicit: String?, environment: String?, currentDirectory: String
    ) throws(HomeFailure) -> HomeFolder {
        let home = HomeFolder(
            path: explicit ?? environment.flatMap { $0.isEmpty ? nil : $0 } ?? currentDirectory)
        let configured = try isThere(home.configuration)
        let ledger = try size(home.ledger)
        guard configured || ledger != nil else { throw noHome(home.path) }
        guard configured else {
            throw HomeFailure(
                .noHome,
                "\(home.configuration): the file is not there, though the ledger is; put it back from a backup",
                "\(home.configuration)：账本存在但缺少此文件；请从备份恢复")
        }
        guard let ledger else {
            throw HomeFailure(
                .noHome,
                "\(home.ledger): the ledger is missing, and a new one is never made in its place;"
                    + " put it back from a backup",
                "\(home.ledger)：账本缺失，且绝不会另建新账本；请从备份恢复")
        }
        guard ledger > 0 else {
            throw HomeFailure(
                .noHome,
                "\(home.ledger): the ledger is empty; put it back from a backup",
                "\(home.ledger)：账本为空；请从备份恢复")
        }
        return home
    }

    private static func noHome(_ path: String) -> HomeFailure {
        HomeFailure(
            .noHome,
            "\(path): this folder is no home (no refundry.yaml, no ledger.sqlite); name one with --home or"
                + " $REFUNDRY_HOME, or make one with `refundry init`",
            "\(path)：此文件夹不是主目录（没有 refundry.yaml 和 ledger.sqlite）；请用 --home 或 $REFUNDRY_HOME 指定，"
                + "或用 `refundry init` 创建")
    }

    private static func isThere(_ path: String) throws(HomeFailure) -> Bool {
        try FileStatus.of(path) != nil
    }

    /// Bytes, links followed; nil when nothing stands there.
    private static func size(_ path: String) throws(HomeFailure) -> Int64? {
        var raw = stat()
        guard unsafe stat(path, &raw) != 0 else { return Int64(raw.st_size) }
        let code = errno
        guard code == ENOENT || code == ENOTDIR else { throw .reading(path, code) }
        return nil
    }
}
