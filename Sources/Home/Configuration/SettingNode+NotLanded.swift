import Yams

// Settings whose work hasn't landed yet: their default may be written out, anything else is refused,
// so that nobody relies on a promise that this version doesn't keep.
extension SettingNode {
    /// The value is exactly this word or number.
    func mustBe(_ text: String) throws(HomeFailure) {
        guard let scalar = node.scalar, scalar.string == text else { throw notLanded() }
    }

    /// The value is `{}`, `[]` or left out.
    func mustBeEmpty() throws(HomeFailure) {
        switch node {
        case .mapping(let mapping): guard mapping.isEmpty else { throw notLanded() }
        case .sequence(let sequence): guard sequence.isEmpty else { throw notLanded() }
        case .scalar, .alias: guard isEmpty else { throw notLanded() }
        }
    }

    /// The value is exactly this list of texts.
    func mustBe(_ texts: [String]) throws(HomeFailure) {
        guard case .sequence(let sequence) = node, sequence.map({ $0.scalar?.string }) == texts else {
            throw notLanded()
        }
    }
}
