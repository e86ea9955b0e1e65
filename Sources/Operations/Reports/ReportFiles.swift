import Bytes
import Formats
import Home
import Rules

/// Writes a report as files, in several formats from one pass over the ledger: each whole under a temporary name first, then all under their own.
struct ReportFiles {
    /// Where the files go; on the file system of `staging`.
    let folder: String
    let staging: String
    let language: Language

    private struct Draft {
        let name: String
        let file: OutputFile
    }

    /// - Parameter formats: in the order in which the files get their names.
    func write<Value>(
        _ formats: [ReportFormat], _ write: ((ReportHead) throws -> ReportStream) throws -> Value
    ) throws -> Value {
        var drafts: [Draft] = []
        do {
            let value = try write { head in
                let writers = try formats.map { format in
                    let file = try OutputFile(path: Durably.temporaryPath(in: staging))
                    drafts.append(Draft(name: "\(head.name).\(format.rawValue)", file: file))
                    return format.keepingUp(language, scratch: staging) { try file.append($0) }
                }
                return try ReportStream(head, to: writers)
            }
            for draft in drafts { _ = try draft.file.finish(sync: true) }
            try Durably.rename(
                drafts.map { (from: $0.file.path, to: "\(folder)/\($0.name)") }, replace: true)
            return value
        } catch {
            for draft in drafts { try Durably.removeIfThere(draft.file.path) }
            throw error
        }
    }
}
