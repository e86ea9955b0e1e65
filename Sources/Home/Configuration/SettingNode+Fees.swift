import Refunds
import Rules
import Yams

/// `fees` of a channel: a list of lines such as `{on: submission, currency: USD, fixed: "0.30", share: "0.015"}`.
extension SettingNode {
    private static let keysOfFees = ["on", "currency", "from", "fixed", "share"]

    /// - Parameter exponents: where the channel's decimals differ from ISO 4217.
    func fees(exponents: [String: Int]) throws(HomeFailure) -> [FeeTerm] {
        if isEmpty { return [] }
        guard case .sequence(let sequence) = node else { throw noListOfFees() }
        var all: [FeeTerm] = []
        for item in sequence {
            guard case .mapping = item else { throw noListOfFees() }
            let line = SettingNode(node: item, file: file, name: name, line: item.mark?.line ?? line)
            let term = try line.fee(exponents)
            guard
                !all.contains(where: {
                    ($0.event, $0.currency, $0.from) == (term.event, term.currency, term.from)
                })
            else { throw line.feeTwice(term) }
            all.append(term)
        }
        return all
    }

    private func fee(_ exponents: [String: Int]) throws(HomeFailure) -> FeeTerm {
        var event: FeeTerm.Event?
        var currency: FeeCurrency?
        var from: CalendarDate?
        var fixed: SettingNode?
        var share: Share?
        for entry in try entries(known: Self.keysOfFees) {
            switch entry.key {
            case "on": event = try entry.value.choice(FeeTerm.Event.self)
            case "currency": currency = try entry.value.feeCurrency(exponents)
            case "from": from = try entry.value.date()
            case "fixed": fixed = entry.value
            case "share": share = try entry.value.feeShare()
            default: break  // not our enum
            }
        }
        guard let event else {
            throw fail(
                "\(name): a line doesn't say what is charged for; add on: submission or on: success",
                "\(name)：有一行没有写明何时收费；请加上 on: submission 或 on: success")
        }
        guard let currency else {
            throw fail(
                "\(name): a line has no currency; add one, such as currency: USD, or currency: \"*\" for all others",
                "\(name)：有一行没有币种；请加上，例如 currency: USD，或以 currency: \"*\" 表示其他所有币种")
        }
        guard fixed != nil || share != nil else {
            throw fail(
                "\(name): a line charges nothing; add fixed or share, \"0\" where nothing is charged any more",
                "\(name)：有一行没有费用；请加上 fixed 或 share，不再收费时写 \"0\"")
        }
        var term = FeeTerm(event, currency: currency.code, from: from, share: share)
        if let fixed { term.fixed = try fixed.fixedFee(currency) }
        return term
    }

    /// The currency of a line: one with its decimals, or all others.
    private struct FeeCurrency {
        var code: CurrencyCode?
        var exponent = 0
    }

    private func feeCurrency(_ exponents: [String: Int]) throws(HomeFailure) -> FeeCurrency {
        let text = try string()
        if text == "*" { return FeeCurrency() }
        guard let code = CurrencyCode(text), code.text == text,
            let exponent = exponents[text] ?? CurrencyTable.exponent(of: code)
        else { throw noKnownCurrency(text) }
        return FeeCurrency(code: code, exponent: exponent)
    }

    private func fixedFee(_ currency: FeeCurrency) throws(HomeFailure) -> WrittenAmount {
        guard let code = currency.code else {
            throw fail(
                "\(name): a fixed sum is one of a currency; write a line for each currency, or a share for \"*\"",
                "\(name)：固定金额必须属于某一币种；请为每个币种各写一行，或为 \"*\" 写 share")
        }
        let bytes = Array((node.scalar?.string ?? "").utf8)
        guard let style = node.scalar?.style, style == .doubleQuoted || style == .singleQuoted,
            let amount = WrittenAmount(bytes.span, allowingZero: true),
            amount.minorUnits(exponent: currency.exponent) != nil
        else {
            let example = Money.text(
                minor: powersOfTen[currency.exponent] * 3, exponent: currency.exponent)
            throw wrongType(
                "an amount in quotes, such as \"\(example)\", with at most the \(currency.exponent) decimals of \(code.text)",
                "加引号的金额，例如 \"\(example)\"，最多为 \(code.text) 的 \(currency.exponent) 位小数")
        }
        return amount
    }

    /// In quotes or without: it is read as it was written either way.
    private func feeShare() throws(HomeFailure) -> Share {
        guard let text = node.scalar?.string, let share = Share(text) else {
            throw wrongType(
                "a share from 0 to 1, such as \"0.015\" for 1.5 %, with at most nine decimals",
                "0 到 1 之间的小数，例如 \"0.015\" 表示 1.5%，最多九位小数")
        }
        return share
    }

    private func date() throws(HomeFailure) -> CalendarDate {
        let text = try string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { $0.digit != nil } ? Int(part) : nil }
        guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
            let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else { throw wrongType("a day, such as 2026-10-01", "日期，例如 2026-10-01") }
        return date
    }

    private func noListOfFees() -> HomeFailure {
        wrongType(
            "a list of lines, such as [{on: submission, currency: USD, fixed: \"0.30\", share: \"0.015\"}]",
            "列表，例如 [{on: submission, currency: USD, fixed: \"0.30\", share: \"0.015\"}]")
    }

    private func feeTwice(_ term: FeeTerm) -> HomeFailure {
        let what = "on: \(term.event.rawValue), currency: \(term.currency?.text ?? "\"*\"")"
        return fail(
            "\(name): two lines are \(what), and from the same day; keep one of them, or give the newer one a later from",
            "\(name)：有两行同为 \(what)，且起始日相同；请只保留一行，或为新的一行写更晚的 from")
    }
}
