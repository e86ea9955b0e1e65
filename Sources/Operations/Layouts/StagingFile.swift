import Bytes
import Home

/// A file that is made in staging only to be looked at as one that came in, and is gone afterwards.
struct StagingFile {
    let workspace: Workspace

    /// - Parameter declared: the encoding that a profile says.
    func with<Value>(
        declared: TextEncoding? = nil, write: (OutputFile) throws -> Void,
        look: (_ path: String, _ survey: Survey) throws -> Value
    ) throws -> Value {
        let path = Durably.temporaryPath(in: workspace.home.staging)
        let looked = Result {
            let file = try OutputFile(path: path)
            try write(file)
            _ = try file.finish(sync: false)
            return try look(path, try Survey.survey(try InputFile(path: path), declared: declared))
        }
        try Durably.removeIfThere(path)
        return try looked.get()
    }
}
