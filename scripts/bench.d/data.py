"""Makes the benchmark's data: the same arguments give the same bytes.

Every order is computed from its index alone, so refunds are drawn from any number of orders without holding
them. Orders are spread evenly over the 300 days before NOW; one account of eight owns most of them.
"""

import csv
import gzip
import hashlib
import io
import os
import random
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

NOW = "2026-10-08T10:00:00+08:00"
DAYS = 300
ACCOUNT = "995378"
OTHERS = ["995401", "995417", "995432", "995460", "995488", "995503", "995519"]
EXPONENTS = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}
CURRENCIES = ["USD"] * 32 + ["EUR"] * 18 + ["JPY"] * 9 + ["KWD"] * 5
ACCOUNTS = [ACCOUNT] * 57 + OTHERS
METHODS = ["visa", "visa", "mastercard", "mastercard", "amex", "jcb", "sepa", "paypal"]
ORDER_COLUMNS = ["payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
                 "payment_status", "payment_datetime", "channel", "payment_method"]
REFUND_COLUMNS = ["refund_number", "payment_id", "order_number", "terminal", "refund_type", "refund_amount",
                  "refund_currency", "refund_description"]
DESCRIPTIONS = ["Customer returned the goods", "Parcel lost on the way to us", "Wrong size, sent back by post",
                "Ordered twice by mistake", "Goods arrived damaged & late", "Cancelled before dispatch",
                "Price adjusted after a claim", "客户退货,商品与描述不符", "Item out of stock, no substitute",
                "Gift card used by mistake", "Shipping cost given back", "Goodwill after long delivery",
                "Colour differs from picture", "Part of the set was missing", "Duplicate charge, see ticket",
                "Warranty case, not repairable"]
MASK = (1 << 64) - 1

# Share of rows with each fault; the rest asks for a refund that the order may or may not still cover.
FAULTS = [("exceeds", .022), ("unknown", .018), ("foreign", .005), ("unpaid", .016), ("amount", .014),
          ("precise", .014), ("currency", .012), ("damaged", .012), ("number", .012), ("terminal", .005),
          ("type", .004), ("rmb", .002)]
BAD_AMOUNTS = ["12,50", "0.00", "-5.00", "1e3", "abc", "1,204.00"]


def version():
    """Changes with this file, so that no cache outlives the code that made it."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]


def money(minor, exponent):
    """An amount's text with exactly the currency's decimals."""
    if not exponent:
        return str(minor)
    whole, part = divmod(minor, 10 ** exponent)
    return f"{whole}.{part:0{exponent}d}"


class Orders:
    """All orders of one benchmark, by index in order of time."""

    def __init__(self, count):
        self.count = count
        first = datetime.fromisoformat(NOW).replace(tzinfo=None) - timedelta(days=DAYS)
        self.offset = first.hour * 3600 + first.minute * 60 + first.second
        days = [first + timedelta(days=d) for d in range(DAYS + 1)]
        self.short_days = [day.strftime("%y%m%d") for day in days]
        self.long_days = [day.strftime("%Y-%m-%d") for day in days]
        seconds = range(86400)
        self.clocks = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in seconds]
        self.short_clocks = [clock.replace(":", "") for clock in self.clocks]

    def facts(self, index):
        """payment_id, account, terminal, order_number, currency, minor units, paid, time, method."""
        bits = (index * 0x9E3779B97F4A7C15 + 0x1234567) & MASK
        bits = ((bits ^ bits >> 29) * 0xBF58476D1CE4E5B9) & MASK
        bits ^= bits >> 32
        day, second = divmod(self.offset + (index * (DAYS * 86400 - 3600)) // self.count, 86400)
        payment = f"{self.short_days[day]}{self.short_clocks[second]}{index % 1000:03d}{bits % 1000000:06d}"
        account = ACCOUNTS[bits >> 20 & 63]
        minor = 900 + (bits >> 26 & 0x3FFF) + (bits >> 40 & 0x1FFF) * (bits >> 53 & 3)
        return (payment, account, f"{account}0{(bits >> 55 & 3) + 1}",
                f"SO{self.short_days[day]}{index * 387911 % 1000000:06d}", CURRENCIES[bits >> 57 & 63], minor,
                bits % 61 > 1, f"{self.long_days[day]} {self.clocks[second]}", METHODS[bits & 7])

    def lines(self):
        """The order file's lines, header first."""
        yield ",".join(ORDER_COLUMNS) + "\n"
        for index in range(self.count):
            payment, account, terminal, number, currency, minor, paid, time, method = self.facts(index)
            amount = money(minor, EXPONENTS[currency])
            status = "success" if paid else "failed"
            yield f"{payment},{account},{terminal},{number},{currency},{amount},{status},{time},,{method}\n"


