"""Several real processes at one home at the same time, killed at random, and every read in between checked: no order is
refunded beyond its amount, the day ties out, verify is green."""

import os
import random
import subprocess
import threading
import time
from collections import Counter, defaultdict

import day
import homes
import transfers
from bank import Bank, Trouble
from points import Outcome
from process import environment, run
from reference import replay

NOW = "2026-10-08T12:00:00"
ACCOUNTS = ("7001", "8001")
PAYMENTS = {f"26101000000000000{number}": ("7001" if number % 2 else "8001", "USD" if number % 3 else "JPY",
                                           ["", "card", "transfer", "wallet"][number % 4]) for number in range(1, 9)}
AMOUNT = 10000  # of every order, in minor units
HOLDING = ("pending", "submitted", "succeeded")
WRITERS, READERS = 4, 2
KILLED = 0.3  # share of the processes that write


def written(minor, currency):
    return str(minor) if currency == "JPY" else f"{minor // 100}.{minor % 100:02d}"


def minor(text):
    return int(text.replace(".", ""))


def orders():
    return transfers.HEAD + "".join(f"{payment},{account},T1,O-{payment[-1]},{currency},{written(AMOUNT, currency)},success,"
                                    f"2026-10-01 10:00:00,{channel},{transfers.ZOE}\n" for payment, (account, currency, channel) in PAYMENTS.items())


class Company:
    """The home, the bank, what was acknowledged, and the first trouble."""

    def __init__(self, tools, folder, seed):
        self.tools, self.folder, self.seed = tools, folder, seed
        self.home, self.inputs = f"{folder}/home", f"{folder}/inputs"
        self.lock = threading.Lock()
        self.bank = Bank(takes=True)
        self.results = {}      # refund_id → the bank's answer, once for all
        self.batches = {}      # batch → what was said of it
        self.created, self.cancelled = set(), set()
        self.ended = Counter()
        self.killed = []       # seconds each killed process had
        self.usual = 0.2       # seconds that a process takes
        self.trouble = None
        self.stopping = threading.Event()

    def open(self):
        homes.clear(self.folder)
        os.makedirs(self.inputs)
        self.must(["init"], None)
        day.settle(self.home, "busy_seconds: 30\n")
        day.write(f"{self.inputs}/orders.csv", orders())
        begun = time.monotonic()
        self.must(["orders", "import", f"{self.inputs}/orders.csv"])
        self.usual = time.monotonic() - begun

    def must(self, words, now=NOW, allowed=(0,)):
        ended = run(self.tools, self.home, words, now)
        if ended.status not in allowed:
            raise Trouble(f"{' '.join(words)}: {ended.told()}")
        return ended

    def fail(self, trouble):
        with self.lock:
            self.trouble = self.trouble or str(trouble)
        self.stopping.set()

    def look(self):
        with self.lock:
            self.bank.look(self.home)

    def write(self, words, chance):
        """Runs a command that writes, perhaps killed at a random moment. Answers what it said; None when it was killed."""
        if chance.random() >= KILLED:
            ended = self.must(words, allowed=(0, 65, 75))
            self.ended[f"exit {ended.status}"] += 1
            self.look()
            return ended if ended.status == 0 else None
        patience = chance.uniform(0, self.usual * 2)
        call = [self.tools.executable, "--home", self.home, "--json", "--now", NOW, *words]
        process = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=environment())
        try:
            status = process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        if status not in (-9, 0, 65, 75):
            raise Trouble(f"{' '.join(words)}: exit {status}")
        if status == -9:
            self.killed.append(patience)
        self.look()
        return None


