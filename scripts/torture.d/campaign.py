"""Which points are tried, and what is printed about them."""

import random
from collections import Counter, defaultdict

from loss import SYNCS
from points import Point

ENDINGS = ("kill", "tear")
LOSSES = ("lose", "lose-bytes", "after")
FAILINGS = [(kind, sticky) for kind in ("eio", "enospc", "eintr", "short") for sticky in (False, True)]
KINDS = [*ENDINGS, *LOSSES, *(kind + ("-sticky" if sticky else "") for kind, sticky in FAILINGS), "pairs", "power"]

# How many of each kind `--quick` samples.
QUICK = {"kill": 40, "tear": 24, "lose": 24, "lose-bytes": 12, "after": 24, "pairs": 24, "power": 16}
QUICK_FAILING = 8


def split(kind):
    """A kind and whether it is sticky."""
    return (kind.removesuffix("-sticky"), kind.endswith("-sticky"))


def operations(reference, command=None):
    """All durable operations of the day: (command, number from 1)."""
    return [(index, number + 1) for index, count in enumerate(reference.counts) if command in (None, index)
            for number in range(count)]


def points(reference, kind, command=None, power_every=4):
    """All points of a kind, in the order of the day."""
    every = operations(reference, command)
    name, sticky = split(kind)
    if kind == "power":
        return [Point("power", index, at) for place, (index, at) in enumerate(every) if place % power_every == 0]
    if (name, sticky) in FAILINGS:
        # Staggered, so that over the eight failures every operation is hit.
        offset = FAILINGS.index((name, sticky))
        every = [operation for place, operation in enumerate(every) if place % 8 == offset]
    if kind == "after":
        # Just before a sync most has been done that isn't durable yet; and the sync that fails.
        return [Point(first, index, at, second=("after", 0)) for index, at in every for first in ("kill", "eio")
                if reference.logs[index][at - 1]["call"] in SYNCS]
    return [Point(name, index, at, sticky, takes=at % 4 == 1) for index, at in every]


def pairs(reference, number, seed, command=None):
    """A kill, then a second one in the recovery, every third time with a loss of power after it."""
    chance = random.Random(f"pairs {seed}")
    every = operations(reference, command)
    made = forgotten_seals(reference, every)
    for place in range(number):
        index, at = chance.choice(every)
        second = ["kill", "tear", "lose"][place % 3]
        made.append(Point("kill", index, at, takes=second != "lose" and place % 4 == 1,
                          second=(second, chance.randint(1, reference.counts[index] + 8))))
    return made


# How far a recovery has come that acts on a seal: it has written again what the seal told it of.
ACTED_ON = 8


def forgotten_seals(reference, every):
    """A kill when a build has committed, but not synced; and the power goes when the next process has acted on that. Whoever goes
    on from what a killed process committed must make it durable first."""
    return [Point("kill", index, at, second=("lose", ACTED_ON)) for index, at in every
            if reference.commands[index].name.startswith("submissions build")
            and reference.logs[index][at - 1]["call"] == "fdatasync"
            and reference.logs[index][at - 1]["path"] == "ledger.sqlite-wal"]


def sample(reference, every, number, seed):
    """So many of them by seed, half of them at operations that are not the ledger's page after page."""
    chance = random.Random(f"sample {seed} {every[0].kind}{every[0].sticky}") if every else None
    pages = [point for point in every if is_page(reference, point)]
    others = [point for point in every if not is_page(reference, point)]
    few = min(len(pages), number // 3)
    chosen = chance.sample(pages, few) + chance.sample(others, min(len(others), number - few)) if every else []
    return sorted(chosen, key=every.index)


def is_page(reference, point):
    operation = reference.logs[point.command][point.at - 1]
    return operation["call"] == "pwrite" and operation["path"].startswith("ledger.sqlite")


class Tally:
    """What came of the points of each kind."""

    def __init__(self):
        self.outcomes = defaultdict(list)
        self.notes = {}

    def add(self, kind, outcome):
        self.outcomes[kind].append(outcome)

    @property
    def troubles(self):
        return sum(1 for outcomes in self.outcomes.values() for outcome in outcomes if outcome.trouble)

    def rows(self):
        for kind in [*KINDS, "workers"]:
            outcomes = self.outcomes.get(kind)
            if outcomes is None:
                if kind in self.notes:
                    yield kind, "0", "", "", "", self.notes[kind]
                continue
            met = [outcome for outcome in outcomes if outcome.reached or outcome.trouble]
            ends = Counter(ending(outcome) for outcome in met)
            said = ", ".join(f"{count} {name}" for name, count in sorted(ends.items(), key=lambda end: -end[1]))
            slowest = max((outcome.seconds for outcome in outcomes), default=0)
            troubles = sum(1 for outcome in outcomes if outcome.trouble)
            yield kind, f"{len(met):,}", str(troubles), f"{slowest:.1f}", f"{sum(o.seconds for o in outcomes):.0f}", \
                self.notes.get(kind, said)

    def table(self):
        head = ("kind", "points", "faults found", "slowest s", "all s", "how the process ended")
        rows = [head, *self.rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        lines = []
        for row in rows:
            cells = [cell.rjust(width) if 0 < column < 5 else cell.ljust(width)
                     for column, (cell, width) in enumerate(zip(row, widths))]
            lines.append("  ".join(cells).rstrip())
        lines.insert(1, "  ".join("-" * width for width in widths))
        total = sum(1 for outcomes in self.outcomes.values() for o in outcomes if o.reached or o.trouble)
        return "\n".join([*lines, f"{total:,} points, {self.troubles} faults found"])


def ending(outcome):
    """How the last process under a fault ended, in a word."""
    if outcome.trouble:
        return "FAULT"
    status = outcome.statuses[-1]
    return "killed" if status == -9 else f"exit {status}" if status not in (0, 65) else "survived"