class Refunds:
    """The rows of one refund batch of ACCOUNT, in file order.

    A `gentle` batch is history: spread over all orders, small amounts, so that ten of them fit the orders.
    `earlier` is the number of rows of batch 0, of which a few refund numbers are used again.
    """

    def __init__(self, orders, count, batch, gentle=False, earlier=0):
        self.orders, self.count, self.batch = orders, count, batch
        self.gentle, self.earlier = gentle, earlier
        self.random = random.Random(f"refunds/{orders.count}/{count}/{batch}/{gentle}").random
        self.waiting = []       # orders of which further rows follow
        self.numbers = []       # some earlier refund numbers of this file

    def rows(self):
        for serial in range(self.count):
            yield self.row(f"RF{self.batch:03d}{serial:08d}")

    def row(self, number):
        fault = self.fault()
        if fault == "number":
            number = self.used_number(number)
        elif fault is None and self.random() < .01:
            self.remember(number)
        paid, own = fault != "unpaid", fault != "foreign"
        facts = self.next_order(paid, own)
        payment, _, terminal, order, currency, minor, *_ = facts
        exponent = EXPONENTS[currency]
        kind, amount = self.asked(minor)
        text = money(amount, exponent)
        pick = self.random()
        keys = (payment, "") if pick < .9 else ("", order) if pick < .95 else (payment, order)
        given = terminal if pick * 10 % 1 < .5 else ""
        if fault == "exceeds":
            kind, text = "partial", money(minor + 1 + int(self.random() * minor), exponent)
        elif fault == "amount":
            text = BAD_AMOUNTS[int(self.random() * len(BAD_AMOUNTS))]
        elif fault == "precise":
            text = f"{text}5" if exponent else f"{text}.50"
        elif fault == "currency":
            currency = "EUR" if currency == "USD" else "USD"
        elif fault == "rmb":
            currency = "RMB"
        elif fault == "unknown":
            keys = (payment[:12] + "9" + payment[13:18] + "000", "") if keys[0] else ("", "SX" + order[2:])
        elif fault == "damaged":
            keys = (f"{payment[0]}.{payment[1:6]}E+20", "")
        elif fault == "terminal":
            given = ACCOUNT + "09"
        elif fault == "type":
            kind, text = "full", money(minor - 1, exponent)
        description = DESCRIPTIONS[int(self.random() * len(DESCRIPTIONS))]
        return number, *keys, given, kind, text, currency, description

    def fault(self):
        pick = self.random() * (20 if self.gentle else 1)
        for name, share in FAULTS:
            pick -= share
            if pick < 0:
                return name
        return None

    def used_number(self, number):
        if self.earlier and self.random() < .5:
            return f"RF000{int(self.random() * self.earlier):08d}"
        return self.numbers[int(self.random() * len(self.numbers))] if self.numbers else number

    def remember(self, number):
        if len(self.numbers) < 1000:
            self.numbers.append(number)
        else:
            self.numbers[int(self.random() * 1000)] = number

    def next_order(self, paid, own):
        if paid and own and self.waiting and self.random() < .08:
            place = int(self.random() * len(self.waiting))
            self.waiting[place], self.waiting[-1] = self.waiting[-1], self.waiting[place]
            return self.waiting.pop()
        while True:
            facts = self.orders.facts(self.draw())
            if facts[6] == paid and (facts[1] == ACCOUNT) == own:
                break
        if paid and own and self.random() < .2 and len(self.waiting) < 10000:
            self.waiting.append(facts)
        return facts

    def draw(self):
        """An order's index: most refunds are asked for within weeks of the payment."""
        count, pick = self.orders.count, self.random()
        if self.gentle or pick < .3:
            return int(self.random() * count)
        return count - 1 - int(self.random() * self.random() * count)

    def asked(self, minor):
        pick = self.random()
        if self.gentle:
            return "partial", max(1, int(minor * pick * .02))
        if pick < .25:
            return "full", minor
        return "partial", max(1, int(minor * (.03 + .5 * self.random())))


