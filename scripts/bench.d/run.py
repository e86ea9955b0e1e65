"""Reads the benchmark's arguments, runs its steps and prints the table. Started by scripts/bench."""

import argparse
import shutil
import sys
from pathlib import Path

import data
import table
from sides import DuckDB, Failed, Python, Refundry
from steps import STEPS, Bench, say

SIDES = ["refundry", "duckdb", "python"]


def arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measures Refundry beside Python's csv + sqlite3 and DuckDB. "
        "No time makes it fail; a program that fails, or a decision other than Python's, does.")
    parser.add_argument("--orders", type=int, help="orders in the ledger (5,000,000)")
    parser.add_argument("--refunds", type=int, help="rows of the big batch (1,000,000)")
    parser.add_argument("--small-rows", type=int, default=1000, help="rows of the small batch (%(default)s)")
    parser.add_argument("--runs", type=int, help="runs of each step (3)")
    parser.add_argument("--small-runs", type=int, default=7, help="runs of the small batch (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="50,000 orders, 20,000 refunds, 1 run")
    parser.add_argument("--history", action="store_true", help="also the small batch against ten big batches")
    parser.add_argument("--journal", action="store_true",
                        help="what the journal costs, beside a build without it; by itself, see --journal --help")
    parser.add_argument("--controls", action="store_true",
                        help="what every control on costs, and submissions plan; by itself, see --controls --help")
    parser.add_argument("--iso20022", action="store_true",
                        help="ISO 20022 beside sepaxml and lxml; by itself, see --iso20022 --help")
    parser.add_argument("--reports", action="store_true",
                        help="every report over a million refunds, a spreadsheet beside XlsxWriter; by itself, see --reports --help")
    parser.add_argument("--only", type=names(STEPS), help=f"these steps alone, of {','.join(STEPS)}")
    parser.add_argument("--sides", type=names(SIDES), default=SIDES, help=f"these alone, of {','.join(SIDES)}")
    parser.add_argument("--peers-only", action="store_true", help="without Refundry")
    parser.add_argument("--keep", action="store_true", help="keep the homes, for the next --only")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    parser.add_argument("--refundry", help="this executable instead of the release build")
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tell-needed", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--python-with-duckdb", help=argparse.SUPPRESS)
    parser.add_argument("--duckdb", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peers_only:
        options.sides = [side for side in options.sides if side != "refundry"]
    options.orders = options.orders or (50_000 if options.quick else 5_000_000)
    options.refunds = options.refunds or (20_000 if options.quick else 1_000_000)
    options.runs = options.runs or (1 if options.quick else 3)
    return options


def names(known):
    def parse(text):
        chosen = text.split(",")
        for name in chosen:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(known)}")
        return chosen
    return parse


def sides(options):
    """The chosen sides; homes of other versions of their programs are taken away."""
    size = f"{options.orders}-{options.refunds}-{data.version()}"
    made = []
    if "refundry" in options.sides:
        made.append(Refundry(options.work, size, options.refundry))
    if "duckdb" in options.sides:
        made.append(DuckDB(options.work, size, options.python_with_duckdb))
    if "python" in options.sides:
        made.append(Python(options.work, size))
    for side in made:
        for old in side.others():
            shutil.rmtree(old)
    return made


def main():
    options = arguments()
    if options.tell_needed:
        build = ["build"] if "refundry" in options.sides and not options.refundry else []
        print(*build, *options.sides)
        return
    steps = options.only or [step for step in STEPS if step != "history" or options.history]
    bench = Bench(sides(options), options)
    say(f"data and homes in {options.work}; steps: {', '.join(steps)}")
    try:
        bench.run(steps)
    except Failed as failure:
        sys.exit(f"scripts/bench: {failure}")
    finally:
        if not options.keep:
            for side in bench.sides:
                shutil.rmtree(side.folder, ignore_errors=True)
    facts = table.machine(options.duckdb)
    print(table.as_json(bench, facts) if options.json else table.markdown(bench, facts))
    for each in table.differences(bench):
        if each["side"] == "python" and each["rows"]:
            sys.exit(f"scripts/bench: Python decides {each['rows']} rows differently, first {each['lines']}")


if __name__ == "__main__":
    main()
