import Home
import Rules

/// What one person proposes another confirms (`controls.md`): names are compared folded, logins where the home asks for it.
struct AnotherPerson {
    let workspace: Workspace

    /// - Parameter what: `exception 3`, `submission 4 being void`.
    func demand(than proposer: Actor, of what: BilingualText) throws {
        let actor = workspace.actor
        guard Actor.folded(actor.name) != Actor.folded(proposer.name) else {
            throw Failure(
                .notAllowed,
                "\(actor.name) has proposed \(what.english) and can't confirm it: somebody else must",
                "\(what.chinese)由 \(actor.name) 提出，不能由本人确认：请由他人确认")
        }
        guard !workspace.configuration.distinctLogins || actor.osUser != proposer.osUser else {
            throw Failure(
                .notAllowed,
                "the login \(actor.osUser) has proposed \(what.english); distinct_logins asks for another login to confirm it",
                "\(what.chinese)由登录名 \(actor.osUser) 提出，distinct_logins 要求使用其他登录名确认")
        }
    }
}
