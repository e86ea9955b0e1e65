"""The business day that is played: its commands, their times, and the files that go in."""

import gzip
import os
import shutil
from dataclasses import dataclass

SETTINGS = """home_number: 417
settle_seconds: 0
accounts:
  "8001": {approval: one, funds: {USD: on}}
  "6001": {profile: shop}
channels:
  default: {layout: native-csv}
  card: {layout: native-xml}
  night: {layout: native-csv, cutoffs: ["16:00"], max_rows: 1, max_money_day: {USD: "50.00"}}
  transfer: {layout: iso20022, debtor: {name: Ours, account: DE89370400440532013000}, statements: true}
  wallet: {layout: {profile: wallet}}
"""

# What a merchant's files look like, and a bank's.
PROFILES = {"shop": """name: shop
source: the torture's day
format: csv
separator: ";"
amounts: {mark: ","}
batches:
  records: {header: H, row: D, trailer: T}
  fields: {refund_number: 2, payment_id: 3, refund_amount: 4, refund_currency: 5}
  header: {batch_number: 2}
  trailer: {count: 2, total: 3}
""", "wallet": """name: wallet
source: the torture's day
format: fixed
width: 40
amounts: {unit: minor}
submissions:
  extension: txt
  header: [{value: H, from: 1, length: 1}, {field: submission_id, from: 2, length: 8, align: right, pad: "0"}]
  row:
    - {value: D, from: 1, length: 1}
    - {field: refund_id, from: 2, length: 14}
    - {field: refund_amount, from: 16, length: 12, align: right, pad: "0"}
    - {field: refund_currency, from: 28, length: 3}
  trailer: [{value: T, from: 1, length: 1}, {field: count, from: 2, length: 6, align: right, pad: "0"}]
results:
  records: {header: H, row: D, trailer: T}
  fields:
    refund_id: {from: 2, length: 14}
    refund_amount: {from: 16, length: 12}
    refund_currency: {from: 28, length: 3}
    result: {from: 31, length: 1, values: {"1": success, "2": failed, "3": pending}}
    reason_code: {from: 32, length: 4}
  header: {submission_id: {from: 2, length: 8}}
  trailer: {count: {from: 2, length: 6}, total: {from: 8, length: 15}}
"""}

ORDERS = """payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,channel
2610010000000000001,7001,T1,A-1,USD,100.00,success,2026-10-01 10:00:00,
2610010000000000002,7001,T1,A-2,USD,250.50,success,2026-10-01 10:01:00,
2610010000000000003,7001,T1,A-3,JPY,4800,success,2026-10-01 10:02:00,
2610010000000000004,7001,T2,A-4,USD,75.25,success,2026-10-01 10:03:00,card
2610010000000000005,7001,T2,A-5,JPY,9900,success,2026-10-01 10:04:00,card
2610010000000000006,8001,T3,B-1,USD,500.00,success,2026-10-01 10:05:00,
2610010000000000007,8001,T3,B-2,USD,60.00,success,2026-10-01 10:06:00,card
2610010000000000008,8001,T3,B-3,USD,not money,success,2026-10-01 10:07:00,
2610010000000000009,7001,T1,A-6,USD,33.00,failed,2026-10-01 10:08:00,
2610010000000000010,7001,T1,A-7,USD,18.00,success,2026-10-01 10:09:00,
"""

BATCH = """#batch_number=W1
#count=6
refund_number,payment_id,refund_type,refund_amount,refund_description
R-1,2610010000000000001,partial,20.00,wrong size
R-2,2610010000000000001,partial,90.00,too much
R-3,2610010000000000003,full,,not delivered
R-4,2610010000000000004,partial,5.555,too precise
R-5,2610010000000000004,partial,25.25,late
R-6,2610010000000000009,full,,never paid
"""

ZIPPED = """refund_number,payment_id,refund_type,refund_amount
Z-1,2610010000000000002,partial,50.50
Z-2,2610010000000000005,partial,900
Z-3,2610010000000000001,partial,30.00
"""

WAITING = """refund_number,payment_id,refund_type,refund_amount
W-1,2610010000000000006,partial,120.00
W-2,2610010000000000007,full,
W-3,2610010000000000006,partial,5.00
"""

CHARGED_BACK = """payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,chargeback_amount
2610010000000000007,8001,T3,B-2,USD,60.00,success,2026-10-01 10:06:00,1.00
"""

