import Glibc
import Home
import Rules

/// A folder that a copy of the home becomes: made under a temporary name beside its own, which it gets only once it is whole.
struct NewFolder {
    /// The folder as it was named.
    let path: String
    /// Where it is made.
    let partial: String

    /// A failure of kind cannotWrite where the name is taken, or lies within the home: a copy there would copy itself.
    init(_ path: String, beside home: HomeFolder) throws {
        self.path = HomeFolder(path: path).path
        guard try FileStatus.of(self.path) == nil else { throw Self.taken(self.path) }
        let parent = Durably.folder(of: self.path)
        try Self.refuse(parent, inside: home)
        let name = self.path.split(separator: "/").last.map(String.init) ?? self.path
        let prefix = ".\(name).partial-"
        partial = "\(parent)/\(prefix)\(getpid())"
        try Self.removeLeftovers(in: parent, prefix)
    }

    /// What a copy of the same name left that was killed on its way.
    private static func removeLeftovers(in parent: String, _ prefix: String) throws {
        for left in try FolderListing.of(parent)?.names ?? [] where left.hasPrefix(prefix) {
            guard let process = Int32(left.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH
            else {
                continue
            }
            try FolderTree.remove("\(parent)/\(left)")
        }
    }

    func settle() throws { try Durably.rename(partial, to: path, replace: false) }

    func remove() throws { try FolderTree.remove(partial) }

    private static func taken(_ path: String) -> Failure {
        Failure(
            .cannotWrite,
            "\(path): the name is taken and nothing was changed: choose a folder that isn't there yet",
            "\(path)：名称已被占用，未做任何更改：请选择尚不存在的文件夹")
    }

    private static func refuse(_ parent: String, inside home: HomeFolder) throws {
        guard let inside = RealPath.of(parent), let own = RealPath.of(home.path) else {
            throw Failure(
                .cannotWrite, "\(parent): the folder isn't there: make it first", "\(parent)：文件夹不存在：请先创建")
        }
        guard inside == own || inside.hasPrefix(own == "/" ? "/" : own + "/") else { return }
        throw Failure(
            .cannotWrite, "\(parent): this lies within the home: choose a place outside it",
            "\(parent)：位于主目录之内：请选择主目录以外的位置")
    }
}
