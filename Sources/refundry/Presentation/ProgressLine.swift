import Glibc
import Rules
import Synchronization

/// The line at the bottom of a terminal that tells how far a long piece of work has come. It shows after a second, and
/// never in a pipe. How many records there will be isn't known before the last, so its bar moves to and fro.
final class ProgressLine: Sendable {
    private struct State {
        var what = ""
        var startedAt: ContinuousClock.Instant?
        var shownAt: ContinuousClock.Instant?
    }

    private let isShown: Bool
    private let state = Mutex(State())
    private static let patience = Duration.seconds(1)
    private static let pause = Duration.milliseconds(100)

    init(isShown: Bool) { self.isShown = isShown }

    /// Any thread may call it, as often as it likes.
    func show(_ what: String, _ done: Int) {
        guard isShown else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            if state.what != what || state.startedAt == nil {
                state.what = what
                state.startedAt = state.startedAt ?? now
            }
            guard let started = state.startedAt, now - started >= Self.patience else { return }
            if let shown = state.shownAt, now - shown < Self.pause { return }
            state.shownAt = now
            Self.write(Self.text(what, done, elapsed: now - started))
        }
    }

    /// Takes the line away, so that something else can be printed.
    func clear() {
        state.withLock { state in
            guard state.shownAt != nil else { return }
            state.shownAt = nil
            Self.write("\r\u{1b}[K")
        }
    }

    private static func text(_ what: String, _ done: Int, elapsed: Duration) -> String {
        let bar = bar(at: Int(elapsed / pause))
        return
            "\r\(bar) \(Figures.grouped(done)) \(Printable.text(what)), \(elapsed.components.seconds) s\u{1b}[K"
    }

    /// Twenty places with a block of four that goes to and fro.
    static func bar(at step: Int) -> String {
        let room = 16
        let place = step % (2 * room)
        let left = place <= room ? place : 2 * room - place
        return "[" + String(repeating: " ", count: left) + "####" + String(repeating: " ", count: room - left)
            + "]"
    }

    /// Whether the terminal takes it doesn't matter: the work goes on.
    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