DECLINED = """refund_number,payment_id,refund_type,refund_amount
D-1,2610010000000000006,partial,45.00
"""

SHORT = """refund_number,payment_id,refund_type,refund_amount
S-1,2610010000000000006,partial,300.00
"""

BALANCE = """account,currency,balance,as_of
8001,USD,{},2026-10-{}:00+08:00
"""

BROKEN = """#count=3
refund_number,payment_id,refund_type,refund_amount
X-1,2610010000000000001,partial,1.00
"""

DROPPED_ORDERS = """payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,channel
2610010000000000011,7001,T1,A-8,USD,44.00,success,2026-10-08 09:00:00,
2610010000000000012,7001,T2,A-9,USD,12.00,success,2026-10-08 09:01:00,card
2610010000000000013,9001,T4,C-1,USD,30.00,success,2026-10-08 09:02:00,night
2610010000000000014,9001,T4,C-2,USD,20.00,success,2026-10-08 09:03:00,night
"""

DROPPED_BATCH = """refund_number,payment_id,refund_type,refund_amount
E-1,2610010000000000011,partial,4.00
E-2,2610010000000000012,full,
E-3,2610010000000000002,partial,300.00
"""

NIGHT_BATCH = """refund_number,payment_id,refund_type,refund_amount
N-1,2610010000000000013,full,
N-2,2610010000000000014,full,
"""


@dataclass
class Command:
    """One command of the day. `prepare` makes input files when the day is played for the first time; `before` is what
    happens to the home just before the command, `takes` the file that the bank takes away then; `repeated` are the exits
    allowed when it is given again."""
    name: str
    words: list
    now: str
    exit: int = 0
    repeated: tuple = (0, 65)
    prepare: object = None
    before: object = None
    takes: str = None


def refund_id(home_number, serial):
    """Refundry's number of a refund, with its ISO 7064 MOD 11,10 check digit."""
    digits = f"{home_number:03d}{serial:010d}"
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return digits + str((11 - product) % 10)


def write(path, text):
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def settle(home, more=""):
    """A new home's settings, and its profiles."""
    settings = f"{home}/refundry.yaml"
    os.chmod(settings, 0o600)
    write(settings, SETTINGS + more)
    os.makedirs(f"{home}/profiles", mode=0o700, exist_ok=True)
    for name, text in PROFILES.items():
        write(f"{home}/profiles/{name}.yaml", text)


def by_number(refunds):
    return {refund["refund_number"]: refund for refund in refunds}


def answers(rows):
    """A bank's result file in CSV."""
    head = "refund_id,result,refund_amount,refund_currency,query_number,reason_code,reason\n"
    return f"#count={len(rows)}\n" + head + "".join(",".join(row) + "\n" for row in rows)


def paid(refund, query="", amount=None):
    return [refund["refund_id"], "success", amount or refund["refund_amount"], refund["refund_currency"], query, "", ""]


def sent_by_hand(inputs, _, home):
    """Somebody has sent a copy of a file that waits in the outbox."""
    shutil.copyfile(f"{home}/outbox/default/default-000001-JPY.csv", f"{inputs}/by-hand.csv")


def first_answers(inputs, refunds, _):
    known = by_number(refunds)
    rows = [paid(known["R-1"], "Q1"), paid(known["R-3"]), paid(known["Z-1"], amount="50.00"),
            [known["W-1"]["refund_id"], "failed", "", "", "", "AC04", "account closed"],
            [known["Z-3"]["refund_id"], "pending", "", "", "", "", ""]]
    write(f"{inputs}/answers.csv", answers(rows))
    write(f"{inputs}/late.csv", answers([[known["R-3"]["refund_id"], "", "", "", "Q3", "", ""]]))
    card = [paid(known["R-5"], "Q5"), paid(known["Z-2"])]
    records = "".join(f"<refund><refund_id>{row[0]}</refund_id><result>{row[1]}</result><refund_amount>{row[2]}"
                      f"</refund_amount><refund_currency>{row[3]}</refund_currency></refund>" for row in card)
    write(f"{inputs}/card.xml", f'<result count="{len(card)}">{records}</result>\n')


