import Refunds

/// Why a row of an order file is not stored (`files.md`, orders). Declaration order is the order of a row's codes; the raw
/// value is the public code for ever.
package enum OrderRejection: String, Sendable, CaseIterable {
    case fieldMissing = "FIELD_MISSING"
    case fieldInvalid = "FIELD_INVALID"
    case identifierDamaged = "IDENTIFIER_DAMAGED"
    case amountInvalid = "AMOUNT_INVALID"
    case amountTooPrecise = "AMOUNT_TOO_PRECISE"
    case currencyUnknown = "CURRENCY_UNKNOWN"
    case channelUnknown = "CHANNEL_UNKNOWN"
    case orderChanged = "ORDER_CHANGED"
}

/// What is wrong with an order row: each code once, with the columns it is about.
package struct OrderRowFaults: Sendable {
    /// By code, the columns with what stands in them.
    package private(set) var columns: [OrderRejection: [(column: String, value: String)]] = [:]
    package var shifted = false
    package var headerAgain = false
    /// ORDER_CHANGED: what is stored.
    package var stored = "" { didSet { stored = CardNumber.masked(stored) } }
    /// AMOUNT_TOO_PRECISE: decimals that the currency has.
    package var decimals = 0

    package init() {}

    package var isEmpty: Bool { columns.isEmpty && !shifted && !headerAgain }

    package mutating func add(_ code: OrderRejection, _ column: String, _ value: String) {
        columns[code, default: []].append((column, CardNumber.masked(value)))
    }

    package var codes: [OrderRejection] {
        shifted || headerAgain ? [.fieldInvalid] : OrderRejection.allCases.filter { columns[$0] != nil }
    }

    package var message: BilingualText { BilingualText.joined(codes.map(text)) }

    private func text(_ code: OrderRejection) -> BilingualText {
        if shifted {
            return BilingualText(
                "the row has a cell beyond the header: put quotes around a cell that holds the separator",
                "该行单元格多于表头：含分隔符的单元格请加引号")
        }
        if headerAgain {
            return BilingualText(
                "the header line stands here again, as when files are joined: remove it", "此处重复出现表头：请删除该行")
        }
        let entries = columns[code] ?? []
        let names = entries.map(\.column).joined(separator: ", ")
        let values = entries.map { $0.value.isEmpty ? $0.column : "\($0.column) \($0.value)" }
            .joined(separator: ", ")
        switch code {
        case .fieldMissing: return BilingualText("fill in \(names)", "请填写 \(names)")
        case .fieldInvalid:
            return BilingualText(
                "\(values) has a length, form or characters that it may not have", "\(values) 的长度、格式或字符不符合要求")
        case .identifierDamaged:
            return BilingualText(
                "a spreadsheet has destroyed digits of \(values): format the column as text and enter it again",
                "电子表格已损坏 \(values)：请将该列设为文本格式后重新填写")
        case .amountInvalid:
            return BilingualText(
                "\(values) is not an amount: write digits with at most one point, at most 12 before it",
                "\(values) 不是有效金额：只能用数字和一个小数点，小数点前最多 12 位")
        case .amountTooPrecise:
            return BilingualText(
                "\(values) has more than the \(decimals) decimals of its currency",
                "\(values) 的小数位超过币种的 \(decimals) 位")
        case .currencyUnknown:
            return BilingualText(
                "\(values) is not an active ISO 4217 currency", "\(values) 不是有效的 ISO 4217 币种")
        case .channelUnknown:
            return BilingualText(
                "\(values) is no channel of refundry.yaml: name one that is, or add it there",
                "\(values) 不是 refundry.yaml 中的通道：请更正或添加")
        case .orderChanged:
            return BilingualText(
                "\(values) may not change: \(stored) is stored", "\(values) 不得更改：已存为 \(stored)")
        }
    }
}
