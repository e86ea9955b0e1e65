import Glibc

/// The names in one folder.
package struct FolderListing {
    /// Names that are UTF-8, in byte order, without `.` and `..`.
    package var names: [String] = []
    /// Names that are not UTF-8, with each foreign byte as `\xNN`: to be shown, not to be opened.
    package var unreadable: [String] = []

    /// Reads the folder at `path`; nil when it isn't there.
    package static func of(_ path: String) throws(HomeFailure) -> FolderListing? {
        guard let handle = unsafe opendir(path) else {
            let code = errno
            guard code == ENOENT else { throw .reading(path, code) }
            return nil
        }
        defer { unsafe _ = closedir(handle) }
        var listing = FolderListing()
        while true {
            errno = 0
            guard let entry = unsafe readdir(handle) else {
                guard errno == 0 else { throw .reading(path, errno) }
                break
            }
            listing.add(unsafe bytes(of: entry))
        }
        listing.names.sort(by: ByteOrder.precedes)
        listing.unreadable.sort(by: ByteOrder.precedes)
        return listing
    }

    private mutating func add(_ name: [UInt8]) {
        if name == Array(".".utf8) || name == Array("..".utf8) { return }
        guard let text = String(validating: name, as: UTF8.self) else {
            unreadable.append(name.map(Self.shown).joined())
            return
        }
        names.append(text)
    }

    private static func shown(_ byte: UInt8) -> String {
        guard byte < 0x20 || byte > 0x7E else { return String(UnicodeScalar(byte)) }
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }

    private static func bytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        unsafe withUnsafeBytes(of: &entry.pointee.d_name) { raw in
            unsafe Array(raw.prefix { $0 != 0 })
        }
    }
}

/// The order of texts by their UTF-8 bytes, which no locale and no Unicode version changes.
package enum ByteOrder {
    package static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
