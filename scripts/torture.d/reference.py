"""The day played without any fault: what every other day is measured by."""

import os
import sqlite3

import day
import homes
import transfers
from bank import Bank, Trouble
from process import Fault, forget_log, read_log, run

DATES = ("2026-10-08", "2026-10-09", "2026-10-12")
EVENING = "2026-10-12T20:00:00"

# Tables of the ledger, and the columns that may differ when a command was given again: numbers of files and of the journal's entries.
STATE = {"accounts": (), "channels": (), "lanes": (), "orders": (), "holdings": (), "batches": ("file", "reports"),
         "batch_totals": (), "batch_codes": (), "approvals": (), "refunds": (), "refund_numbers": (), "refund_states": (),
         "closings": ("entry",), "submissions": (), "submission_totals": (), "redeliveries": (), "results": ("file",),
         "answers": ("file",), "exceptions": ("file",), "releases": (), "funds": ("file",), "funds_controls": (),
         "shortages": (), "looks": (), "exception_steps": (), "exception_refunds": (),
         "notifications": ("upto_entry", "digest"), "sent_creditors": ()}


class Reference:
    """`snapshots[i]` is the home just before command i, `banks[i]` what the bank had seen by then, `answers[i]` what the
    command said, `counts[i]` how many durable operations it makes, `logs[i]` which, `states[i]` all that the
    ledger and the folders say after it."""

    def __init__(self, tools, work):
        self.tools, self.work = tools, work
        self.inputs = f"{work}/inputs"
        self.home = f"{work}/reference"
        self.snapshots, self.banks, self.answers, self.counts, self.logs, self.states = [], [], [], [], [], []
        self.bank = Bank()
        day.write_inputs(self.inputs)
        transfers.write_inputs(self.inputs)
        self.commands = [*day.commands(self.inputs), *transfers.commands(self.inputs)]

    def play(self):
        homes.clear(self.home)
        made = run(self.tools, self.home, ["init"], None)
        if made.status != 0:
            raise Trouble(f"no home could be made: {made.told()}")
        day.settle(self.home)
        for command in self.commands:
            self.step(command)
        self.end = end_of_day(self.tools, self.home)
        replay(self.tools, self.home, f"{self.work}/replayed")
        return self

    def step(self, command):
        if command.prepare:
            command.prepare(self.inputs, find_refunds(self.tools, self.home), self.home)
        self.before(command, self.home, self.bank)
        snapshot = f"{self.work}/snapshots/{len(self.snapshots)}"
        homes.restore(self.home, snapshot)
        self.snapshots.append(snapshot)
        self.banks.append(self.bank.copy(False))
        log = f"{self.work}/reference.log"
        forget_log(log)
        ended = run(self.tools, self.home, command.words, command.now, log, Fault("count"))
        if ended.status != command.exit:
            raise Trouble(f"the undisturbed day: {command.name}: {ended.told()}")
        self.bank.look(self.home)
        self.answers.append(ended.answer)
        self.logs.append(read_log(log))
        self.counts.append(len(self.logs[-1]))
        self.states.append(state(self.home))

    def before(self, command, home, bank):
        """What happens to the home just before a command."""
        if command.takes:
            bank.take(home, command.takes)
        if command.before:
            command.before(home)

    def place(self, name):
        names = [command.name for command in self.commands]
        if name not in names:
            raise SystemExit(f"there is no command {name!r}; one of: {', '.join(names)}")
        return names.index(name)


def ask(tools, home, words, now=EVENING):
    ended = run(tools, home, words, now)
    if ended.status != 0 or ended.answer is None:
        raise Trouble(f"{' '.join(words)}: {ended.told()}")
    return ended.answer


def find_refunds(tools, home):
    return ask(tools, home, ["refunds", "find"])["refunds"]


def state(home):
    """All that the rest of a day depends on. Two homes that agree in it go on alike."""
    ledger = sqlite3.connect(f"file:{home}/ledger.sqlite?mode=ro", uri=True)
    try:
        tables = {table: rows(ledger, table, left_out) for table, left_out in STATE.items()}
    finally:
        ledger.close()
    return tables, homes.in_outbox(home), homes.strange_in_staging(home), homes.left_in_drop(home), \
        homes.refused_without_partner(home)


def rows(ledger, table, left_out):
    columns = [column[1] for column in ledger.execute(f"PRAGMA table_info({table})") if column[1] not in left_out]
    return sorted(ledger.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)


def replay(tools, home, into):
    """The journal and the archive, played into a home of their own, give the same ledger and the same files."""
    homes.clear(into)
    proved = ask(tools, home, ["replay", "--into", into])
    homes.clear(into)
    if not proved["ok"]:
        raise Trouble(f"replay: {proved}")


def told(tools, home, number):
    """What a notification told, whatever came first after a stop."""
    rows = ask(tools, home, ["reports", "notifications", "--number", str(number)])["notifications"]
    return sorted((row | {"batch": None} for row in rows), key=repr)


def end_of_day(tools, home):
    """What must be the same at the end, whatever happened in between. Raises Trouble where a proof fails."""
    proved = ask(tools, home, ["verify"])
    if not proved["ok"]:
        raise Trouble(f"verify: {proved}")
    for date in DATES:
        report = ask(tools, home, ["reports", "daily", "--date", date])
        if report["ties"] is not True:
            raise Trouble(f"{date} doesn't tie out: {report['lines']}")
    batches = ask(tools, home, ["batches", "list"])["batches"]
    # A refund by hand that is asked for again is a batch of its own, rejected, and moves the numbers of those after it.
    files = {batch["batch"]: batch["file"] for batch in batches}
    return {
        "refunds": [refund | {"batch": files[refund["batch"]]} for refund in find_refunds(tools, home)],
        "submissions": ask(tools, home, ["submissions", "list"])["submissions"],
        "exceptions": ask(tools, home, ["exceptions", "list"])["exceptions"],
        "notifications": [told(tools, home, number) for number in (1, 2)],
        "batches": [batch | {"batch": None} for batch in batches
                    if batch["state"] != "refused" and (batch["accepted"] or not batch["file"].startswith("by-hand"))],
        "outbox": homes.in_outbox(home),
        "staging": homes.strange_in_staging(home),
        "drop": homes.left_in_drop(home),
        "refused": homes.refused_without_partner(home),
    }
