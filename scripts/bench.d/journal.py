"""scripts/bench --journal: what the journal costs the main job.

The same program is built once more from a copy of the sources in which the journal's work is taken out: no entries, no digests of
decisions and answers. Both do the same work in turn; that copy can't verify anything and is thrown away.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import data
from sides import Refundry
from steps import Bench, say

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ["-c", "release", "--static-swift-stdlib", "--explicit-target-dependency-import-check", "error"]

# (file below Sources, what stands there exactly once, what stands there without a journal)
TAKEN_OUT = [
    ("LedgerSQLite/JournalChain.swift", "        let head = try journalHead()\n        let number",
     "        if draft.kind != \"settings\" { return 1 }\n        let head = try journalHead()\n        let number"),
    ("LedgerSQLite/RefundAppending.swift", "    private var digest = RowDigest()\n", ""),
    ("LedgerSQLite/RefundAppending.swift", "            digest.add(integers[index])\n", ""),
    ("LedgerSQLite/RefundAppending.swift", "        unsafe digest.add(piece, of: bytes)\n", ""),
    ("LedgerSQLite/RefundAppending.swift", "let row = digest.finish()", "let row = Digest()"),
    ("LedgerSQLite/Results/AnswerAppending.swift", "        var form = RowForm()\n", ""),
    ("LedgerSQLite/Results/AnswerAppending.swift", "                    form.add(numbers[column])\n", ""),
    ("LedgerSQLite/Results/AnswerAppending.swift", "                    form.add(texts[column], of: bytes)\n", ""),
    ("LedgerSQLite/Results/AnswerAppending.swift", "        form.drain(into: session.stream)\n", ""),
    ("Operations/Batches/RowReporter.swift", "        stream.update(Array(\"\\(request.line) \\(codes)\\n\".utf8))\n", ""),
]


class Unjournaled(Refundry):
    name = "unjournaled"


def copy_without(work):
    """The sources without the journal's work; stops where one of its places has changed."""
    copy = work / "unjournaled"
    shutil.rmtree(copy / "Sources", ignore_errors=True)
    copy.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "Sources", copy / "Sources")
    for name in ("Tests",):
        if not (copy / name).exists():
            shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "Package.swift", copy)
    for name, text, instead in TAKEN_OUT:
        file = copy / "Sources" / name
        source = file.read_text()
        if source.count(text) != 1:
            sys.exit(f"scripts/bench: {name} has changed: bring TAKEN_OUT in scripts/bench.d/journal.py up to it: {text!r}")
        file.write_text(source.replace(text, instead))
    return copy


def build(folder):
    """The release build of a folder; answers the executable."""
    command = ["swift", "build", "--package-path", str(folder), *SETTINGS]
    subprocess.run([*command, "--product", "refundry"], check=True, stdout=sys.stderr)
    shown = subprocess.run([*command, "--show-bin-path"], check=True, capture_output=True, text=True).stdout
    return Path(shown.strip()) / "refundry"


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench --journal", description=__doc__.splitlines()[0])
    parser.add_argument("--journal", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--orders", type=int, default=1_000_000, help="orders (default 1,000,000)")
    parser.add_argument("--refunds", type=int, default=500_000, help="rows of the batch (default 500,000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn (default 5)")
    parser.add_argument("--refundry", help="this executable instead of the release build")
    options = parser.parse_args()
    options.small_rows, options.small_runs = 1_000, 1
    return options


def main():
    options = arguments()
    own = Path(options.refundry) if options.refundry else build(ROOT)
    size = f"{options.orders}-{options.refunds}-{data.version()}"
    sides = [Refundry(options.work, size, own), Unjournaled(options.work, size, build(copy_without(options.work)))]
    bench = Bench(sides, options)
    try:
        for run in range(options.runs):
            for side in sides if run % 2 == 0 else reversed(sides):
                bench.way(side, bench.batch_file(0))
    finally:
        for side in sides:
            shutil.rmtree(side.folder, ignore_errors=True)
    report(bench, options)


def report(bench, options):
    print(f"| {options.refunds:,} rows, {options.orders:,} orders | with the journal s | without s | ratio of pairs | "
          "of processor time |")
    print("|---|---|---|---|---|")
    for title, works in [("import", ["import"]), ("build", ["build"]), ("results", ["results"]),
                         ("all three", ["import", "build", "results"])]:
        with_it, without = (seconds(bench, side.name, works, "wall") for side in bench.sides)
        processor = [seconds(bench, side.name, works, "processor") for side in bench.sides]
        print(f"| {title} | {median(with_it):.3f} | {median(without):.3f} | {ratio(with_it, without)} "
              f"| {ratio(*processor)} |")
    print(f"\nMedians of {options.runs} runs of each in turn, whole processes, {os.cpu_count()} processors.")
    say("done")


def ratio(with_it, without):
    """The median over the pairs, and the extremes."""
    ratios = sorted(one / other for one, other in zip(with_it, without))
    return f"{median(ratios):.3f} ({ratios[0]:.3f}–{ratios[-1]:.3f})"


def seconds(bench, side, works, figure):
    runs = [bench.figures[side][work] for work in works]
    return [sum(getattr(each, figure) for each in run) for run in zip(*runs)]


if __name__ == "__main__":
    main()
