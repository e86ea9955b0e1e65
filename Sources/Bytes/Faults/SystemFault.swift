internal import Glibc

/// Trouble of this machine while reading or writing: which call, on which file, with which errno.
package struct SystemFault: Error, Sendable, Equatable {
    package let call: String
    package let path: String
    /// The errno.
    package let code: Int32

    package init(call: String, path: String, code: Int32) {
        self.call = call
        self.path = path
        self.code = code
    }

    /// `open /x/y: No such file or directory`
    package var message: String {
        var text = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(code, &text, text.count) == 0 else { return "\(call) \(path): error \(code)" }
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return "\(call) \(path): \(String(decoding: words, as: UTF8.self))"
    }
}
