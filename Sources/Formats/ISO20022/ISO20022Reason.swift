package import Rules

/// What the reason codes of ISO 20022's external code sets mean that banks give when a credit transfer is refused or comes back (status reasons and return
/// reasons). In our words; the bank's own stand beside them. The codes are those of the sets as published in 2025.
package enum ISO20022Reason {
    /// Nil for a code that isn't among them.
    package static func meaning(_ code: String) -> BilingualText? { table[code] }

    private static let table: [String: BilingualText] = {
        var table: [String: BilingualText] = [:]
        for (code, english, chinese) in rows { table[code] = BilingualText(english, chinese) }
        return table
    }()

    /// For the tests: every code has its place in the official sets.
    package static var codes: [String] { rows.map(\.0) }

    private static let rows = [
        ("AC01", "the account number is wrong", "账号不正确"),
        ("AC03", "the creditor's account number is not valid", "收款账号无效"),
        ("AC04", "the account is closed", "账户已关闭"),
        ("AC06", "the account is blocked", "账户被冻结"),
        ("AC07", "the creditor's account is closed", "收款账户已关闭"),
        ("AG01", "this kind of account can't receive it", "该账户不允许此类交易"),
        ("AG02", "the bank doesn't take this kind of transaction", "银行不受理此类交易代码"),
        ("AM01", "the amount is zero", "金额为零"),
        ("AM02", "the amount is above what is allowed", "金额超过允许上限"),
        ("AM03", "the currency can't be processed", "不支持该币种"),
        ("AM04", "the debtor's account lacks the money", "付款账户余额不足"),
        ("AM05", "the bank has seen it already: a duplicate", "重复提交"),
        ("AM06", "the amount is below what is allowed", "金额低于允许下限"),
        ("AM07", "the amount is blocked", "金额被冻结"),
        ("AM09", "the amount isn't the one agreed on", "金额不符"),
        ("AM10", "the control sum isn't the sum of the transactions", "控制总额与明细不符"),
        ("BE01", "the name isn't that of the account's owner", "户名与账户不符"),
        ("BE04", "the creditor's address is missing or wrong", "收款人地址缺失或有误"),
        ("BE05", "the bank doesn't know who sent it", "无法识别发起方"),
        ("BE06", "the bank doesn't know the customer", "银行无此客户"),
        ("BE07", "the debtor's address is missing or wrong", "付款人地址缺失或有误"),
        ("CNOR", "the creditor's bank is not registered under this BIC", "收款行未在此 BIC 下登记"),
        ("CURR", "the currency is wrong", "币种不正确"),
        ("CUST", "the payer asked to cancel it", "付款人要求取消"),
        ("DNOR", "the debtor's bank is not registered under this BIC", "付款行未在此 BIC 下登记"),
        ("DT01", "the date is not valid", "日期无效"),
        ("DUPL", "a duplicate", "重复"),
        ("ED05", "it could not be settled", "清算失败"),
        ("ERIN", "the ERI option is not supported", "不支持 ERI 选项"),
        ("FF01", "the file's format is wrong", "文件格式错误"),
        ("FF05", "the local instrument is missing or wrong", "本地工具代码缺失或有误"),
        ("FOCR", "the answer to a request to call it back", "应撤销请求退回"),
        ("FR01", "it was returned as a fraud", "因欺诈退回"),
        ("FRAD", "fraud", "欺诈"),
        ("MD06", "the customer asked for the money back", "客户要求退款"),
        ("MD07", "the customer has died", "客户已去世"),
        ("MS02", "no reason given, by the customer's wish", "客户方未说明原因"),
        ("MS03", "no reason given, by the bank", "银行方未说明原因"),
        ("NARR", "the reason stands in the bank's words", "原因见银行说明"),
        ("NOAS", "the customer didn't answer", "客户未答复"),
        ("RC01", "the bank's identifier is wrong", "银行识别码有误"),
        ("RC04", "the creditor's bank is missing or wrong", "收款行代码缺失或有误"),
        ("RC07", "the creditor's BIC is missing or wrong", "收款行 BIC 缺失或有误"),
        ("RF01", "the reference has been used before", "参考号重复"),
        ("RR01", "the debtor's account or identification is missing", "付款账户或身份信息缺失"),
        ("RR02", "the debtor's name or address is missing", "付款人姓名或地址缺失"),
        ("RR03", "the creditor's name or address is missing", "收款人姓名或地址缺失"),
        ("RR04", "for a regulatory reason", "监管原因"),
        ("TD03", "the file is incomplete or its format is wrong", "文件不完整或格式有误"),
        ("TM01", "it came after the cut-off", "超过截止时间"),
        ("UPAY", "the payment isn't due", "款项不应支付"),
    ]
}
