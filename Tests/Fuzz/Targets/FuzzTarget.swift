/// What hostile bytes are tried on. Each returns for any input, or throws `Broken` where a promise doesn't hold.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case amounts
    case balances
    case configuration
    case csv
    case dates
    case encodings
    case gzip
    case iso20022
    case orders
    case profileTexts = "profile-texts"
    case profiles
    case refundBatch = "refund-batch"
    case results
    case xml

    package func run(_ input: [UInt8]) throws {
        switch self {
        case .amounts: try AmountsTarget.run(input)
        case .balances: try BalanceTarget.run(input)
        case .configuration: try ConfigurationTarget.run(input)
        case .csv: try CSVTarget.run(input)
        case .dates: try DatesTarget.run(input)
        case .encodings: try EncodingsTarget.run(input)
        case .gzip: try GzipTarget.run(input)
        case .iso20022: try ISO20022Target.run(input)
        case .orders: try LayoutTarget.orders(input)
        case .profileTexts: try ProfileTextTarget.run(input)
        case .profiles: try ProfileTarget.run(input)
        case .refundBatch: try LayoutTarget.refundBatch(input)
        case .results: try LayoutTarget.results(input)
        case .xml: try XMLTarget.run(input)
        }
    }
}

/// A promise that some bytes have broken.
package struct Broken: Error, CustomStringConvertible {
    package let description: String
}

/// Throws `Broken` unless the condition holds.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Broken(description: what()) }
}
