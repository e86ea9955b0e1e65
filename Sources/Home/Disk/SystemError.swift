import Glibc

extension HomeFailure {
    /// The failure for a refused attempt to write at `path`: `cannotWrite` where a person can help
    /// (disk full, no permission, name taken …), `inputOutput` where the machine is at fault.
    package static func writing(_ path: String, _ code: Int32) -> HomeFailure {
        let cause = systemMessage(code)
        guard let remedy = remedy(code) else {
            return HomeFailure(
                .inputOutput,
                "\(path): writing failed: \(cause); check the disk, then run the command again",
                "\(path)：写入失败（\(cause)）；请检查磁盘后重新运行")
        }
        return HomeFailure(
            .cannotWrite, "\(path): cannot be written: \(cause); \(remedy.english)",
            "\(path)：无法写入（\(cause)）；\(remedy.chinese)")
    }

    /// The failure for a refused attempt to read at `path`.
    package static func reading(_ path: String, _ code: Int32) -> HomeFailure {
        let cause = systemMessage(code)
        return HomeFailure(
            .inputOutput,
            "\(path): reading failed: \(cause); check the file and the disk, then run the command again",
            "\(path)：读取失败（\(cause)）；请检查文件和磁盘后重新运行")
    }

    /// What a person can do about a refused write; nil when it is the machine's fault.
    private static func remedy(_ code: Int32) -> (english: String, chinese: String)? {
        switch code {
        case ENOSPC, EDQUOT:
            ("make room on the disk, then run the command again", "请清理磁盘空间后重新运行")
        case EROFS:
            ("mount the file system for writing, then run the command again", "请以可写方式挂载文件系统后重新运行")
        case EACCES, EPERM:
            ("give this user the permission, then run the command again", "请授予当前用户权限后重新运行")
        case EEXIST, ENOTEMPTY:
            (
                "the name is taken: move what stands there away, or choose another name",
                "名称已被占用：请移走现有文件或改用其他名称"
            )
        case ENOTDIR, EISDIR, ENOENT, ELOOP, ENAMETOOLONG:
            ("correct the path, then run the command again", "请更正路径后重新运行")
        case EFBIG, EMFILE, ENFILE, ETXTBSY, EXDEV:
            (
                "raise the limit or use a path on a local disk, then run the command again",
                "请提高系统限制或改用本地磁盘路径后重新运行"
            )
        default: nil
        }
    }

    /// The system's own words for an error number.
    static func systemMessage(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