def make(path, write):
    """Writes a cached file under its final name only once it is whole."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        write(part)
        os.replace(part, path)
    return path


def text_into(path, lines):
    """Streams lines into a file; gzipped (without a time in it) where the final name says so."""
    with open(path, "wb") as raw:
        zipped = path.name.removesuffix(".part").endswith(".gz")
        binary = gzip.GzipFile("", "wb", 6, raw, 0) if zipped else raw
        buffered = io.BufferedWriter(binary, 1 << 20)
        buffered.writelines(line.encode() for line in lines)
        buffered.flush()
        if zipped:
            binary.close()


def folder(work):
    return Path(work) / "data" / version()


def orders_file(work, count, zipped=False):
    path = folder(work) / f"orders-{count}.csv{'.gz' if zipped else ''}"
    return make(path, lambda part: text_into(part, Orders(count).lines()))


def csv_line(row):
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n"


def csv_lines(refunds):
    yield ",".join(REFUND_COLUMNS) + "\n"
    for row in refunds.rows():
        yield csv_line(row)


def xml_lines(refunds):
    """One record a line from line 2 on: the same line numbers as in the CSV."""
    yield f'<?xml version="1.0" encoding="UTF-8"?><refund_batch account="{ACCOUNT}">\n'
    for row in refunds.rows():
        cells = "".join(f"<{name}>{escape(cell)}</{name}>" for name, cell in zip(REFUND_COLUMNS, row) if cell)
        yield f"<refund>{cells}</refund>\n"
    yield "</refund_batch>\n"


def batch_file(work, orders, count, batch, layout="csv.gz", gentle=False, earlier=0):
    name = f"refunds-{orders}-{count}-{batch}{'-gentle' if gentle else ''}-{earlier}.{layout}"
    lines = xml_lines if layout == "xml" else csv_lines

    def write(part):
        text_into(part, lines(Refunds(Orders(orders), count, batch, gentle, earlier)))
    return make(folder(work) / name, write)


def submitted(path):
    """The rows of one submission file, by column name."""
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def results_file(path, submissions):
    """The bank's answer to all these submissions: nine of ten paid. Returns the number of records."""
    count = 0
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write("refund_id,result,refund_amount,refund_currency,query_number,bank_reference,"
                   "reason_code,reason,processed_at\n")
        for submission in submissions:
            for row in submitted(submission):
                count += 1
                refund, amount, currency = row["refund_id"], row["refund_amount"], row["refund_currency"]
                answer = f"{refund},success,{amount},{currency},7{refund[3:]}{count:09d},B{count:09d},,"
                if count % 10 == 7:
                    answer = f"{refund},failed,{amount},{currency},,B{count:09d},R{count % 7 + 1:02d},Account closed"
                file.write(f"{answer},2026-10-09T06:{count // 60 % 60:02d}:{count % 60:02d}+08:00\n")
    return count
