import Bytes
import Glibc
import Rules

/// Standard output and standard error: what people read, or one JSON object.
final class Console {
    /// Whether programs read standard output.
    let isJSON: Bool
    /// What people read; nil until it is known, by an option or the home's settings: then both.
    var language: Language?
    private let terminal: Terminal
    private let progress: ProgressLine
    private var buffer: [UInt8] = []
    /// Whether standard output has seen anything yet.
    private(set) var hasWritten = false
    private static let capacity = 64 << 10

    init(json: Bool, terminal: Terminal) {
        isJSON = json
        self.terminal = terminal
        progress = ProgressLine(isShown: terminal.errorIsTerminal && !json)
    }

    /// Shows how far a long piece of work has come.
    var watcher: ProgressLine { progress }

    /// A line for people on standard output.
    func say(_ line: Line) throws {
        try put(Array((line.written(coloured: terminal.outputIsColoured) + "\n").utf8))
    }

    func say(_ table: Table) throws { for line in table.lines(in: read) { try say(line) } }

    /// A line for people on standard error.
    func warn(_ line: Line) throws {
        try flush()
        try Self.write(
            Array((line.written(coloured: terminal.errorIsColoured) + "\n").utf8), to: STDERR_FILENO)
    }

    /// The answer for programs.
    func object(_ json: JSON) throws {
        try put(json.line)
        try put([UInt8(ascii: "\n")])
    }

    /// Bytes as they are, on standard output.
    func put(_ bytes: [UInt8]) throws {
        try put(bytes.span)
    }

    func put(_ bytes: Span<UInt8>) throws {
        unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Writes what waits; takes the progress line away first.
    func flush() throws {
        progress.clear()
        guard !buffer.isEmpty else { return }
        hasWritten = true
        let full = buffer
        buffer.removeAll(keepingCapacity: true)
        try Self.write(full, to: STDOUT_FILENO)
    }

    /// What waits is not written any more: an error's object takes its place.
    func forget() { buffer.removeAll() }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var done = 0
            while done < bytes.count {
                let written = unsafe Glibc.write(descriptor, base + done, bytes.count - done)
                if written >= 0 {
                    done += written
                } else if errno != EINTR {
                    throw unwritable(descriptor, errno)
                }
            }
        }
    }

    private static func unwritable(_ descriptor: Int32, _ code: Int32) -> Failure {
        let place = descriptor == STDOUT_FILENO ? "standard output" : "standard error"
        let fault = SystemFault(call: "write", path: place, code: code)
        return Failure(
            .inputOutput, "\(fault.message); what was done before that stays done",
            "无法写入输出（\(fault.message)）；此前已完成的操作仍然有效")
    }
}
