import Dispatch
import Synchronization

/// Runs a consumer on a thread of its own, at most one item behind its producer.
///
/// The producer puts items and ends with `finish`, or leaves early with `stop`; after either the consumer has ended and whatever it used is the
/// producer's alone again.
final class WriteBehind<Item: Sendable>: Sendable {
    private let error = Mutex<(any Error)?>(nil)
    private let queue = DispatchQueue(label: "write behind", qos: .userInitiated)
    private let room = DispatchSemaphore(value: 1)
    private let consume: @Sendable (Item) throws -> Void

    init(_ consume: @escaping @Sendable (Item) throws -> Void) { self.consume = consume }

    /// Hands an item on, once the one before it is done. Throws what the consumer threw.
    func put(_ item: Item) throws {
        room.wait()
        if let error = error.withLock({ $0 }) {
            room.signal()
            throw error
        }
        queue.async { [self] in
            do {
                try consume(item)
            } catch {
                self.error.withLock { $0 = error }
            }
            room.signal()
        }
    }

    /// Waits for the last item. Throws what the consumer threw.
    func finish() throws {
        stop()
        if let error = error.withLock({ $0 }) { throw error }
    }

    /// Waits for what is being done now.
    func stop() { queue.sync {} }
}
