import Bytes
import Glibc
import Home
import Rules

/// A file that a person asks for with `--out`: there whole or not at all, readable by its owner alone.
enum WholeFile {
    /// - Parameter write: hands the bytes on, piece by piece.
    static func write<Value>(
        to path: String, _ write: ((Span<UInt8>) throws -> Void) throws -> Value
    ) throws -> Value {
        let temporary = Durably.temporaryPath(in: Durably.folder(of: path))
        let file = try OutputFile(path: temporary)
        do {
            let value = try write { try file.append($0) }
            _ = try file.finish(sync: true)
            try Durably.rename(temporary, to: path, replace: true)
            return value
        } catch {
            try Durably.removeIfThere(temporary)
            throw error
        }
    }
}
