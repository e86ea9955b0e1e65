import Rules

/// Which message a document is, by its namespace (`bank-formats.md`, iso20022).
struct ISO20022MessageName: Sendable, Equatable {
    /// `pain.002`.
    let kind: String
    /// `pain.002.001.10`.
    let text: String

    /// ISO's own namespace of a message, such as `pain.002.001.10`.
    static func standardNamespace(_ message: String) -> String { "urn:iso:std:iso:20022:tech:xsd:\(message)" }

    /// Finds the name in a namespace: ISO's own (`urn:iso:std:iso:20022:tech:xsd:pain.002.001.10`), SIX's
    /// (`http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd`), SWIFT's (`urn:swift:xsd:$pain.002.001.03`) and those of the German banks
    /// (`urn:iso:std:iso:20022:tech:xsd:pain.002.003.03`). Nil where it names none.
    init?(namespace: String) {
        let parts = namespace.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
        for place in parts.indices.dropLast(3) {
            let name = parts[place...(place + 3)]
            let numbers = name.dropFirst()
            guard name.first.map({ $0.count == 4 && $0.allSatisfy(\.isLowercase) }) == true,
                zip(numbers, [3, 3, 2]).allSatisfy({ $0.count == $1 && $0.allSatisfy(\.isNumber) })
            else { continue }
            kind = name.prefix(2).joined(separator: ".")
            text = name.joined(separator: ".")
            return
        }
        return nil
    }

    /// Those whose every element was compared with the official schemas.
    private static let known = [
        "pain.002.001.03", "pain.002.001.10", "pain.002.001.12", "camt.054.001.02", "camt.054.001.04",
        "camt.054.001.08", "camt.053.001.02", "camt.053.001.04", "camt.053.001.08",
    ]

    var isKnown: Bool { Self.known.contains(text) }

    /// What people call it, where it is one that comes by mistake.
    var title: BilingualText? {
        switch kind {
        case "pain.001": BilingualText("a credit transfer order, as we send it", "转账指令（由我方发出）")
        case "pain.008": BilingualText("a direct debit order", "直接扣款指令")
        case "camt.052": BilingualText("an account report of the running day", "当日账户报告")
        default: nil
        }
    }
}