def second_answers(inputs, refunds, _):
    """One that the bank paid comes back, and one that nobody knows."""
    known = by_number(refunds)
    rows = [[known["R-1"]["refund_id"], "failed", "", "", "", "RRTN", "account closed"],
            ["99900000000012", "success", "1.00", "USD", "", "", ""]]
    write(f"{inputs}/second.csv", answers(rows))


def drop(inputs, home):
    """Files for `run`: orders, results, two batches (one of them broken), one with a `.done` beside it."""
    places = {"dropped-orders.csv": "drop/orders/orders.csv", "card.xml": "drop/results/card/card.xml",
              "dropped-batch.csv": "drop/refunds/7001/batch.csv",
              "night-batch.csv": "drop/refunds/9001/night.csv", "broken-too.csv": "drop/refunds/8001/broken.csv"}
    for name, place in places.items():
        target = f"{home}/{place}"
        os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
        shutil.copyfile(f"{inputs}/{name}", target)
    write(f"{home}/drop/refunds/7001/batch.csv.done", "")


def write_inputs(inputs):
    os.makedirs(inputs, exist_ok=True)
    for name, text in {"orders.csv": ORDERS, "batch.csv": BATCH, "waiting.csv": WAITING, "declined.csv": DECLINED,
                       "charged-back.csv": CHARGED_BACK, "covered.csv": CHARGED_BACK.replace("1.00\n", "0\n"),
                       "short.csv": SHORT, "balance.csv": BALANCE.format("500.00", "08T08:30"),
                       "less.csv": BALANCE.format("100.00", "08T15:35"), "more.csv": BALANCE.format("1000.00", "09T07:45"),
                       "broken.csv": BROKEN, "broken-too.csv": BROKEN.replace("X-1", "X-2"),
                       "dropped-orders.csv": DROPPED_ORDERS, "dropped-batch.csv": DROPPED_BATCH,
                       "night-batch.csv": NIGHT_BATCH}.items():
        write(f"{inputs}/{name}", text)
    write(f"{inputs}/zipped.csv.gz", gzip.compress(ZIPPED.encode(), mtime=0))


def commands(inputs):
    """The day."""
    chen, lin = ["--by", "Chen Jing"], ["--by", "Lin Yue"]
    at = "2026-10-08T{}:00".format
    return [
        Command("orders import", ["orders", "import", f"{inputs}/orders.csv"], at("09:00")),
        Command("funds import", ["funds", "import", f"{inputs}/balance.csv", *chen], at("09:05")),
        Command("batches import", ["batches", "import", f"{inputs}/batch.csv", "--account", "7001", *chen], at("09:10")),
        Command("batches import gzip", ["batches", "import", f"{inputs}/zipped.csv.gz", "--account", "7001", *chen],
                at("09:20")),
        Command("batches import waiting", ["batches", "import", f"{inputs}/waiting.csv", "--account", "8001", *chen],
                at("09:30")),
        Command("batches import declined", ["batches", "import", f"{inputs}/declined.csv", "--account", "8001", *chen],
                at("09:40")),
        Command("batches import short", ["batches", "import", f"{inputs}/short.csv", "--account", "8001", *chen],
                at("09:45")),
        Command("batches import refused", ["batches", "import", f"{inputs}/broken.csv", "--account", "7001", *chen],
                at("09:50"), exit=65, repeated=(65,)),
        Command("batches approve", ["batches", "approve", "3", *lin], at("10:00")),
        Command("orders import void", ["orders", "import", f"{inputs}/charged-back.csv"], at("10:02")),
        Command("batches approve except", ["batches", "approve", "3", *lin, "--except", refund_id(417, 9)], at("10:04")),
        Command("orders import covered", ["orders", "import", f"{inputs}/covered.csv"], at("10:06")),
        Command("batches approve anew", ["batches", "approve", "3", *lin], at("10:07")),
        Command("batches approve short", ["batches", "approve", "5", *lin], at("10:08")),
        Command("batches decline", ["batches", "decline", "4", *lin, "--why", "asked twice"], at("10:10")),
        Command("refunds create", ["refunds", "create", "--account", "7001", "--payment", "2610010000000000010",
                                   "--number", "H-1", "--amount", "8.00", "--reason", "by hand", "--yes", *chen],
                at("10:20")),
        Command("refunds cancel", ["refunds", "cancel", refund_id(417, 6), *chen], at("10:30")),
        Command("channels halt", ["channels", "halt", "card", *lin, "--note", "the bank asks"], at("10:40")),
        Command("submissions plan", ["submissions", "plan"], at("10:50")),
        Command("reports notifications", ["reports", "notifications", "--next", *chen], at("10:52")),
        Command("channels resume", ["channels", "resume", "card", *lin, "--note", "the bank is back"], at("10:55")),
        Command("submissions build", ["submissions", "build"], at("11:00")),
        Command("results import", ["results", "import", f"{inputs}/answers.csv", "--channel", "default"], at("14:00"),
                prepare=first_answers),
        Command("results import late", ["results", "import", f"{inputs}/late.csv"], at("14:30")),
        Command("exceptions propose", ["exceptions", "resolve", "2", "--action", "apply", "--note", "asked", *chen],
                at("14:40")),
        Command("exceptions confirm", ["exceptions", "resolve", "2", "--action", "apply", *lin], at("14:50")),
        Command("submissions redeliver", ["submissions", "redeliver", "1", *chen, "--note", "the bank lost it"],
                at("15:00"), takes="card-000001-JPY.xml"),
        Command("submissions adopt", ["submissions", "adopt", f"{inputs}/by-hand.csv", *chen, "--note", "by hand"],
                at("15:30"), prepare=sent_by_hand, repeated=(0,)),
        Command("funds import less", ["funds", "import", f"{inputs}/less.csv", *chen], at("15:40")),
        Command("run", ["run"], at("17:00"), exit=65, before=lambda home: drop(inputs, home)),
        Command("funds import more", ["funds", "import", f"{inputs}/more.csv", *chen], "2026-10-09T07:50:00"),
        Command("run again", ["run"], "2026-10-09T08:00:00"),
        Command("reports notifications again", ["reports", "notifications", "--next", *lin], "2026-10-09T08:05:00"),
        Command("reports daily", ["reports", "daily", "--date", "2026-10-08"], "2026-10-09T08:10:00"),
    ] + second_day(inputs, chen, lin)


