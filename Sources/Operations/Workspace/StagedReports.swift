import Glibc
import Home
import Rules

/// The report files of one import, written and synced in staging before the commit, moved to their place after it in one step.
struct StagedReports {
    enum Kind: Equatable {
        case batch(Int)
        case orders(Int)
    }

    static let prefix = "reports-"

    let home: HomeFolder
    let folderName: String

    init(home: HomeFolder, folderName: String) {
        self.home = home
        self.folderName = folderName
    }

    init(home: HomeFolder, _ kind: Kind) {
        self.home = home
        folderName =
            switch kind {
            case .batch(let id): "\(Self.prefix)batches-\(id)"
            case .orders(let id): "\(Self.prefix)orders-\(id)"
            }
    }

    /// What the folder's name says it is; nil for a name of somebody else's.
    var kind: Kind? {
        let parts = folderName.split(separator: "-")
        guard parts.count == 3, let id = Int(parts[2]) else { return nil }
        switch parts[1] {
        case "batches": return .batch(id)
        case "orders": return .orders(id)
        default: return nil  // not our enum
        }
    }

    private var folder: String { "\(home.staging)/\(folderName)" }

    /// Relative to the home.
    var finalPath: String {
        switch kind {
        case .batch(let id): "reports/batches/\(id)"
        case .orders(let id): "reports/orders/\(id)"
        case nil: "reports/\(folderName)"
        }
    }

    func path(_ file: String) -> String { "\(folder)/\(file)" }

    /// Makes the folder anew, empty.
    func make() throws {
        try remove()
        _ = try Durably.makeFolder(folder)
    }

    /// The files are synced; syncs their names too.
    func sync() throws { try Durably.syncFolder(folder) }

    /// Moves the folder to its final place.
    func publish() throws {
        let target = home.absolute(finalPath)
        if try FileStatus.of(target) != nil { return try remove() }
        try Durably.rename(folder, to: target, replace: false)
    }

    func remove() throws {
        guard try FileStatus.of(folder) != nil else { return }
        for name in (try FolderListing.of(folder)?.names ?? []) {
            try Durably.removeIfThere("\(folder)/\(name)")
        }
        guard unsafe rmdir(folder) == 0 else { throw HomeFailure.writing(folder, errno) }
    }
}
