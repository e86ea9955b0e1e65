import Bytes
import Glibc
import Home
import Rules

/// A file that a person asks for with `--out`: there whole or not at all, readable by its owner alone.
enum WholeFile {
    /// - Parameters:
    ///   - home: none of its own files is ever written over.
    ///   - write: hands the bytes on, piece by piece.
    static func write<Value>(
        to path: String, beside home: HomeFolder, _ write: ((Span<UInt8>) throws -> Void) throws -> Value
    ) throws -> Value {
        let place = try place(path, beside: home)
        let temporary = Durably.temporaryPath(in: Durably.folder(of: place))
        do {
            let file = try OutputFile(path: temporary)
            let value = try write { try file.append($0) }
            _ = try file.finish(sync: true)
            try Durably.rename(temporary, to: place, replace: true)
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

    /// Throws where `--out` is there and names nothing, as of a script whose variable is empty, or what other programs mean by standard output.
    static func demandNamed(_ out: String?) throws(Failure) {
        guard out != "-" else {
            throw Failure(
                .usage, "--out -: leave --out away for standard output, or write ./- for a file of this name",
                "--out -：输出到标准输出请省略 --out；若文件名就是 -，请写 ./-")
        }
        guard let out, out.isEmpty else { return }
        throw Failure(
            .usage, "--out is empty: name a file, or leave --out away for standard output",
            "--out 为空：请指定文件，或省略 --out 以输出到标准输出")
    }

    /// Throws where no file of this name could be made now: its folder isn't there or takes none, or the name is a folder's, a device's or the home's own.
    static func demandPlace(_ path: String, beside home: HomeFolder) throws {
        let temporary = Durably.temporaryPath(in: Durably.folder(of: try place(path, beside: home)))
        do {
            _ = try OutputFile(path: temporary).finish(sync: false)
        } catch let fault as SystemFault {
            throw HomeFailure.writing(path, fault.code)
        }
        try Durably.removeIfThere(temporary)
    }

    /// Where the file really goes: a link stays a link, and the file that it names is made anew.
    private static func place(_ path: String, beside home: HomeFolder) throws -> String {
        let status = try FileStatus.of(path)
        let place = status?.kind == .link ? RealPath.of(path) ?? path : path
        switch try FileStatus.of(place)?.kind {
        case .file, nil: break
        case .folder: throw HomeFailure.writing(path, EISDIR)
        case .link, .other:
            throw Failure(
                .cannotWrite,
                "\(path): no ordinary file stands there, and it would be lost: choose another name, or leave --out away for standard output",
                "\(path)：该名称不是普通文件，写入会将其替换：请另选名称，或省略 --out 以输出到标准输出")
        }
        guard !home.owns(place) else {
            throw Failure(
                .cannotWrite,
                "\(path): this is a place of the home's own files, and nothing was changed: choose one outside it",
                "\(path)：此处存放主目录自身的文件，未做任何更改：请选择其他位置")
        }
        return place
    }
}
