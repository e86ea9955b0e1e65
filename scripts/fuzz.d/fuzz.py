"""scripts/fuzz: see --help. The first argument is the project's folder."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from build import NoFuzzer, build
from campaign import TARGETS, Campaign
from table import table

TEXT = """Fuzzes the readers of hostile bytes: gzip, encodings, CSV, XML, each native layout, ISO 20022,
profiles and the files that they describe, amounts, dates, refundry.yaml.
What each promises stands in Tests/Fuzz/Targets. The corpus is Fixtures/fuzz/<target>; crashes go there as crash-<hash>."""


def arguments(words):
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=TEXT,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all when none is named: " + ", ".join(TARGETS))
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--seconds", type=int, default=15, help="for each target (15)")
    amount.add_argument("--runs", type=int, help="executions for each target, instead of seconds")
    amount.add_argument("--corpus", action="store_true", help="run the corpus once, make nothing new")
    amount.add_argument("--merge", action="store_true", help="minimise the corpus, with what --keep found")
    parser.add_argument("--keep", metavar="FOLDER", help="new inputs go to FOLDER/<target>, and are used again")
    parser.add_argument("--jobs", type=int, default=2, help="targets at once (2)")
    parser.add_argument("--no-address", action="store_true", help="without the address sanitizer: several times faster")
    options = parser.parse_args(words)
    unknown = set(options.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}: one of {', '.join(TARGETS)}")
    return options


def main(root, words):
    options = arguments(words)
    try:
        program = build(root, address=not options.no_address)
    except NoFuzzer as reason:
        print(f"scripts/fuzz: {reason}", file=sys.stderr)
        return 1
    campaign = Campaign(root, program, options)
    with ThreadPoolExecutor(max(1, options.jobs)) as pool:
        outcomes = list(pool.map(campaign.run, options.targets or TARGETS))
    print(table(outcomes))
    return 1 if any(outcome.failed for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
