import Bytes
import Glibc
import Home
import Rules

/// Copies files and folders into a new place, each file synced, all folders at the end. Files that go away meanwhile are left out.
struct FolderCopier {
    private(set) var files = 0
    private(set) var bytes = 0
    /// What is neither file nor folder, or has a name that can't be written again.
    private(set) var leftOut: [String] = []
    private var folders: [String] = []
    private let progress: (_ files: Int) -> Void

    init(progress: @escaping (_ files: Int) -> Void) { self.progress = progress }

    /// Makes a folder, private to the user.
    mutating func make(_ path: String) throws {
        guard unsafe mkdir(path, 0o700) == 0 else { throw HomeFailure.writing(path, errno) }
        folders.append(path)
    }

    /// Copies what stands at `path`: a regular file, or a folder with all in it. Anything else is left out.
    mutating func entry(_ path: String, to target: String) throws {
        guard let status = try FileStatus.of(path) else { return }
        switch status.kind {
        case .file: try file(path, to: target)
        case .folder: try tree(path, to: target)
        case .link, .other: leftOut.append(path)
        }
    }

    mutating func tree(_ path: String, to target: String) throws {
        try make(target)
        let listing = try FolderListing.of(path)
        leftOut += (listing?.unreadable ?? []).map { "\(path)/\($0)" }
        for name in listing?.names ?? [] {
            try entry("\(path)/\(name)", to: "\(target)/\(name)")
        }
    }

    /// The folders only, without the files in them.
    mutating func folders(_ path: String, to target: String) throws {
        try make(target)
        for name in try FolderListing.of(path)?.names ?? []
        where try FileStatus.of("\(path)/\(name)")?.kind == .folder {
            try folders("\(path)/\(name)", to: "\(target)/\(name)")
        }
    }

    mutating func file(_ path: String, to target: String) throws {
        let input: InputFile
        do {
            input = try InputFile(path: path)
        } catch let fault as SystemFault where fault.code == ENOENT {
            return
        }
        let output = try OutputFile(path: target)
        var buffer: [UInt8] = []
        while try input.read(into: &buffer, atMost: 1 << 20) > 0 {
            try output.append(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try finish(output)
        try takeMode(of: path, to: target)
    }

    mutating func write(_ bytes: [UInt8], to target: String) throws {
        let output = try OutputFile(path: target)
        try output.append(bytes)
        try finish(output)
    }

    /// A file that somebody else made there: private, synced and counted.
    mutating func adopt(_ path: String) throws {
        guard unsafe chmod(path, 0o600) == 0 else { throw HomeFailure.writing(path, errno) }
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw HomeFailure.writing(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw HomeFailure.writing(path, errno) }
        files += 1
        bytes += Int(try FileStatus.of(path)?.size ?? 0)
    }

    /// Makes all names durable, inner folders first.
    func sync() throws { for folder in folders.reversed() { try Durably.syncFolder(folder) } }

    private mutating func finish(_ output: OutputFile) throws {
        bytes += try output.finish(sync: true).size
        files += 1
        progress(files)
    }

    /// What is read-only stays so. A file that has gone meanwhile leaves its copy private.
    private func takeMode(of path: String, to target: String) throws {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & 0o200 == 0 else { return }
        guard unsafe chmod(target, 0o400) == 0 else { throw HomeFailure.writing(target, errno) }
    }
}

/// A folder with all that is in it.
enum FolderTree {
    /// Removes what stands at `path`, links themselves and never what they point to.
    static func remove(_ path: String) throws {
        guard let status = try FileStatus.of(path) else { return }
        guard status.kind == .folder else {
            try Durably.removeIfThere(path)
            return
        }
        for name in try FolderListing.of(path)?.names ?? [] { try remove("\(path)/\(name)") }
        guard unsafe rmdir(path) == 0 else { throw HomeFailure.writing(path, errno) }
    }
}
