import Ledger
import Operations
import Refunds
import Rules

/// What people call the members of an answer where it is told as it is (`Outline`). The English is the name itself.
enum Labels {
    /// `refund_id` reads better as `refund id`. A name that isn't known, a currency say, stands as it is.
    static func of(_ name: String) -> BilingualText {
        guard let chinese = chinese[name] else { return BilingualText(name, name) }
        return BilingualText(String(name.map { $0 == "_" ? " " : $0 }), chinese)
    }

    /// What a code means that stands under `name`; nil: it is no code, or needs no word.
    static func meaning(of code: String, as name: String) -> String? {
        switch name {
        case "status", "becomes": RefundStatus(rawValue: code)?.chinese
        case "failure": RefundFailure(rawValue: code)?.chinese
        case "hold": RefundHold(rawValue: code)?.chinese
        case "state":
            BatchState(rawValue: code)?.chinese ?? SubmissionState(rawValue: code)?.chinese
                ?? exception(code)
        case "step": ExceptionStep.Kind(rawValue: code)?.chinese
        case "payment_status": PaymentStatus(rawValue: code)?.chinese
        case "refund_type": CodeWords.refundTypes[code]
        case "check": checks[code]
        case "event": CodeWords.events[code] ?? RefundFailure(rawValue: code)?.chinese
        default: nil
        }
    }

    /// Where an exception stands.
    static func exception(_ state: String) -> String? {
        ["open": "未结", "proposed": "待确认", "resolved": "已结"][state]
    }

    /// What `verify` and `replay` prove, by the checks' names.
    static let checks = [
        "answers": "银行答复", "approvals": "审批", "archive": "归档", "batch counters": "批次计数", "batches": "批次",
        "closings": "撤销与拒绝", "exceptions": "异常", "files": "文件", "funds": "余额", "halts": "暂停",
        "holdings": "占用", "journal": "日志", "journal heads": "日志末条", "ledger": "账本", "names": "名称",
        "notifications": "商户通知", "orders": "订单", "outbox": "发件箱", "outputs": "输出文件",
        "rebuilt home": "重建的主目录", "refunds": "退款", "releases": "放行", "resolutions": "异常处理",
        "results": "结果", "settings": "设置", "staging": "暂存", "submission files": "提交文件",
        "submission reports": "提交报告", "submissions": "提交", "tie-outs": "对账", "voids": "作废",
    ]

    private static let chinese = [
        "account": "账户号", "accepted": "受理", "accepted_at": "受理时间", "acquirer_reference": "收单参考号",
        "action": "处理方式", "adopted": "人工登记", "age_days": "天数", "amount": "金额",
        "approvals_missing": "尚缺审批", "approvals_needed": "所需审批", "assigned_to": "负责人", "at": "时间",
        "backup": "备份", "bank_amount": "银行所付金额", "bank_reference": "银行参考号", "batch": "批次",
        "by": "经办人", "bytes": "字节数", "channel": "通道", "chargeback_amount": "拒付金额", "code": "代码",
        "cooling_until": "冷静期至", "count": "笔数", "created": "生成时间", "creditor_account": "收款账号",
        "creditor_agent": "收款行", "creditor_name": "收款人", "currency": "币种", "digest": "摘要",
        "effect": "影响", "emitted": "发出时间", "exception": "异常编号", "failure": "失败原因", "file": "文件",
        "files": "文件数", "finished_at": "完成时间", "hash_total": "散列合计", "held": "占用", "hold": "暂缓",
        "layout": "格式", "line": "行号", "note": "备注", "notes": "提示", "opened_at": "发生时间",
        "order_amount": "订单金额", "order_currency": "订单币种", "order_number": "订单号", "os_user": "系统登录名",
        "payment_datetime": "支付时间", "payment_id": "支付ID", "payment_method": "支付方式",
        "payment_status": "支付状态", "query_number": "查询号", "reason": "原因说明", "reason_code": "银行原因码",
        "records": "记录数", "redeliveries": "重发次数", "refund_amount": "退款金额", "refund_currency": "退款币种",
        "refund_count": "退款笔数", "refund_id": "退款编号", "refund_number": "退款单号", "refund_type": "退款类型",
        "refundable": "可退金额", "refunded_elsewhere": "其他渠道已退", "refunds": "退款", "rejected": "拒绝",
        "processed_at": "处理时间", "result": "结果", "sequence": "序号", "sha256": "文件摘要", "state": "状态",
        "status": "状态",
        "step": "步骤", "steps": "处理经过", "submission": "提交编号", "submitted_at": "提交时间", "taken_at": "接收时间",
        "terminal": "终端号", "totals": "合计", "void": "作废",
    ]
}

extension ExceptionStep.Kind {
    fileprivate var chinese: String {
        switch self {
        case .assign: "指派"
        case .comment: "备注"
        case .propose: "提议"
        case .withdraw: "撤回"
        case .confirm: "确认"
        }
    }
}

extension PaymentStatus {
    fileprivate var chinese: String {
        switch self {
        case .success: "成功"
        case .failed: "失败"
        case .pending: "处理中"
        }
    }
}
