"""The Python peer's rules: every reason of every row, first come, first served."""

import json
import re
from collections import namedtuple
from datetime import timedelta

EXPONENTS = {"USD": 2, "EUR": 2, "GBP": 2, "CNY": 2, "HKD": 2, "JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3}
STATUS = {"success": 1, "1": 1, "failed": 0, "0": 0, "pending": 0, "-1": 0}
KINDS = {"full": "full", "1": "full", "partial": "partial", "2": "partial", "": ""}
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,50}")
NUMBER = re.compile(r"[A-Za-z0-9_\-|*@.]{1,64}").fullmatch
DAMAGED = re.compile(r"\d+(?:[.,]\d+)?[Ee]\+\d+").fullmatch
AMOUNT = re.compile(r"(\d{1,12})(?:\.(\d+))?").fullmatch
ORDER_DAYS, MOST_REFUNDS, SAME_DAYS = 365, 50, 7

MESSAGES = {
    "FIELD_MISSING": ("a required field is empty", "必填字段为空"),
    "FIELD_INVALID": ("a field has a wrong length or character", "字段长度或字符有误"),
    "IDENTIFIER_DAMAGED": ("a spreadsheet has damaged the number {keys}", "编号 {keys} 已被表格软件损坏"),
    "AMOUNT_INVALID": ("'{amount}' is no amount", "“{amount}”不是有效金额"),
    "AMOUNT_TOO_PRECISE": ("{amount} has more decimals than the currency", "{amount} 的小数位超过币种规定"),
    "CURRENCY_UNKNOWN": ("'{currency}' is no currency", "“{currency}”不是有效币种"),
    "ORDER_NOT_FOUND": ("the account has no payment {keys}", "该账户没有支付 {keys}"),
    "ORDER_CONFLICT": ("{keys} name different payments", "{keys} 指向不同的支付"),
    "ORDER_AMBIGUOUS": ("several payments bear {keys}", "多笔支付使用 {keys}"),
    "TERMINAL_CONFLICT": ("the order's terminal is {terminal}", "订单的终端号是 {terminal}"),
    "CURRENCY_CONFLICT": ("the order's currency is {own}", "订单的币种是 {own}"),
    "ORDER_NOT_PAID": ("payment {keys} was not successful", "支付 {keys} 未成功"),
    "ORDER_TOO_OLD": ("paid at {time}, too long ago", "支付时间 {time} 已超过期限"),
    "TYPE_CONFLICT": ("a full refund is {whole}, not {amount}", "全额退款应为 {whole}，而非 {amount}"),
    "REFUND_NUMBER_USED": ("{number} was used before: {where}", "{number} 已被使用：{where}"),
    "NOTHING_REFUNDABLE": ("nothing is left to refund", "已无可退金额"),
    "EXCEEDS_REFUNDABLE": ("{amount} asked, {left} refundable", "申请 {amount}，可退 {left}"),
    "TOO_MANY_REFUNDS": ("the order already has 50 refunds", "该订单的退款次数已达 50 次"),
}

Verdict = namedtuple("Verdict", "order amount warning codes english chinese")


def minor(text, exponent):
    """An amount in minor units; None when it is none or too precise."""
    match = AMOUNT(text)
    if not match:
        return None
    whole, part = match.groups()
    if part is None:
        return int(whole) * 10 ** exponent
    if len(part) > exponent:
        return None
    return int(whole + part) * 10 ** (exponent - len(part))


def text_of(value, exponent):
    if not exponent:
        return str(value)
    whole, part = divmod(value, 10 ** exponent)
    return f"{whole}.{part:0{exponent}d}"


