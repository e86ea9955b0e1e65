import Refunds
import Rules
import Testing

/// Which records say that money left without us (details 24).
@Suite struct UnsentSuccessTests {
    /// Statuses as the record met the refund, with the failure of those that failed.
    private static let met: [(status: RefundStatus?, failure: RefundFailure?, wasNeverSent: Bool)] = [
        (.pending, nil, true), (.submitted, nil, false), (.succeeded, nil, false),
        (.failed, .cancelled, true), (.failed, .declined, true), (.failed, .insufficientFunds, true),
        (.failed, .bank, false), (.failed, .reversed, false), (nil, nil, false),
    ]

    @Test func table() {
        for code in ExceptionCode.allCases {
            for met in Self.met {
                for result in ["success", "Success", "failed", "pending", nil] {
                    let expected: Bool
                    switch code {
                    case .refundUnknown: expected = result?.lowercased() == "success"
                    case .notSubmitted: expected = result?.lowercased() == "success" && met.wasNeverSent
                    default: expected = false
                    }
                    #expect(
                        code.isUnsentSuccess(
                            result: result, status: met.status?.rawValue, failure: met.failure?.rawValue)
                            == expected, "\(code) \(met) \(result ?? "nil")")
                }
            }
        }
    }
}
