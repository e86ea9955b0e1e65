import Bytes
import Glibc
import Rules
import Synchronization

/// Paths to remove when the process ends.
private let made = Mutex<[String]>([])
private let removal: Void = {
    atexit { for path in made.withLock({ $0 }) { _ = unsafe unlink(path) } }
}()

/// One file in memory for readers that open a path, written over for each input.
final class FuzzFile: Sendable {
    let path: String
    private let descriptor: Int32

    init() {
        path = "/dev/shm/refundry-fuzz-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        precondition(descriptor >= 0, "\(path) can't be made")
        _ = removal
        made.withLock { $0.append(path) }
    }

    deinit { close(descriptor) }

    /// The file holds these bytes from now on.
    func hold(_ bytes: [UInt8]) {
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        precondition(written == bytes.count && ftruncate(descriptor, bytes.count) == 0, "\(path) is full")
    }

    /// What a survey of these bytes says, or the fault in them.
    func survey(_ bytes: [UInt8], _ limits: ReadingLimits) throws -> Result<Survey, ByteFault> {
        hold(bytes)
        do {
            return .success(try Survey.survey(try InputFile(path: path), limits: limits))
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            return .failure(fault)
        }
    }

    /// A refusal says what is wrong, where, and what to do.
    static func check(_ refusal: FileRefusal) throws {
        try FuzzTargets.hold(refusal.lacks == nil, "\(refusal.text.english): lacks \(refusal.lacks ?? "")")
    }

    /// Every fault says what is wrong in both languages.
    static func check(_ fault: ByteFault) throws {
        let isBoth = !fault.message.isEmpty && fault.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }
        try FuzzTargets.hold(isBoth, "a fault without its words: \(fault)")
        try FuzzTargets.hold(fault.line.map { $0 > 0 } ?? true, "line \(fault.line ?? 0): \(fault.message)")
    }
}