class Order:
    """A payment and what its refunds have used of it so far."""

    __slots__ = ("order_id", "payment", "terminal", "number", "currency", "amount", "paid", "paid_at", "bound",
                 "held", "refunds", "recent")

    def __init__(self, order_id, payment, terminal, number, currency, amount, paid, paid_at, bound):
        self.order_id, self.payment, self.terminal, self.number = order_id, payment, terminal, number
        self.currency, self.amount, self.paid, self.paid_at, self.bound = currency, amount, paid, paid_at, bound
        self.held = self.refunds = 0
        self.recent = ()

    def reserve(self, amount):
        """Takes a refund's amount; the warning when the same amount was refunded within days."""
        warning = "POSSIBLE_DUPLICATE" if amount in self.recent else ""
        self.held += amount
        self.refunds += 1
        self.recent = (*self.recent, amount)
        return warning


class Judge:
    """Decides chunks of rows against the ledger and the rows accepted before."""

    FACTS = ("order_id, payment_id, terminal, order_number, currency, amount, paid, paid_at,"
             " amount - chargeback - elsewhere")

    def __init__(self, ledger, account, now):
        self.ledger, self.account = ledger, account
        self.oldest = (now - timedelta(days=ORDER_DAYS)).isoformat(" ")
        self.same = (now - timedelta(days=SAME_DAYS)).isoformat(" ")

    def chunk(self, rows):
        """(line, row, verdict) of each row; what it needs from the ledger is read once for all of them."""
        rows = [(line, [cell.strip(" \t\xa0\u3000") for cell in row]) for line, row in rows]
        for _, row in rows:
            for place in (0, 1, 2, 3):
                if row[place][:1] in ("'", "`"):
                    row[place] = row[place][1:]
        self.load_orders(rows)
        self.load_numbers(rows)
        for line, row in rows:
            yield line, row, self.verdict(line, row)

    def load_orders(self, rows):
        self.by_payment, self.by_number = {}, {}
        payments = sorted({row[1] for _, row in rows if row[1]})
        numbers = sorted({row[2] for _, row in rows if row[2]})
        known = {}
        for key, column in ((payments, "payment_id"), (numbers, "order_number")):
            for facts in self.ledger.execute(
                    f"SELECT {self.FACTS} FROM json_each(?) CROSS JOIN orders ON account = ? AND {column} = value",
                    (json.dumps(key), self.account)):
                if facts[0] not in known:
                    order = known[facts[0]] = Order(*facts)
                    self.by_payment[order.payment] = order
        for order in known.values():
            self.by_number.setdefault(order.number, []).append(order)
        for order, amount, at in self.ledger.execute(
                "SELECT order_id, amount, accepted_at FROM json_each(?) CROSS JOIN refunds ON order_id = value"
                " WHERE status <> 3", (json.dumps(sorted(known)),)):
            order = known[order]
            order.held += amount
            order.refunds += 1
            if at >= self.same:
                order.recent = (*order.recent, amount)

    def load_numbers(self, rows):
        self.numbers = {number: f"batch {batch}, line {line}" for number, batch, line in self.ledger.execute(
            "SELECT refund_number, batch, line FROM json_each(?)"
            " CROSS JOIN refunds ON account = ? AND refund_number = value",
            (json.dumps(sorted({row[0] for _, row in rows})), self.account))}

    def verdict(self, line, row):
        number, payment, order_number, terminal, kind_text, amount_text, currency, description = row
        codes = []
        add = codes.append
        kind = KINDS.get(kind_text.lower())
        if not number or not (payment or order_number) or (not amount_text and kind != "full"):
            add("FIELD_MISSING")
        damaged = [bool(DAMAGED(cell)) for cell in row[:4]] if "+" in "".join(row[:4]) else (False,) * 4
        if ((number and not damaged[0] and not NUMBER(number)) or kind is None or len(description) > 255
                or (payment and not damaged[1] and not IDENTIFIER.fullmatch(payment)) or len(order_number) > 50):
            add("FIELD_INVALID")
        if any(damaged):
            add("IDENTIFIER_DAMAGED")
        found, trouble = self.find("" if damaged[1] else payment, "" if damaged[2] else order_number)
        currency = currency.upper()
        match = AMOUNT(amount_text)
        sound = bool(amount_text) or kind == "full"
        if amount_text and (not match or not amount_text.strip("0.")):
            add("AMOUNT_INVALID")
            sound = False
        elif amount_text:
            exponent = EXPONENTS.get(currency, EXPONENTS[found.currency] if found else None)
            if exponent is not None and match[2] and len(match[2]) > exponent:
                add("AMOUNT_TOO_PRECISE")
                sound = False
        if currency and currency not in EXPONENTS:
            add("CURRENCY_UNKNOWN")
        unpaid = trouble == "ORDER_NOT_PAID" or (found is not None and not found.paid)
        if trouble and trouble != "ORDER_NOT_PAID":
            add(trouble)
        amount = None
        if found:
            amount = self.against_order(found, add, codes, terminal if not damaged[3] else "", currency, kind,
                                        amount_text, sound, unpaid, number)
        else:
            if unpaid:
                add("ORDER_NOT_PAID")
            if number in self.numbers:
                add("REFUND_NUMBER_USED")
        if codes:
            return self.refused(codes, row, found)
        self.numbers[number] = f"line {line}"
        return Verdict(found, amount, found.reserve(amount), (), (), ())

    def find(self, payment, order_number):
        """The one order, and the code that stands against its keys."""
        order = self.by_payment.get(payment) if payment else None
        bearers = self.by_number.get(order_number, ()) if order_number else ()
        if payment:
            if order is None or (order_number and not bearers):
                return None, "ORDER_NOT_FOUND"
            if order_number and order.number != order_number:
                return None, "ORDER_CONFLICT"
            return order, None
        if not order_number:
            return None, None
        if not bearers:
            return None, "ORDER_NOT_FOUND"
        paid = [each for each in bearers if each.paid]
        if len(paid) > 1:
            return None, "ORDER_AMBIGUOUS"
        if paid:
            return paid[0], None
        return (bearers[0] if len(bearers) == 1 else None), "ORDER_NOT_PAID"

    def against_order(self, order, add, codes, terminal, currency, kind, amount_text, sound, unpaid, number):
        """The rules that need the order; the amount asked for, where it can be read."""
        if terminal and terminal != order.terminal:
            add("TERMINAL_CONFLICT")
        same = not currency or currency == order.currency
        known = not currency or currency in EXPONENTS
        if known and not same:
            add("CURRENCY_CONFLICT")
        if unpaid:
            add("ORDER_NOT_PAID")
        if order.paid_at < self.oldest:
            add("ORDER_TOO_OLD")
        amount = None
        if sound and same:
            amount = minor(amount_text, EXPONENTS[order.currency]) if amount_text else order.amount
            if kind == "full" and amount != order.amount:
                add("TYPE_CONFLICT")
        if number in self.numbers:
            add("REFUND_NUMBER_USED")
        if amount is not None and not unpaid:
            left = order.bound - order.held
            if left <= 0:
                add("NOTHING_REFUNDABLE")
            elif amount > left:
                add("EXCEEDS_REFUNDABLE")
        if order.refunds >= MOST_REFUNDS:
            add("TOO_MANY_REFUNDS")
        return amount

    def refused(self, codes, row, order):
        exponent = EXPONENTS[order.currency] if order else 0
        figures = {"number": row[0], "keys": " ".join(filter(None, row[1:3])), "amount": row[5],
                   "currency": row[6], "where": self.numbers.get(row[0])}
        if order:
            figures |= {"terminal": order.terminal, "own": order.currency, "time": order.paid_at,
                        "whole": text_of(order.amount, exponent),
                        "left": text_of(max(0, order.bound - order.held), exponent)}
        english, chinese = zip(*(MESSAGES[code] for code in codes))
        return Verdict(None, None, "", codes, [text.format_map(figures) for text in english],
                       [text.format_map(figures) for text in chinese])
