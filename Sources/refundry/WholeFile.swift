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
        do {
            let file = try OutputFile(path: temporary)
            let value = try write { try file.append($0) }
            _ = try file.finish(sync: true)
            try Durably.rename(temporary, to: path, replace: true)
            return value
        } catch let fault as SystemFault where fault.path == temporary {
            // A person knows the file by the name that was asked for.
            try Durably.removeIfThere(temporary)
            throw HomeFailure.writing(path, fault.code)
        } catch {
            try Durably.removeIfThere(temporary)
            throw error
        }
    }

    /// Throws where no file of this name could be made now: its folder isn't there or takes none, or the name is a folder's.
    static func demandPlace(_ path: String) throws {
        if try FileStatus.of(path)?.kind == .folder { throw HomeFailure.writing(path, EISDIR) }
        let temporary = Durably.temporaryPath(in: Durably.folder(of: path))
        do {
            _ = try OutputFile(path: temporary).finish(sync: false)
        } catch let fault as SystemFault {
            throw HomeFailure.writing(path, fault.code)
        }
        try Durably.removeIfThere(temporary)
    }
}
