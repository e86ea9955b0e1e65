"""The benchmark's first peer: the same job with Python's csv and sqlite3, written as one would write it well.

with_python.py --home DIR --now TIME (orders FILE | batch FILE --account A | build | results FILE)

Its ledger makes the same promises: payment numbers and refund numbers are unique over all history, refunds are
found by their order, and what a verb has answered is on the disk. Not done: control totals, duplicate files,
card numbers, check digits in refund_id, archive and journal.
"""

import argparse
import csv
import gc
import gzip
import json
import os
import re
import sqlite3
import sys
from datetime import datetime
from itertools import islice
from pathlib import Path

from python_rules import EXPONENTS, IDENTIFIER, STATUS, minor, text_of, Judge

CHUNK = 50_000
SCHEMA = """
CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY, payment_id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, terminal TEXT NOT NULL,
    order_number TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, paid INTEGER NOT NULL,
    paid_at TEXT NOT NULL, channel TEXT NOT NULL, method TEXT NOT NULL,
    chargeback INTEGER NOT NULL DEFAULT 0, elsewhere INTEGER NOT NULL DEFAULT 0);
CREATE INDEX orders_by_number ON orders (account, order_number);
CREATE TABLE batches (
    batch INTEGER PRIMARY KEY, account TEXT NOT NULL, file TEXT NOT NULL, records INTEGER, accepted INTEGER,
    rejected INTEGER);
CREATE TABLE refunds (
    refund_id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, line INTEGER NOT NULL, account TEXT NOT NULL,
    refund_number TEXT NOT NULL, order_id INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    description TEXT NOT NULL, accepted_at TEXT NOT NULL, status INTEGER NOT NULL DEFAULT 0, submission INTEGER,
    query_number TEXT, bank_reference TEXT, reason_code TEXT, reason TEXT, finished_at TEXT,
    UNIQUE (account, refund_number));
CREATE INDEX refunds_by_order ON refunds (order_id);
CREATE INDEX refunds_pending ON refunds (refund_id) WHERE status = 0;
CREATE TABLE submissions (
    submission INTEGER PRIMARY KEY, channel TEXT NOT NULL, sequence INTEGER NOT NULL, currency TEXT NOT NULL,
    file TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (channel, sequence));
"""
PENDING, SUBMITTED, SUCCEEDED, FAILED = range(4)


