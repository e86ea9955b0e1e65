/// Where a refund stands (`lifecycle.md`). The raw value is the public word.
package enum RefundStatus: String, Sendable, CaseIterable {
    case pending
    case submitted
    case succeeded
    case failed

    /// The number under which ledgers keep it; never reused.
    package var number: Int {
        switch self {
        case .pending: 0
        case .submitted: 1
        case .succeeded: 2
        case .failed: 3
        }
    }

    package init?(number: Int) {
        guard let status = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = status
    }

    package var chinese: String {
        switch self {
        case .pending: "待审核"
        case .submitted: "审核成功未处理"
        case .succeeded: "审核成功已处理"
        case .failed: "失败"
        }
    }

    /// Whether a refund in this status uses up refundable amount.
    package var holdsAmount: Bool {
        switch self {
        case .pending, .submitted, .succeeded: true
        case .failed: false
        }
    }

    /// What an event makes of a refund in this status; nil when the edge does not exist.
    package func after(_ event: RefundEvent) -> RefundStatus? {
        switch (self, event) {
        case (.pending, .cancelled), (.pending, .declined), (.pending, .outOfFunds): .failed
        case (.pending, .emitted): .submitted
        case (.submitted, .paid): .succeeded
        case (.submitted, .refusedByBank): .failed
        case (.submitted, .madeVoid): .pending
        case (.succeeded, .reversed): .failed
        // Only one that the bank refused, or that was reversed: `RefundFailure.mayBeReapplied`.
        case (.failed, .reapplied): .succeeded
        case (.pending, .paid), (.pending, .refusedByBank): nil
        case (.pending, .madeVoid), (.pending, .reversed), (.pending, .reapplied): nil
        case (.submitted, .reversed), (.submitted, .reapplied): nil
        case (.succeeded, .madeVoid), (.succeeded, .reapplied): nil
        case (.failed, .madeVoid), (.failed, .reversed): nil
        case (.submitted, .cancelled), (.submitted, .declined), (.submitted, .emitted): nil
        case (.succeeded, .cancelled), (.succeeded, .declined), (.succeeded, .emitted): nil
        case (.succeeded, .paid), (.succeeded, .refusedByBank): nil
        case (.failed, .cancelled), (.failed, .declined), (.failed, .emitted): nil
        case (.failed, .paid), (.failed, .refusedByBank): nil
        case (.submitted, .outOfFunds), (.succeeded, .outOfFunds), (.failed, .outOfFunds): nil
        }
    }
}

/// What moves a refund from one status to another.
package enum RefundEvent: Sendable, CaseIterable {
    /// The merchant took it back.
    case cancelled
    /// A reviewer declined it.
    case declined
    /// It found no cover for as long as it may wait.
    case outOfFunds
    /// Its submission stands in the outbox.
    case emitted
    /// The bank paid it.
    case paid
    /// The bank would not pay it.
    case refusedByBank
    /// Its submission was made void by two people.
    case madeVoid
    /// Two people resolved that it failed after it had succeeded.
    case reversed
    /// Two people resolved that it was paid after it had failed.
    case reapplied
}

/// Why a refund is `failed`. The raw value is the public word.
package enum RefundFailure: String, Sendable, CaseIterable {
    case cancelled
    case declined
    case bank
    /// Its account had too little money for as long as it could wait.
    case insufficientFunds = "insufficient_funds"
    /// It had succeeded, and two people resolved that it failed after all.
    case reversed

    package var number: Int {
        switch self {
        case .cancelled: 1
        case .declined: 2
        case .bank: 3
        case .insufficientFunds: 4
        case .reversed: 5
        }
    }

    package init?(number: Int) {
        guard let failure = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = failure
    }

    package var chinese: String {
        switch self {
        case .cancelled: "商户撤销"
        case .declined: "审核拒绝"
        case .bank: "银行退回"
        case .insufficientFunds: "余额不足"
        case .reversed: "成功后冲回"
        }
    }

    /// Whether a resolved exception may make it succeed after all: only what had left can have been paid.
    package var mayBeReapplied: Bool {
        switch self {
        case .bank, .reversed: true
        case .cancelled, .declined, .insufficientFunds: false
        }
    }
}

/// What a pending refund waits for. The raw value is the public word; order is precedence.
package enum RefundHold: String, Sendable, CaseIterable {
    /// Its order's facts no longer cover it, or it may have been paid by hand.
    case order
    /// Its batch, or the warning that it bears, waits for a reviewer.
    case approval
    /// The creditor is missing or not fit for the channel's layout.
    case data
    /// It is approved, and may still be taken back.
    case cooling
    /// Its account has too little money for it.
    case funds
    /// Its channel or its account is halted.
    case halt
    /// The channel's largest file or day has no room for it.
    case limit
    /// Its channel's window has closed: it leaves with the next.
    case cutoff

    package var chinese: String {
        switch self {
        case .order: "订单"
        case .approval: "待审批"
        case .data: "收款资料"
        case .cooling: "冷静期"
        case .funds: "余额不足"
        case .halt: "已暂停"
        case .limit: "限额"
        case .cutoff: "截止时间"
        }
    }
}
