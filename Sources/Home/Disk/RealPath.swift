import Glibc

/// A path without links, `.` and `..`: what two names of one place have in common.
package enum RealPath {
    /// Nil where nothing stands at `path`, or it can't be followed.
    package static func of(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
