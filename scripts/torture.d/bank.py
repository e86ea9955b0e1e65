"""The bank's side: it remembers every file that it has ever seen in the outbox."""

import csv
import hashlib
import io
import os
import re


class Trouble(Exception):
    """A promise that was not kept."""


def refund_ids(data):
    """The refunds in a submission file: CSV, XML, pain.001, or the wallet's fixed width."""
    text = data.decode()
    if text.lstrip().startswith("<"):
        return re.findall(r"<(?:refund_id|EndToEndId)>(\d+)</", text)
    if text.startswith("H"):
        return [line[1:15] for line in text.splitlines() if line.startswith("D")]
    rows = csv.reader(line for line in io.StringIO(text) if not line.startswith("#"))
    return [row[0] for row in rows][1:]


class Bank:
    """Sees the files in the outbox; `takes` it them away, it keeps them in `kept`."""

    # What two people make void on the day, and tell it to discard: its refunds may come again in one other file.
    DISCARDS = {"night-000001-USD.csv"}

    def __init__(self, takes=False):
        self.takes = takes
        self.files = {}    # name → SHA-256
        self.holder = {}   # refund_id → the file it came in
        self.content = {}  # name → bytes, where it takes
        self.deliveries = 0

    def copy(self, takes):
        other = Bank(takes)
        other.files, other.holder = dict(self.files), dict(self.holder)
        return other

    def look(self, home):
        """Looks into the outbox. Raises Trouble for a file that changed, and for a refund in two files."""
        for folder, _, names in os.walk(f"{home}/outbox"):
            for name in names:
                self.see(f"{folder}/{name}")

    def see(self, path):
        name = os.path.basename(path)
        with open(path, "rb") as file:
            data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        if self.files.setdefault(name, digest) != digest:
            raise Trouble(f"{name} was changed after it had been in the outbox")
        for refund in refund_ids(data):
            holder = self.holder.setdefault(refund, name)
            if holder in self.DISCARDS:
                self.holder[refund] = name
            elif holder != name:
                raise Trouble(f"refund {refund} is in {holder} and in {name}")
        if self.takes:
            self.deliveries += 1
            self.content[name] = data
            os.unlink(path)

    def take(self, home, name):
        """Takes one file away, wherever it lies."""
        for folder, _, names in os.walk(f"{home}/outbox"):
            if name in names:
                self.see(f"{folder}/{name}")
                if not self.takes:
                    os.unlink(f"{folder}/{name}")
