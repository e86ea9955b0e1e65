package import Bytes
import Home
package import Ledger
import Refunds
import Rules

/// Halts a channel or an account, or lets it go again (`controls.md`, limits on what leaves; details 23). Nothing of what is halted leaves; what is sealed
/// already goes its way.
package struct SetHalt {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// Who halted what, as answers show it.
    package struct View: Sendable {
        package let event: HaltEvent
        package let at: String

        package var json: JSON {
            .object([
                (event.subject.kind.rawValue, .string(event.subject.name)),
                ("halted", .bool(event.action == .halt)), ("by", .string(event.by)), ("at", .string(at)),
                ("note", .string(event.note)),
            ])
        }
    }

    /// Call inside `Workspace.writing`. An unknown name, or what is so already, is a failure of kind notAllowed.
    package func set(_ subject: HaltSubject, _ action: HaltEvent.Action, note: String) throws -> View {
        try workspace.ledger.write { writer, _ in
            try demandKnown(subject, writer)
            let standing = try writer.halts()[subject]
            switch action {
            case .halt: if let standing { throw already(subject, standing) }
            case .resume: if standing == nil { throw notHalted(subject) }
            }
            var event = HaltEvent(
                subject, action, at: workspace.now, by: workspace.actor.name,
                osUser: workspace.actor.osUser, note: note)
            event.id = try writer.record(event)
            try writer.append(
                JournalDraft(
                    kind: "halt", at: workspace.now, by: workspace.actor.name,
                    body: JournalBodies.halt(event)))
            return View(event: event, at: workspace.text(event.at))
        }
    }

    /// One of the configuration, or one that has left it but that the ledger knows.
    private func demandKnown(_ subject: HaltSubject, _ reader: any LedgerReader) throws {
        switch subject.kind {
        case .channel:
            if workspace.configuration.channel(named: subject.name) != nil { return }
            if try reader.channel(named: subject.name) != nil { return }
            throw Failure(
                .notAllowed,
                "there is no channel \(subject.name): name one of refundry.yaml",
                "没有通道 \(subject.name)：请使用 refundry.yaml 中的通道")
        case .account:
            if workspace.configuration.accounts[subject.name] != nil { return }
            if try reader.account(named: subject.name) != nil { return }
            throw Failure(
                .notAllowed,
                "there is no account \(subject.name): name one that has orders here, or an entry in refundry.yaml",
                "没有账户 \(subject.name)：请使用已有订单的账户，或 refundry.yaml 中的账户")
        }
    }

    private func already(_ subject: HaltSubject, _ halt: HaltEvent) -> Failure {
        let name = "\(subject.kind.rawValue) \(subject.name)"
        return Failure(
            .notAllowed,
            "\(name) is halted already, by \(halt.by) since \(workspace.text(halt.at)): \(halt.note); "
                + "to let it go use \(subject.kind.noun) resume \(subject.name)",
            "\(subject.kind.chinese) \(subject.name) 已由 \(halt.by) 自 \(workspace.text(halt.at)) 起暂停：\(halt.note)；"
                + "恢复请用 \(subject.kind.noun) resume \(subject.name)")
    }

    private func notHalted(_ subject: HaltSubject) -> Failure {
        Failure(
            .notAllowed,
            "\(subject.kind.rawValue) \(subject.name) is not halted: there is nothing to resume",
            "\(subject.kind.chinese) \(subject.name) 未被暂停，无需恢复")
    }
}

extension HaltSubject.Kind {
    /// The commands' noun.
    package var noun: String {
        switch self {
        case .channel: "channels"
        case .account: "accounts"
        }
    }

    package var chinese: String {
        switch self {
        case .channel: "通道"
        case .account: "账户"
        }
    }
}
