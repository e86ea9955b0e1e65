"""scripts/bench --reports: every report in every format over a million refunds, and a spreadsheet beside XlsxWriter.

The refunds are accepted, sent, and answered: nine in ten paid, the rest refused. The peer reads the CSV of the refunds' export, cell by cell, and
writes it as a spreadsheet with `constant_memory`; it asks no ledger.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

import data
from sides import Failed, Refundry, Side, submissions
from steps import checked, say

BUILD, RESULTS, LATER = "2026-10-08T11:00:00+08:00", "2026-10-09T10:00:00+08:00", "2026-10-10T10:00:00+08:00"
FORMATS = ["csv", "json", "html", "xlsx"]
MOST_SECONDS, MOST_MIB = 60, 256


class Peer(Side):
    name = "xlsxwriter"

    def __init__(self, work, python):
        self.python = python
        super().__init__(work, "peer")

    def run(self, *arguments):
        return self.measure(self.python, Path(__file__).parent / "with_xlsxwriter.py", *arguments)


class Bench:
    def __init__(self, options):
        self.options, self.figures = options, {}
        self.own = Refundry(options.work, f"reports-{options.refunds}", options.refundry)
        self.peer = Peer(options.work, options.python)

    def at(self, now, *arguments):
        return self.own.measure(self.own.executable, "--home", self.own.home("run"), "--json", "--now", now, *arguments)

    def report(self, title, now, *words):
        """One report in every format."""
        for form in FORMATS:
            out = self.own.folder / f"{title.replace(' ', '-')}.{form}"
            again = ["--number", self.number] if words[-1] == "--next" and form != FORMATS[0] else [words[-1]]
            measured = self.at(now, "reports", *words[:-1], *again, "--format", form, "--out", out)
            self.figures[title, form] = measured
            say(f"{title:28} {form:5} {measured.wall:8.2f} s {measured.peak_kib / 1024:7.1f} MiB {out.stat().st_size:>13,} bytes")
            if form not in ("csv", "xlsx") or title != "refunds":
                out.unlink()

    def answers(self, home, built, path):
        """The bank pays nine refunds of ten."""
        with open(path, "w", encoding="utf-8") as out:
            out.write("refund_id,result,refund_amount,refund_currency,query_number,reason_code,reason\n")
            for file in submissions(home, built):
                for place, row in enumerate(data.submitted(file)):
                    word = f"failed,,,,AC04,account closed\n" if place % 10 == 0 else (
                        f"success,{row['refund_amount']},{row['refund_currency']},{74_000_000_000_000_000_000_000 + place},,\n")
                    out.write(f"{row['refund_id']},{word}")
        return path

    def run(self):
        count, own = self.options.refunds, self.own
        own.remove("run")
        home = own.init("run")
        checked(self.at(data.NOW, "orders", "import", data.orders_file(self.options.work, count)), "rejected", 0)
        batch = data.batch_file(self.options.work, count, count, 1, gentle=True)
        self.accepted = self.at(data.NOW, "batches", "import", batch, "--account", data.ACCOUNT).answer["accepted"]
        self.number = "1"
        self.report("notifications, accepted", data.NOW, "notifications", "--next")
        built = self.at(BUILD, "submissions", "build")
        checked(self.at(RESULTS, "results", "import", self.answers(home, built, own.folder / "results.csv"), "--channel", "default"),
                "exceptions", 0)
        self.number = "2"
        self.report("notifications, sent and paid", LATER, "notifications", "--next")
        self.report("batch", LATER, "batch", "1")
        for name in ("daily", "ageing", "exceptions", "fees", "refunds"):
            self.report(name, LATER, name)
        written = self.peer.run(own.folder / "refunds.csv", own.folder / "peer.xlsx")
        if written.answer["rows"] != self.accepted:
            raise Failed(f"{written.answer['rows']} rows instead of {self.accepted}")
        self.figures["peer"] = written
        own.remove("run")

    def table(self):
        lines = ["| report | " + " | ".join(f"{form} s, MiB" for form in FORMATS) + " |", "|---" * (len(FORMATS) + 1) + "|"]
        titles = dict.fromkeys(key[0] for key in self.figures if key != "peer")
        for title in titles:
            cells = [self.cell(self.figures[title, form]) for form in FORMATS]
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
        own, peer = self.figures["refunds", "xlsx"], self.figures["peer"]
        lines += ["", f"{self.accepted:,} refunds of {self.options.refunds:,} rows; goal: each in {MOST_SECONDS} s and {MOST_MIB} MiB. The spreadsheet of refunds takes "
                  f"{own.wall / peer.wall:.2f} of what XlsxWriter takes to write it from its CSV ({peer.wall:.1f} s, {peer.peak_kib / 1024:.0f} MiB). Whole "
                  f"processes, one run, {os.cpu_count()} processors.", ""]
        return "\n".join(lines)

    @staticmethod
    def cell(measured):
        mib = measured.peak_kib / 1024
        mark = "" if measured.wall <= MOST_SECONDS and mib <= MOST_MIB else " ✗"
        return f"{measured.wall:.1f}, {mib:.0f}{mark}"


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench --reports", description=__doc__.splitlines()[0])
    parser.add_argument("--reports", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--python", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--refunds", type=int, help="rows of the batch, and orders (1,000,000)")
    parser.add_argument("--quick", action="store_true", help="20,000 rows")
    parser.add_argument("--refundry", required=True, help="this executable instead of the release build")
    options = parser.parse_args()
    options.refunds = options.refunds or (20_000 if options.quick else 1_000_000)
    bench = Bench(options)
    try:
        bench.run()
    except Failed as failure:
        sys.exit(f"scripts/bench: {failure}")
    finally:
        for side in (bench.own, bench.peer):
            shutil.rmtree(side.folder, ignore_errors=True)
    print(bench.table())


if __name__ == "__main__":
    main()
