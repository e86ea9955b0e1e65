import Glibc

/// The right to write to a home, held by one process at a time and given back when this goes away, or the process does.
package final class WriterLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        _ = close(descriptor)
    }

    /// Takes the lock, waiting for whoever holds it.
    /// - Parameter busySeconds: how long, by the machine's clock.
    /// - Throws: `busy` when that wasn't enough, `alarm` when the staging folder is gone.
    package static func take(_ home: HomeFolder, busySeconds: Int) throws(HomeFailure) -> WriterLock {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(busySeconds)
        var pause: UInt32 = 1_000
        while true {
            if let lock = try attempt(home) { return lock }
            guard clock.now < deadline else { throw try busy(home, busySeconds) }
            usleep(pause)
            pause = min(pause * 2, 100_000)
        }
    }

    /// nil when another holds it.
    private static func attempt(_ home: HomeFolder) throws(HomeFailure) -> WriterLock? {
        let number = unsafe open(home.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw cannotOpen(home, errno) }
        let lock = WriterLock(descriptor: number)
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else { throw .writing(home.lock, code) }
            return nil
        }
        // A lock on a file that has since been removed or replaced holds nobody off.
        let mine = try FileStatus.of(descriptor: number, path: home.lock)
        guard let there = try FileStatus.of(home.lock), there.inode == mine.inode, there.device == mine.device
        else {
            return nil
        }
        try lock.sign(home.lock)
        return lock
    }

    /// Writes down who holds it, for the message of whoever waits in vain.
    private func sign(_ path: String) throws(HomeFailure) {
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0 else { throw .writing(path, errno) }
        let written = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == text.count else { throw .writing(path, written < 0 ? errno : ENOSPC) }
    }

    private static func cannotOpen(_ home: HomeFolder, _ code: Int32) -> HomeFailure {
        guard code == ENOENT || code == ENOTDIR else { return .writing(home.lock, code) }
        return HomeFailure(
            .alarm,
            "\(home.staging): the folder is gone; restore staging/ of this home from a backup before anything is written",
            "\(home.staging)：该文件夹已不存在；请先从备份恢复本主目录的 staging/")
    }

    private static func busy(_ home: HomeFolder, _ seconds: Int) throws(HomeFailure) -> HomeFailure {
        let text = try Durably.readWhole(home.lock, limit: 4_096) ?? []
        let digits = String(decoding: text.prefix { (48...57).contains($0) }, as: UTF8.self)
        let holder = digits.isEmpty ? "another process" : "process \(digits)"
        let chineseHolder = digits.isEmpty ? "另一进程" : "进程 \(digits)"
        return HomeFailure(
            .busy,
            "\(home.path): \(holder) has been writing to this home for more than \(seconds) s;"
                + " try again when it has ended (busy_seconds says how long to wait)",
            "\(home.path)：\(chineseHolder)正在写入此主目录，已等待超过 \(seconds) 秒；请待其结束后重试（busy_seconds 为等待时长）")
    }
}
