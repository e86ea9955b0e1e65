package import Rules
import Synchronization

/// What could not go on its way: one submission's alarm stops neither the others nor what has nothing to do with it, and every command that writes tells of it.
package final class StuckSubmissions: Sendable {
    private let alarms = Mutex<[Failure]>([])

    /// Runs `body`; an alarm about its files is remembered, any other trouble thrown on. Nil where it was stuck.
    func trying<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let failure as Failure where failure.kind == .alarm && !failure.isOfLedger {
            remember(failure)
            return nil
        }
    }

    func remember(_ failure: Failure) { alarms.withLock { $0.append(failure) } }

    /// What was remembered since it was last taken: whoever takes it tells of it.
    package func takeAll() -> [Failure] {
        alarms.withLock { alarms in
            defer { alarms.removeAll() }
            return alarms
        }
    }
}
