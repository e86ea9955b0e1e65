import Dispatch
import Synchronization

/// Runs a producer on a thread of its own, a few items ahead of its consumer.
///
/// The consumer takes items with `next` until nil and must call `stop` when it leaves early; after nil or `stop` the producer has ended and whatever it
/// used is the consumer's alone again.
final class ReadAhead<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var error: (any Error)?
        var hasEnded = false
        var isStopped = false
    }

    private let state = Mutex(State())
    private let room: DispatchSemaphore
    private let filled = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts at once. `produce` answers nil at the end.
    init(ahead: Int, produce: @escaping @Sendable () throws -> Item?) {
        room = DispatchSemaphore(value: ahead)
        DispatchQueue(label: "read ahead", qos: .userInitiated).async { [self] in
            run(produce)
            ended.signal()
        }
    }

    private func run(_ produce: () throws -> Item?) {
        while true {
            room.wait()
            if state.withLock({ $0.isStopped }) { return }
            do {
                let item = try produce()
                state.withLock { state in
                    if let item { state.items.append(item) } else { state.hasEnded = true }
                }
                filled.signal()
                if item == nil { return }
            } catch {
                state.withLock { state in
                    state.error = error
                    state.hasEnded = true
                }
                filled.signal()
                return
            }
        }
    }

    /// The next item, nil at the end; throws what the producer threw.
    func next() throws -> Item? {
        filled.wait()
        let (item, error) = state.withLock { state in
            (state.items.isEmpty ? nil : state.items.removeFirst(), state.error)
        }
        if let item {
            room.signal()
            return item
        }
        // The end stays the end, however often it is asked for.
        filled.signal()
        wait()
        if let error { throw error }
        return nil
    }

    /// Ends the producer after what it is doing now.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
        wait()
    }

    private func wait() {
        ended.wait()
        ended.signal()
    }
}

/// Something that is not made for several threads, handed to one of them.
///
/// Proof: the producer of a `ReadAhead` or the consumer of a `WriteBehind` is the only one that touches `value` until `next` has answered nil, `finish` or
/// `stop` has returned or an error was thrown; each waits for the other thread's end, which orders what it did before what comes after.
final class HandedOver<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