def second_day(inputs, chen, lin):
    """What people do about what went wrong."""
    at = "2026-10-09T{}:00".format

    def resolve(name, number, action, person, clock, note=()):
        words = ["exceptions", "resolve", str(number), "--action", action, *note, *person]
        return Command(f"exceptions {name}", words, at(clock))

    note = ("--note", "asked the bank")
    return [
        Command("results import second", ["results", "import", f"{inputs}/second.csv", "--channel", "default"], at("09:00"),
                prepare=second_answers),
        Command("exceptions assign", ["exceptions", "assign", "4", "--to", "Lin Yue", "--note", "yours", *chen], at("09:10"),
                repeated=(0,)),
        Command("exceptions comment", ["exceptions", "comment", "4", "--note", "called the bank", *lin], at("09:20"),
                repeated=(0,)),
        resolve("reverse propose", 4, "reverse", chen, "09:30", note),
        Command("exceptions withdraw", ["exceptions", "resolve", "4", "--withdraw", "--note", "too early", *chen], at("09:35")),
        resolve("reverse propose again", 4, "reverse", chen, "09:40", note),
        resolve("reverse confirm", 4, "reverse", lin, "09:50"),
        resolve("dismiss propose", 5, "dismiss", chen, "10:00", note),
        resolve("dismiss confirm", 5, "dismiss", lin, "10:10"),
        Command("accounts halt", ["accounts", "halt", "9001", *lin, "--note", "the merchant asks"], at("15:00")),
        Command("accounts resume", ["accounts", "resume", "9001", *lin, "--note", "all is well"], at("15:10")),
        Command("run at the cut-off", ["run"], at("16:00")),
        Command("submissions void propose", ["submissions", "void", "8", *chen, "--note", "never arrived"], at("17:00")),
        Command("submissions void withdraw", ["submissions", "void", "8", "--withdraw", "--note", "it did", *chen],
                at("17:05")),
        Command("submissions void propose again", ["submissions", "void", "8", *chen, "--note", "it did not"], at("17:10")),
        Command("submissions void confirm", ["submissions", "void", "8", *lin], at("17:20")),
        Command("run after the void", ["run"], "2026-10-10T16:00:00"),
        # Whatever the run left half done, the next command that writes finishes or takes away.
        Command("exceptions comment last", ["exceptions", "comment", "3", "--note", "still open", *lin], "2026-10-10T16:10:00",
                repeated=(0,)),
    ]
