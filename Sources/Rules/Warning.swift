/// What doesn't reject a row but stands on its batch for the reviewer. The raw value is the public code.
package enum Warning: String, Sendable, CaseIterable {
    case possibleDuplicate = "POSSIBLE_DUPLICATE"
    case reasonUnknown = "REASON_UNKNOWN"

    /// The bit under which ledgers keep it.
    package var bit: UInt8 {
        switch self {
        case .possibleDuplicate: 1
        case .reasonUnknown: 2
        }
    }
}

package struct WarningSet: Sendable, Equatable {
    package var bits: UInt8

    package init(bits: UInt8 = 0) { self.bits = bits }

    package var isEmpty: Bool { bits == 0 }
    package mutating func insert(_ warning: Warning) { bits |= warning.bit }
    package var all: [Warning] { Warning.allCases.filter { bits & $0.bit != 0 } }
    package var text: String { all.map(\.rawValue).joined(separator: " ") }
}
