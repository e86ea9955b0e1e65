package import Bytes
package import Home
import Ledger
package import Rules

/// Makes a consistent copy of the home while others work on it (`cli.md`, `backup`).
///
/// Order matters. The ledger's snapshot comes first, then staging, then archive and reports: whatever the snapshot knows either still waits in staging, or
/// has by then reached its place. Sequences are read on both sides of the snapshot, so that the copy's ledger is never older than its staging says.
/// Drop folders and outbox are made empty: what waits there is not the ledger's yet, or the bank's already, and must not go out again from a copy.
package struct Backup {
    private let workspace: Workspace
    private var home: HomeFolder { workspace.home }

    package init(workspace: Workspace) { self.workspace = workspace }

    package struct Answer: Sendable {
        /// The folder that the copy became.
        package let path: String
        package let files: Int
        package let bytes: Int
        package let notes: [BilingualText]

        package var json: JSON {
            var members: [(String, JSON)] = [
                ("backup", .string(path)), ("files", .number(files)), ("bytes", .number(bytes)),
            ]
            if !notes.isEmpty { members.append(("notes", JSON(english: notes))) }
            return .object(members)
        }
    }

    /// The copy is made under a temporary name beside `path`; `prove` looks at it there, whole and synced; only then it gets its name. What fails
    /// leaves nothing.
    package func backup(
        to path: String, proving prove: (HomeFolder) throws -> Void = { _ in }
    ) throws -> Answer {
        let place = try NewFolder(path, beside: home)
        let partial = HomeFolder(path: place.partial)
        do {
            let copier = try copy(to: partial)
            try prove(partial)
            try place.settle()
            return Answer(
                path: place.path, files: copier.files, bytes: copier.bytes,
                notes: copier.leftOut.map {
                    BilingualText("\($0): no regular file, not copied", "\($0)：不是普通文件，未复制")
                })
        } catch {
            try place.remove()
            throw error
        }
    }

    private static let trees = ["archive", "refused", "reports"]
    /// Copied without their files.
    private static let emptied = ["drop", "outbox"]

    private func copy(to copy: HomeFolder) throws -> FolderCopier {
        var copier = FolderCopier {
            workspace.progress(Workspace.Progress(what: BilingualText("files", "文件"), done: $0))
        }
        try copier.make(copy.path)
        try copier.make(copy.staging)
        try copyLedger(to: copy, &copier)
        try copyStaging(to: copy, &copier)
        for folder in Self.trees { try copier.tree(home.absolute(folder), to: copy.absolute(folder)) }
        for folder in Self.emptied {
            try copier.folders(home.absolute(folder), to: copy.absolute(folder))
        }
        try copier.file(home.configuration, to: copy.configuration)
        try copier.entry(
            home.absolute(HomeFolder.calendars), to: copy.absolute(HomeFolder.calendars))
        try copier.entry(
            home.absolute(HomeFolder.profiles), to: copy.absolute(HomeFolder.profiles))
        for folder in schemaFolders {
            try copier.entry(home.absolute(folder), to: copy.absolute(folder))
        }
        try copier.sync()
        return copier
    }

    /// What of the home `schema` of its channels names, by the first part of the path. What lies elsewhere on the machine is no part of the home.
    private var schemaFolders: Set<String> {
        let named = workspace.configuration.channels.values.compactMap(\.schema).filter { !$0.hasPrefix("/") }
        let parts = named.map { $0.split(separator: "/").map(String.init) }.filter { !$0.contains("..") }
        let folders = Set(parts.compactMap { $0.first { $0 != "." } })
        return folders.subtracting(
            Self.trees + Self.emptied + [HomeFolder.calendars, HomeFolder.profiles, "staging"])
    }

    // MARK: - Ledger and sequences

    private static let attempts = 5

    /// Takes the ledger's snapshot between two equal looks at the sequences.
    private func copyLedger(to copy: HomeFolder, _ copier: inout FolderCopier) throws {
        for _ in 0..<Self.attempts {
            let before = try sequences()
            try workspace.ledger.backup(to: copy.ledger)
            if try sequences() == before {
                for (name, bytes) in before { try copier.write(bytes, to: "\(copy.staging)/\(name)") }
                return try copier.adopt(copy.ledger)
            }
            for suffix in ["", "-wal", "-shm", "-journal"] {
                try Durably.removeIfThere(copy.ledger + suffix)
            }
        }
        throw Failure(
            .busy, "\(home.path): submissions were sent all the time: try the backup again",
            "\(home.path)：期间一直有提交文件发出：请稍后重新备份")
    }

    private func sequences() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try StagingNames.of(home) where name.hasSuffix(".sequence") {
            found[name] = try Durably.readWhole("\(home.staging)/\(name)", limit: 4_096)
        }
        return found
    }

    /// All but the lock, temporary files, and the sequences, which came with the ledger.
    private func copyStaging(to copy: HomeFolder, _ copier: inout FolderCopier) throws {
        for name in try StagingNames.of(home) {
            let path = "\(home.staging)/\(name)"
            guard path != home.lock, !Durably.isTemporary(name), !name.hasSuffix(".sequence")
            else { continue }
            try copier.entry(path, to: "\(copy.staging)/\(name)")
        }
    }
}