class Writer(threading.Thread):
    """One who imports, cancels, approves, builds, and brings the bank's answers."""

    def __init__(self, company, number):
        super().__init__(daemon=True)
        self.company, self.number = company, number
        self.chance = random.Random(f"writer {company.seed} {number}")
        self.files = 0
        self.sent = []

    def run(self):
        acts = [self.bring] * 4 + [self.create] * 2 + [self.cancel, self.approve, self.build, self.answer,
                                                      self.answer, self.drop]
        try:
            while not self.company.stopping.is_set():
                self.chance.choice(acts)()
        except (Trouble, OSError, ValueError, KeyError) as trouble:
            self.company.fail(trouble if isinstance(trouble, Trouble) else repr(trouble))

    def batch(self, account):
        self.files += 1
        rows = []
        for row in range(self.chance.randint(1, 6)):
            payment, (_, currency, _) = self.chance.choice([p for p in PAYMENTS.items() if p[1][0] == account])
            amount = written(self.chance.randint(1, AMOUNT // 3), currency)
            rows.append(f"N-{self.number}-{self.files}-{row},{payment},{amount}\n")
        return "refund_number,payment_id,refund_amount\n" + "".join(rows)

    def bring(self):
        account = self.chance.choice(ACCOUNTS)
        path = f"{self.company.inputs}/{self.number}-{self.files}.csv"
        if self.sent and self.chance.random() < 0.2:
            path, account = self.chance.choice(self.sent)
        else:
            day.write(path, self.batch(account))
            self.sent.append((path, account))
        ended = self.company.write(["batches", "import", path, "--account", account, "--by", "Chen"], self.chance)
        if ended:
            self.company.batches[ended.answer["batch"]] = ended.answer

    def create(self):
        self.files += 1
        payment, (account, currency, _) = self.chance.choice(list(PAYMENTS.items()))
        amount = written(self.chance.randint(1, AMOUNT // 2), currency)
        ended = self.company.write(["refunds", "create", "--account", account, "--payment", payment, "--number",
                                    f"H-{self.number}-{self.files}", "--amount", amount, "--yes"], self.chance)
        if ended:
            self.company.created.add(ended.answer["refund_id"])

    def cancel(self):
        waiting = self.company.must(["refunds", "find", "--status", "pending"]).answer["refunds"]
        if not waiting:
            return
        chosen = self.chance.choice(waiting)["refund_id"]
        if self.company.write(["refunds", "cancel", chosen, "--by", "Chen"], self.chance):
            self.company.cancelled.add(chosen)

    def approve(self):
        listed = self.company.must(["batches", "list"]).answer["batches"]
        waiting = [batch for batch in listed if batch["state"] == "approval"]
        if waiting:
            chosen = str(self.chance.choice(waiting)["batch"])
            self.company.write(["batches", self.chance.choice(["approve", "approve", "decline"]), chosen,
                                "--by", "Lin"], self.chance)

    def build(self):
        self.company.write(["submissions", "build"], self.chance)

    def answers(self):
        """The bank's words about some of the refunds that it has; what it once said of one it says again."""
        with self.company.lock:
            known = sorted(self.company.bank.holder)
        if not known:
            return None
        refunds = {refund["refund_id"]: refund for refund in
                   self.company.must(["refunds", "find"]).answer["refunds"]}
        chosen = self.chance.sample(known, min(len(known), 5))
        with self.company.lock:
            for refund in chosen:
                self.company.results.setdefault(refund, self.chance.choice(["success", "success", "failed"]))
            return day.answers([self.row(refunds[refund], self.company.results[refund]) for refund in chosen])

    @staticmethod
    def row(refund, result):
        if result == "success":
            return day.paid(refund)
        return [refund["refund_id"], result, "", "", "", "AC04", "account closed"]

    def answer(self):
        text = self.answers()
        if text:
            self.files += 1
            path = f"{self.company.inputs}/answers-{self.number}-{self.files}.csv"
            day.write(path, text)
            self.company.write(["results", "import", path], self.chance)

    def drop(self):
        account = self.chance.choice(ACCOUNTS)
        folder = f"{self.company.home}/drop/refunds/{account}"
        os.makedirs(folder, mode=0o700, exist_ok=True)
        name = f"{folder}/{self.number}-{self.files}.csv"
        day.write(name + ".tmp", self.batch(account))
        os.rename(name + ".tmp", name)
        self.company.write(["run"], self.chance)


class Reader(threading.Thread):
    """One who looks, and finds that nothing is out of balance."""

    def __init__(self, company, number):
        super().__init__(daemon=True)
        self.company, self.number, self.reads = company, number, 0

    def run(self):
        looks = [self.conserved, self.ties, self.conserved, self.verified]
        try:
            while not self.company.stopping.is_set():
                looks[self.reads % len(looks)]()
                self.reads += 1
        except (Trouble, OSError, ValueError, KeyError) as trouble:
            self.company.fail(trouble if isinstance(trouble, Trouble) else repr(trouble))

    def conserved(self):
        ended = self.company.must(["refunds", "find"], allowed=(0, 75))
        if ended.status == 0:
            demand_conservation(ended.answer["refunds"])

    def ties(self):
        ended = self.company.must(["reports", "daily"], allowed=(0, 75))
        if ended.status == 0 and ended.answer["ties"] is not True:
            raise Trouble(f"the day doesn't tie out: {ended.told()}")

    def verified(self):
        self.company.must(["verify"], allowed=(0, 75))


def demand_conservation(refunds):
    held = defaultdict(int)
    for refund in refunds:
        if refund["status"] in HOLDING:
            held[refund["payment_id"]] += minor(refund["refund_amount"])
    over = {payment: total for payment, total in held.items() if total > AMOUNT}
    if over:
        raise Trouble(f"refunded beyond the order's amount: {over}")
    numbers = Counter((refund["account"], refund["refund_number"]) for refund in refunds)
    twice = [number for number, count in numbers.items() if count > 1]
    if twice:
        raise Trouble(f"taken twice: {twice}")


def close(company):
    """The end: everything finishes by itself, and everything that was acknowledged is there."""
    for _ in range(2):
        company.must(["run"], allowed=(0, 65))
        company.look()
    refunds = {refund["refund_id"]: refund for refund in company.must(["refunds", "find"]).answer["refunds"]}
    demand_conservation(refunds.values())
    batches = {batch["batch"]: batch for batch in company.must(["batches", "list"]).answer["batches"]}
    for number, said in company.batches.items():
        if (batches[number]["accepted"], batches[number]["totals"]) != (said["accepted"], said["totals"]):
            raise Trouble(f"batch {number} was acknowledged as {said} and is {batches[number]}")
    for refund in company.created:
        if refund not in refunds:
            raise Trouble(f"refund {refund} was acknowledged and isn't there")
    for refund in company.cancelled:
        if refunds[refund]["failure"] != "cancelled" or refund in company.bank.holder:
            raise Trouble(f"refund {refund} was cancelled, and is {refunds[refund]['status']}")
    demand_delivery(company, refunds)
    company.must(["verify"])
    if company.must(["reports", "daily"]).answer["ties"] is not True:
        raise Trouble("the day doesn't tie out")
    replay(company.tools, company.home, f"{company.folder}/replayed")
    left = homes.strange_in_staging(company.home) + homes.left_in_drop(company.home)
    if left:
        raise Trouble(f"left behind: {left}")


def demand_delivery(company, refunds):
    """What the ledger says was sent is what the bank has, and no refund is anywhere else."""
    submissions = company.must(["submissions", "list"]).answer["submissions"]
    sent = {os.path.basename(entry["file"]): entry["sha256"] for entry in submissions if entry["state"] == "emitted"}
    if sent != company.bank.files:
        raise Trouble(f"the ledger has sent {sorted(sent)}, the bank has {sorted(company.bank.files)}")
    gone = {refund for refund, facts in refunds.items() if facts["submission"] is not None}
    if gone != set(company.bank.holder):
        raise Trouble(f"sent and not at the bank, or the reverse: {sorted(gone ^ set(company.bank.holder))}")


def work(reference, folder, seconds, seed):
    """Lets them work. Yields an outcome for each process that was killed, and a note."""
    company = Company(reference.tools, f"{folder}/workers", seed)
    readers, begun = [], time.monotonic()
    try:
        company.open()
        writers = [Writer(company, number) for number in range(WRITERS)]
        readers = [Reader(company, number) for number in range(READERS)]
        for thread in [*writers, *readers]:
            thread.start()
        company.stopping.wait(seconds)
        company.stopping.set()
        for thread in [*writers, *readers]:
            thread.join()
        if not company.trouble:
            close(company)
    except Trouble as trouble:
        company.fail(trouble)
    finally:
        company.stopping.set()
    ends = ", ".join(f"{count} {name}" for name, count in sorted(company.ended.items()))
    note = f"{len(company.killed)} killed, {ends}, {sum(reader.reads for reader in readers)} reads, " \
           f"{len(company.bank.files)} files at the bank"
    for patience in company.killed:
        yield Outcome(None, statuses=(-9,), seconds=patience), note
    if company.trouble:
        yield Outcome(None, trouble=company.trouble, seconds=time.monotonic() - begun), note
