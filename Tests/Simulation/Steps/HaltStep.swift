import Ledger
import Operations
import Refunds

/// Somebody halts a channel or an account, or lets it go again; or names one that isn't there, or is so already.
struct HaltStep: Step {
    let subject: HaltSubject
    let action: HaltEvent.Action

    init(in world: World, _ chance: inout Chance) {
        let resumes = !world.model.halted.isEmpty && chance.once(in: 2)
        action = resumes ? .resume : .halt
        if resumes, !chance.once(in: 5) {
            let words = chance.pick(world.model.halted.sorted()).split(separator: " ").map(String.init)
            subject = HaltSubject(words[0] == "channel" ? .channel : .account, words[1])
        } else if chance.once(in: 2) {
            subject = HaltSubject(.channel, chance.pick(Universe.channels + ["nowhere"]))
        } else {
            subject = HaltSubject(
                .account, chance.pick(Universe.accounts + [Universe.rareAccount, "nobody"]))
        }
    }

    private var name: String { "\(subject.kind.rawValue) \(subject.name)" }
    var told: String { "\(action.rawValue) \(name)" }

    func play(in world: World) throws {
        let view = try world.allowed {
            try world.writing(by: "Lin Yue") {
                try SetHalt(workspace: $0).set(subject, action, note: "asked for")
            }
        }
        let isKnown =
            switch subject.kind {
            case .channel: Universe.channels.contains(subject.name)
            case .account:
                Universe.accounts.contains(subject.name) || world.model.knows(account: subject.name)
            }
        let isHalted = world.model.halted.contains(name)
        let expected = isKnown && isHalted == (action == .resume)
        try demand(view != nil, is: expected, told)
        guard expected else { return world.tally.add("not-halted") }
        switch action {
        case .halt: world.model.halted.insert(name)
        case .resume: world.model.halted.remove(name)
        }
        world.tally.add(action == .halt ? "halted" : "resumed")
    }
}

extension World {
    /// What a build says that it held back, by hold.
    func compare(_ held: HeldBack, channel: String?) throws {
        let passedOver = model.passedOver(now)
        var expected: [String: Int] = [:]
        for refund in model.refunds where refund.status == .pending {
            guard channel == nil || model.lane(refund).channel == channel else { continue }
            let hold = model.standing(refund, now) ?? (passedOver.contains(refund.serial) ? "limit" : "")
            expected[hold, default: 0] += 1
        }
        let found = held.holds.sorted.map { ($0.hold?.rawValue ?? "", $0.count) }
        try demand(Dictionary(uniqueKeysWithValues: found), is: expected, "held back")
    }
}
