import Formats
package import Ledger
import Refunds
import Rules

/// What the program's own codes mean, for people who read Chinese. The code stands beside it wherever it is told.
package enum CodeWords {
    /// What happens in a refund's life, beside the ways to fail.
    package static let events = [
        "accepted": "受理", "acknowledged": "银行已收", "adopted": "人工发送", "amended": "更正", "approval_void": "审批失效",
        "approved": "审批", "cover_lost": "失去余额", "covered": "占用余额", "dismissed": "异常不予处理", "exception": "异常",
        "failed": "失败", "order": "订单",
        "order_updated": "订单更新",
        "paid": "支付", "query_number": "查询号", "reapplied": "失败后补记成功", "redelivered": "重发",
        "resolution_proposed": "提议处理异常", "sealed": "封存", "submitted": "提交", "succeeded": "成功",
        "void": "作废", "void_proposed": "提议作废",
    ]

    /// A full refund or a part of the order (`files.md`, submission).
    package static let refundTypes = ["full": "全额", "partial": "部分"]

    /// How a batch's rows are taken (`configuration.md`, `policy`).
    static let policies = ["accept-good": "受理合格行", "all-or-nothing": "全部受理或全部拒绝", "tolerance": "按容差受理"]

    /// What became of a file; codes of refusals have their own page.
    static let outcomes = [
        "already_known": "此前已接收", "redelivered": "重发", "taken": "已接收",
        "sealed": SubmissionState.sealed.chinese,
        "staged": SubmissionState.staged.chinese,
        "emitted": SubmissionState.emitted.chinese, "void": SubmissionState.void.chinese,
    ]

    /// What an entry of the journal tells of, by its kind.
    static let entries = [
        "adoption": "人工登记提交", "approval": "审批", "approval_void": "审批失效", "assignment": "指派异常",
        "batch": "退款批次",
        "cancel": "撤销退款", "comment": "异常备注", "cover": "占用余额", "decline": "拒绝批次", "emission": "发出提交文件",
        "exception": "新异常", "file": "拒收文件", "funds": "余额", "halt": "暂停或恢复", "look": "查看余额",
        "notification": "商户通知",
        "orders": "订单", "proposal": "提议处理异常", "redelivery": "重发提交文件", "repeat": "重复的结果文件",
        "resolution": "确认处理异常",
        "result": "银行结果",
        "seal": "封存提交", "settings": "设置", "shortfall": "余额不足", "stage": "准备提交文件", "void": "作废提交",
        "withdrawal": "撤回提议",
    ]

    /// A code of a table with its meaning, where it has one.
    static func cell(_ code: String?, _ words: [String: String]) -> ReportCell {
        guard let code else { return .empty }
        return .code(code, told: words[code].map { BilingualText(code, $0) })
    }

    static func event(_ code: String?) -> ReportCell {
        cell(code, events.merging(failures) { event, _ in event })
    }

    private static let failures = Dictionary(
        uniqueKeysWithValues: RefundFailure.allCases.map { ($0.rawValue, $0.chinese) })
}

extension ReportCell {
    static func code(_ failure: RefundFailure?) -> ReportCell {
        failure.map { .code($0.rawValue, told: BilingualText($0.rawValue, $0.chinese)) } ?? .empty
    }

    static func code(_ hold: RefundHold?) -> ReportCell {
        hold.map { .code($0.rawValue, told: BilingualText($0.rawValue, $0.chinese)) } ?? .empty
    }

}

extension SubmissionState {
    package var chinese: String {
        switch self {
        case .sealed: "已封存"
        case .staged: "待发出"
        case .emitted: "已发出"
        case .void: "已作废"
        }
    }
}
