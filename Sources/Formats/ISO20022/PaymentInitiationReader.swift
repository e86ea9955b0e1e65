package import Bytes
package import Refunds

/// Reads a pain.001 of this home back, as far as its bytes can be made again from it and the ledger: which submission it is, when it was made, and which refunds it
/// holds. Which channel it is of, and its number there, the ledger must know by the refunds.
package struct PaymentInitiationReader {
    package let id: Int
    package let created: Instant
    package let currency: CurrencyCode
    /// By place in the file; 0 where an EndToEndId is none of this home.
    package let serials: [Int64]

    private enum Name: String, CaseIterable {
        case message = "CstmrCdtTrfInitn"
        case id = "MsgId"
        case created = "CreDtTm"
        case reference = "EndToEndId"
        case amount = "InstdAmt"
    }

    /// Nil when the file is no pain.001 of this home. Throws a `ByteFault` where it can't be read at all.
    package init?(path: String, survey: Survey, limits: ReadingLimits, homeNumber: Int) throws {
        guard survey.layout == .xml else { return nil }
        let reader = try XMLEventReader(
            path: path, survey: survey, names: Name.allCases.map(\.rawValue), attributes: ["Ccy"],
            limits: limits)
        guard try reader.start().name == "Document" else { return nil }
        var found = Found(homeNumber: homeNumber)
        var events = XMLEvents()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &events)
            found.take(events)
        }
        guard found.isInitiation, let message = found.message,
            let id = ISO20022Number.submission(ofMessage: message, homeNumber: homeNumber),
            let created = found.created, let currency = found.currency
        else { return nil }
        self.id = id
        self.created = created
        self.currency = currency
        serials = found.serials
    }

    /// What the events told so far; of the head the first word counts.
    private struct Found {
        let homeNumber: Int
        var isInitiation = false
        var message: String?
        var created: Instant?
        var currency: CurrencyCode?
        var serials: [Int64] = []

        mutating func take(_ events: XMLEvents) {
            let bytes = events.bytes.span
            for event in events.events {
                let text = bytes.extracting(event.text)
                switch event.kind {
                case .attribute:
                    currency =
                        currency ?? CurrencyCode(String(decoding: events.bytes[event.text], as: UTF8.self))
                case .start: if event.name >= 0, Name.allCases[event.name] == .message { isInitiation = true }
                case .end:
                    guard event.name >= 0 else { continue }
                    switch Name.allCases[event.name] {
                    case .message, .amount: break
                    case .id: message = message ?? String(decoding: events.bytes[event.text], as: UTF8.self)
                    case .created: created = created ?? Self.instant(text)
                    case .reference: serials.append(RefundID.serial(of: text, home: homeNumber) ?? 0)
                    }
                }
            }
        }

        private static func instant(_ text: Span<UInt8>) -> Instant? {
            guard let time = WrittenTime(text), let offset = time.offset else { return nil }
            return Instant(seconds: time.localSeconds - Int64(offset))
        }
    }
}
