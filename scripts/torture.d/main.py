"""scripts/torture: see there, and --help."""

import argparse
import multiprocessing
import os
import signal
import sys
import time

import campaign
import homes
import points
import power
import workers
from bank import Trouble
from points import Outcome, Play, Point
from process import Tools
from reference import Reference

MOST_TROUBLES = 10

HELP = """Plays a business day with the real executable, and lets one process of it meet a fault at the Nth operation
that changes what is on disk below the home or makes it durable. Then the day goes on, and at its end everything must be
as on an undisturbed day: refunds, statuses, files for banks (byte by byte), tie-out, verify.

Kinds: kill (before the operation), tear (after half of a write), lose (power lost: what was not synced is taken back),
lose-bytes (the same, but names stay), after (killed, or a sync fails; done again, and power lost when that has ended
well), eio, enospc, eintr, short and each of them -sticky (from the Nth on), pairs (a second fault in the recovery), power
(a real ext4 that is shut down without flushing its journal)."""


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/torture", description=HELP,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a seeded sample of every kind, for CI")
    parser.add_argument("--seed", type=int, default=1, help="of samples, pairs and workers (default 1)")
    parser.add_argument("--only", action="append", metavar="KIND", help="this kind alone; may be given again")
    parser.add_argument("--command", metavar="NAME", help="faults in this command of the day alone")
    parser.add_argument("--at", type=int, metavar="N", help="the one point N of --only and --command")
    parser.add_argument("--then", metavar="KIND:M", help="with --at: a second fault in the process after it")
    parser.add_argument("--bank-takes", action="store_true", help="with --at: the bank takes files away at once")
    parser.add_argument("--pairs", type=int, metavar="NUMBER", default=2000, help="how many pairs (default 2000)")
    parser.add_argument("--power", action="store_true", help="only the real loss of power")
    parser.add_argument("--power-every", type=int, metavar="K", default=4,
                        help="every Kth operation on the real disk (default 4)")
    parser.add_argument("--workers", action="store_true", help="only several processes at one home, killed at random")
    parser.add_argument("--seconds", type=float, metavar="T", help="how long workers work (default 120, quick 20)")
    parser.add_argument("--every", type=int, metavar="K", default=1,
                        help="only every Kth point of each kind, each kind at others: a shorter campaign (default 1)")
    parser.add_argument("--whole-day", type=int, metavar="K", default=4, help="play the rest of the day after every Kth"
                        " point even where the ledger and the folders are already what they were on the undisturbed day"
                        " (default 4; 1: after all)")
    parser.add_argument("--most-faults", type=int, default=MOST_TROUBLES, metavar="NUMBER",
                        help=f"end after so many (default {MOST_TROUBLES})")
    parser.add_argument("--processes", type=int, default=2, help="points at a time (default 2)")
    parser.add_argument("--refundry", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--library", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def kinds(options):
    if options.power:
        return ["power"]
    if options.workers:
        return ["workers"]
    known = known_kinds()
    for kind in options.only or []:
        if kind not in known:
            raise SystemExit(f"there is no kind {kind!r}; one of: {', '.join(known)}")
    return options.only or known


def known_kinds():
    return [*campaign.KINDS, "workers"]


def chosen(options, reference, kind):
    """The points of a kind that these options ask for."""
    command = reference.place(options.command) if options.command else None
    if options.at:
        name, sticky = campaign.split(kind)
        second = options.then.split(":") if options.then else None
        return [Point(name, command or 0, options.at, sticky, options.bank_takes,
                      (second[0], int(second[1])) if second else None)]
    if kind == "pairs":
        number = campaign.QUICK["pairs"] if options.quick else options.pairs
        return campaign.pairs(reference, number // options.every, options.seed, command)
    every = campaign.points(reference, kind, command, 1 if options.quick else options.power_every)
    if options.every > 1:
        return every[known_kinds().index(kind) % options.every::options.every]
    if options.quick:
        return campaign.sample(reference, every, campaign.QUICK.get(kind, campaign.QUICK_FAILING), options.seed)
    return every


# ---- Workers of the pool: each plays in a folder of its own ---------------------------------------------------------

PLAY = None


def open_play(reference, work, on_disk):
    global PLAY
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    slot = f"{work}/slot-{os.getpid()}"
    os.makedirs(slot)
    PLAY = power.PowerPlay(reference, slot) if on_disk else Play(reference, slot)
    if on_disk:
        multiprocessing.util.Finalize(None, PLAY.close, exitpriority=10)


def play(point):
    outcome = PLAY.point(point)
    kept = None
    if outcome.trouble:
        kept = points.keep_home(PLAY, f"{PLAY.slot}-kept-{point.command}-{point.at}-{point.kind}")
    return outcome, kept


class Campaign:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.tally = campaign.Tally()
        self.reference = None

    def run(self):
        wanted = kinds(self.options)
        self.reference = Reference(Tools(self.options.refundry, self.options.library), self.work).play()
        self.reference.whole_day = self.options.whole_day
        total = sum(self.reference.counts)
        say(f"the undisturbed day: {len(self.reference.commands)} commands, {total:,} durable operations")
        for kind in wanted:
            if kind == "workers":
                self.work_together()
            elif self.tally.troubles < self.options.most_faults:
                self.try_kind(kind)
        print(self.tally.table())
        print(f"seed {self.options.seed}; the same again: scripts/torture {again(self.options)}")
        return 1 if self.tally.troubles else 0

    def try_kind(self, kind):
        missing = power.why_not() if kind == "power" else None
        if missing:
            self.tally.notes[kind] = f"skipped: {missing}"
            return
        todo = chosen(self.options, self.reference, kind)
        begun = time.monotonic()
        context = multiprocessing.get_context("fork")
        number = max(1, min(self.options.processes, len(todo)))
        with context.Pool(number, open_play, (self.reference, self.work, kind == "power")) as pool:
            for done, (outcome, kept) in enumerate(pool.imap_unordered(play, todo, chunksize=1), start=1):
                self.tally.add(kind, outcome)
                self.tell(kind, outcome, kept)
                if done % 200 == 0:
                    say(f"{kind}: {done:,} of {len(todo):,} in {time.monotonic() - begun:.0f} s")
                if self.tally.troubles >= self.options.most_faults:
                    break
            pool.close()
            if self.tally.troubles < self.options.most_faults:
                pool.join()
        say(f"{kind}: {len(todo):,} points in {time.monotonic() - begun:.0f} s")

    def tell(self, kind, outcome, kept):
        if outcome.trouble:
            say(f"FAULT {kind}: {outcome.trouble}\n  again: scripts/torture {outcome.point.words(self.reference)}\n"
                f"  home: {kept}")

    def work_together(self):
        seconds = self.options.seconds or (20 if self.options.quick else 120)
        for outcome, note in workers.work(self.reference, self.work, seconds, self.options.seed):
            self.tally.add("workers", outcome)
            self.tally.notes["workers"] = note
            if outcome.trouble:
                say(f"FAULT workers: {outcome.trouble}\n  again: scripts/torture --workers --seconds {seconds:g}"
                    f" --seed {self.options.seed}\n  home: {self.work}/workers")


def again(options):
    words = [word for word in sys.argv[1:] if not word.startswith(("--refundry", "--library"))]
    words = [word for place, word in enumerate(words) if word not in (options.refundry, options.library)]
    if "--seed" not in words:
        words += ["--seed", str(options.seed)]
    return " ".join(f"'{word}'" if " " in word else word for word in words)


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop(*_):
    raise KeyboardInterrupt


def main():
    options = arguments()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    top = "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp"
    work = os.path.realpath(os.environ.get("REFUNDRY_TORTURE_DIR", f"{top}/refundry-torture-{os.getpid()}"))
    os.makedirs(work, exist_ok=True)
    status = 1
    tried = Campaign(options, work)
    try:
        status = tried.run()
    except Trouble as trouble:
        say(f"FAULT {trouble}")
    except KeyboardInterrupt:
        print(f"stopped; until then:\n{tried.tally.table()}")
        status = 130
    finally:
        power.unmount_below(work)
        if status in (0, 130):
            homes.clear(work)
    return status


if __name__ == "__main__":
    sys.exit(main())