def open_ledger(home):
    """The ledger with full durability, made when missing."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "ledger.sqlite"
    fresh = not path.exists()
    ledger = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
        ledger.execute(f"PRAGMA {pragma}")
    if fresh:
        ledger.executescript(SCHEMA)
    return ledger


def open_text(path):
    """A file's text, gzipped or not, by its first bytes."""
    with open(path, "rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    if zipped:
        return gzip.open(path, "rt", newline="", encoding="utf-8-sig")
    return open(path, newline="", encoding="utf-8-sig")


def publish(files, folder):
    """Renames synced temporary files and syncs their folder."""
    for temporary, final in files:
        os.replace(temporary, final)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def sync(file):
    file.flush()
    os.fsync(file.fileno())
    file.close()


def chunks(iterable):
    iterator = iter(iterable)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def in_columns(reader, names):
    """The rows with the named columns first to last, absent ones empty, each after its line."""
    header = [cell.strip().lower() for cell in next(reader)]
    places = [header.index(name) if name in header else -1 for name in names]
    if places == list(range(len(names))) and len(header) == len(names):
        width, line = len(names), reader.line_num
        for row in reader:
            if len(row) == width:
                yield line + 1, row
            elif row:
                yield line + 1, (row + [""] * width)[:width]
            line = reader.line_num
        return
    line = reader.line_num
    for row in reader:
        if row:
            yield line + 1, [row[at] if 0 <= at < len(row) else "" for at in places]
        line = reader.line_num


# ── orders ──────────────────────────────────────────────────────────────────────────────────────────────

ORDER_COLUMNS = ["payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
                 "payment_status", "payment_datetime", "channel", "payment_method"]
UPSERT = """
INSERT INTO orders (payment_id, account, terminal, order_number, currency, amount, paid, paid_at, channel, method)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (payment_id) DO UPDATE SET paid = excluded.paid, method = excluded.method
WHERE account = excluded.account AND (paid <> excluded.paid OR method <> excluded.method)
"""


def order_of(row, identifier=IDENTIFIER.fullmatch, parse=datetime.fromisoformat):
    """An order's values, or None when the row is no order."""
    payment, account, terminal, number, currency, amount, status, time, channel, method = map(str.strip, row)
    exponent = EXPONENTS.get(currency)
    paid = STATUS.get(status)
    if exponent is None or paid is None or not number or len(number) > 50:
        return None
    if not (identifier(payment) and identifier(account) and identifier(terminal)):
        return None
    value = minor(amount, exponent)
    try:
        paid_at = parse(time).isoformat(" ")
    except ValueError:
        return None
    return value and (payment, account, terminal, number, currency, value, paid, paid_at, channel, method)


def orders(ledger, home, arguments):
    rejected = records = 0
    before = ledger.total_changes
    ledger.execute("BEGIN IMMEDIATE")
    with open_text(arguments.file) as file:
        for chunk in chunks(in_columns(csv.reader(file), ORDER_COLUMNS)):
            good = [values for _, row in chunk if (values := order_of(row))]
            ledger.executemany(UPSERT, good)
            records += len(chunk)
            rejected += len(chunk) - len(good)
    ledger.execute("COMMIT")
    return {"records": records, "changed": ledger.total_changes - before, "rejected": rejected}


# ── batch ───────────────────────────────────────────────────────────────────────────────────────────────

REFUND_COLUMNS = ["refund_number", "payment_id", "order_number", "terminal", "refund_type", "refund_amount",
                  "refund_currency", "refund_description"]
INSERT = """
INSERT INTO refunds (refund_id, batch, line, account, refund_number, order_id, amount, currency, description,
                     accepted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
GUARDED = re.compile(r"[=+\-@\t\r]|\d{12,}\Z").match


def guarded(cell):
    """Protected against what a spreadsheet would make of it."""
    return "'" + cell if GUARDED(cell) else cell


def batch(ledger, home, arguments):
    ledger.execute("BEGIN IMMEDIATE")
    account, now = arguments.account, datetime.fromisoformat(arguments.now).replace(tzinfo=None)
    identity = ledger.execute("SELECT coalesce(max(batch), 0) + 1 FROM batches").fetchone()[0]
    refund = ledger.execute("SELECT coalesce(max(refund_id), 0) FROM refunds").fetchone()[0]
    folder = home / "reports" / "batches" / str(identity)
    folder.mkdir(parents=True, exist_ok=True)
    judge = Judge(ledger, account, now)
    at = now.isoformat(" ")
    accepted_file = open(folder / "accepted.csv.tmp", "w", newline="", encoding="utf-8-sig")
    rejected_file = open(folder / "rejected.csv.tmp", "w", newline="", encoding="utf-8-sig")
    accepted_csv, rejected_csv = csv.writer(accepted_file), csv.writer(rejected_file)
    accepted_csv.writerow(["line", "refund_id", "refund_number", "payment_id", "order_number", "refund_amount",
                           "refund_currency", "warnings"])
    rejected_csv.writerow(REFUND_COLUMNS + ["line", "codes", "message", "说明"])
    records = accepted = 0
    with open_text(arguments.file) as file:
        for chunk in chunks(in_columns(csv.reader(file), REFUND_COLUMNS)):
            good, reports, bad = [], [], []
            for line, row, verdict in judge.chunk(chunk):
                if verdict.order is None:
                    bad.append([guarded(cell) for cell in row]
                               + [line, " ".join(verdict.codes), "; ".join(verdict.english),
                                  "；".join(verdict.chinese)])
                    continue
                refund += 1
                order, currency = verdict.order, verdict.order.currency
                good.append((refund, identity, line, account, row[0], order.order_id, verdict.amount, currency,
                             row[7], at))
                reports.append((line, refund_id(refund), row[0], order.payment, order.number,
                                text_of(verdict.amount, EXPONENTS[currency]), currency, verdict.warning))
            ledger.executemany(INSERT, good)
            accepted_csv.writerows(reports)
            rejected_csv.writerows(bad)
            records += len(chunk)
            accepted += len(good)
    ledger.execute("INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)",
                   (identity, account, str(arguments.file), records, accepted, records - accepted))
    sync(accepted_file)
    sync(rejected_file)
    ledger.execute("COMMIT")
    publish([(folder / f"{name}.csv.tmp", folder / f"{name}.csv") for name in ("accepted", "rejected")], folder)
    return {"batch": identity, "records": records, "accepted": accepted, "rejected": records - accepted,
            "reports": str(folder.relative_to(home))}


def refund_id(serial):
    return 41700000000000 + serial * 10


# ── submissions ─────────────────────────────────────────────────────────────────────────────────────────

class Submission:
    """One file for the bank, of one currency, with its control totals."""

    HEADER = ("refund_id,payment_id,terminal,order_amount,order_datetime,refund_type,refund_amount,"
              "refund_currency,refund_description\n")

    def __init__(self, home, identity, sequence, currency, now):
        self.identity, self.sequence, self.currency = identity, sequence, currency
        self.path = home / "outbox" / "default" / f"default-{sequence:06d}-{currency}.csv"
        self.part = home / "staging" / self.path.name
        self.file = open(self.part, "w", newline="", encoding="utf-8")
        self.file.write(f"#submission_id={identity}\n#channel=default\n#sequence={sequence}\n#created={now}\n"
                        f"#currency={currency}\n{self.HEADER}")
        self.write = csv.writer(self.file, lineterminator="\n").writerow
        self.count = self.total = self.hash = 0

    def add(self, refund, amount, description, payment, terminal, order_amount, paid_at, exponent):
        self.count += 1
        self.total += amount
        self.hash += int(payment[-9:])
        kind = "full" if amount == order_amount else "partial"
        self.write((refund_id(refund), payment, terminal, text_of(order_amount, exponent),
                    paid_at.replace(" ", "T") + "+08:00", kind, text_of(amount, exponent), self.currency,
                    description))

    def close(self):
        total = text_of(self.total, EXPONENTS[self.currency])
        self.file.write(f"#count={self.count}\n#total.{self.currency}={total}\n#hash_total={self.hash % 10**15}\n")
        sync(self.file)


def build(ledger, home, arguments):
    for name in ("outbox/default", "staging"):
        (home / name).mkdir(parents=True, exist_ok=True)
    ledger.execute("BEGIN IMMEDIATE")
    identity, sequence = ledger.execute(
        "SELECT coalesce(max(submission), 0), coalesce(max(sequence), 0) FROM submissions").fetchone()
    made = {}
    currencies = ledger.execute("SELECT DISTINCT currency FROM refunds WHERE status = 0 ORDER BY 1").fetchall()
    for number, (currency,) in enumerate(currencies, 1):
        made[currency] = Submission(home, identity + number, sequence + number, currency, arguments.now)
    rows = ledger.execute("""
        SELECT currency, refund_id, r.amount, description, payment_id, terminal, o.amount, paid_at
        FROM (SELECT * FROM refunds WHERE status = 0 ORDER BY refund_id) r JOIN orders o USING (order_id, currency)
        """)
    for currency, *values in rows:
        made[currency].add(*values, EXPONENTS[currency])
    for submission in made.values():
        submission.close()
        ledger.execute("UPDATE refunds SET status = 1, submission = ? WHERE status = 0 AND currency = ?",
                       (submission.identity, submission.currency))
        ledger.execute("INSERT INTO submissions VALUES (?, 'default', ?, ?, ?, ?)",
                       (submission.identity, submission.sequence, submission.currency, submission.path.name,
                        submission.count))
    ledger.execute("COMMIT")
    publish([(each.part, each.path) for each in made.values()], home / "outbox" / "default")
    return {"submissions": [{"submission": each.identity, "count": each.count,
                             "file": str(each.path.relative_to(home))} for each in made.values()]}


# ── results ─────────────────────────────────────────────────────────────────────────────────────────────

RESULT_COLUMNS = ["refund_id", "result", "refund_amount", "refund_currency", "query_number", "bank_reference",
                  "reason_code", "reason", "processed_at"]
UPDATE = """
UPDATE refunds SET status = ?, query_number = ?, bank_reference = ?, reason_code = ?, reason = ?, finished_at = ?
WHERE refund_id = ?
"""


def answered(chunk, known):
    """The updates that the records of a chunk make; each record that makes none is an exception."""
    for _, (refund, result, amount, currency, query, reference, code, reason, at) in chunk:
        serial = int(refund) // 10 - 4170000000000 if refund.isdigit() else 0
        facts = known.get(serial)
        if facts is None or facts[2] != SUBMITTED:
            continue
        if result == "success":
            if currency != facts[1] or minor(amount, EXPONENTS[currency]) != facts[0]:
                continue
            known[serial] = (*facts[:2], SUCCEEDED)
            yield SUCCEEDED, query, reference, None, None, at, serial
        elif result == "failed":
            known[serial] = (*facts[:2], FAILED)
            yield FAILED, None, reference, code, reason, at, serial


def results(ledger, home, arguments):
    records = applied = 0
    ledger.execute("BEGIN IMMEDIATE")
    with open_text(arguments.file) as file:
        for chunk in chunks(in_columns(csv.reader(file), RESULT_COLUMNS)):
            serials = [int(row[0]) // 10 - 4170000000000 for _, row in chunk if row[0].isdigit()]
            known = {key: facts for key, *facts in ledger.execute(
                "SELECT refund_id, amount, currency, status FROM json_each(?) JOIN refunds ON refund_id = value",
                (json.dumps(serials),))}
            updates = list(answered(chunk, known))
            ledger.executemany(UPDATE, updates)
            records += len(chunk)
            applied += len(updates)
    ledger.execute("COMMIT")
    return {"records": records, "applied": applied, "exceptions": records - applied}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--now", required=True)
    parser.add_argument("--account")
    parser.add_argument("verb", choices=["orders", "batch", "build", "results"])
    parser.add_argument("file", nargs="?", type=Path)
    arguments = parser.parse_args()
    gc.disable()    # nothing here is cyclic, and looking for cycles in these many rows takes a third of the time
    ledger = open_ledger(arguments.home)
    verb = {"orders": orders, "batch": batch, "build": build, "results": results}[arguments.verb]
    answer = verb(ledger, arguments.home, arguments)
    ledger.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
