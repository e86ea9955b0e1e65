package import Refunds

/// What can be halted: nothing of it leaves (`controls.md`, limits on what leaves; details 23).
package struct HaltSubject: Sendable, Hashable {
    package enum Kind: String, Sendable { case channel, account }

    package var kind: Kind
    package var name: String

    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}

/// Somebody halted a channel or an account, or let it go again.
package struct HaltEvent: Sendable {
    package enum Action: String, Sendable { case halt, resume }

    /// 0 before it is recorded.
    package var id = 0
    package var subject: HaltSubject
    package var action: Action
    package var at: Instant
    package var by: String
    package var osUser: String
    package var note: String

    package init(
        _ subject: HaltSubject, _ action: Action, at: Instant, by: String, osUser: String, note: String
    ) {
        self.subject = subject
        self.action = action
        self.at = at
        self.by = by
        self.osUser = osUser
        self.note = note
    }
}

package protocol HaltReader {
    /// The halts in force, each as it was set.
    func halts() throws -> [HaltSubject: HaltEvent]
}

package protocol HaltWriter {
    /// Remembers the event; answers its number.
    func record(_ event: HaltEvent) throws -> Int
}
