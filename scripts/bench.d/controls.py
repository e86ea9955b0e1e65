"""scripts/bench --controls: what the controls of people, time and money cost the main job.

The same program does the same work in two homes in turn: one with nothing but defaults, and one with every control on and
with room for all of it, so that both send the same refunds in the same bytes. Then what `submissions plan` takes over a million
waiting refunds, and over a quarter of them.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import data
from sides import Failed, Measured, Refundry, submissions
from steps import checked, say

# The morning of a business day: a batch comes, two people approve it, the cut-off passes, the file leaves, the bank answers the next day.
BATCH, FIRST, SECOND, BEFORE, BUILD, RESULTS = (
    data.NOW, "2026-10-08T10:05:00+08:00", "2026-10-08T10:10:00+08:00", "2026-10-08T10:15:00+08:00",
    "2026-10-08T11:00:00+08:00", "2026-10-09T10:00:00+08:00")
CUTOFF = "10:30"
PEOPLE = [("Lin Yue", FIRST), ("Zhao Wei", SECOND)]
STEPS = ["orders", "import", "approve", "build", "results"]
# Without orders: no control stands on their way, and they would make every share smaller.
WHOLE = ["import", "approve", "build", "results"]

# refund_ids begin with the home's number: the same in both, for the same bytes.
PLAIN = "home_number: 417\n"


def by_currency(amount):
    return "{" + ", ".join(f"{currency}: {amount}" for currency in data.EXPONENTS) + "}"


def every_control(day):
    """The settings of a home with every control on. `day`: the most money of a day, in each currency.

    distinct_logins stays off: it compares two names at each approval, and needs a second login of the machine. review_warnings
    asks for nothing more where the whole batch waits for people.
    """
    reasons = json.dumps(data.DESCRIPTIONS[:-1], ensure_ascii=False)    # the last one bears a warning
    fees = "\n".join(f'      - {{on: {on}, currency: {currency}, fixed: "1", share: "0.015"}}'
                     for on in ("submission", "success") for currency in data.EXPONENTS)
    return f"""{PLAIN}timezone: Asia/Shanghai
defaults:
  policy: tolerance
  tolerance: {{rows: 0.9, money: 0.9}}
  approval: one
  above: {by_currency('"1.00"').replace('JPY: "1.00"', 'JPY: "1"')}
  review_warnings: true
  cooling_minutes: 0
  reasons: {reasons}
  funds: {by_currency("on")}
channels:
  default:
    layout: native-csv
    timezone: Asia/Shanghai
    calendar: cn
    cutoffs: ["{CUTOFF}", "16:00"]
    max_rows: 20000000
    max_money: {by_currency('"900000000000"')}
    max_money_day: {by_currency(f'"{day}"')}
    query_numbers: true
    fees:
{fees}
"""


class Home(Refundry):
    """A home of the day above; what it measured, by step, one run each."""

    settings = PLAIN

    def __init__(self, work, size, executable):
        super().__init__(work, size, executable)
        self.figures = {step: [] for step in STEPS}
        self.sent = []

    def note(self, step, measured):
        self.figures[step].append(measured)
        tell(self.name, step, measured)
        return measured

    def at(self, now, *arguments):
        home = self.home("run")
        return self.measure(self.executable, "--home", home, "--json", "--now", now, *arguments)

    def begin(self):
        """A home with its settings and its money, and no order."""
        self.remove("run")
        self.init("run")
        self.set(self.settings)

    def set(self, settings):
        (self.home("run") / "refundry.yaml").write_text(settings, encoding="utf-8")

    def bring(self, file):
        return self.at(BATCH, "batches", "import", file, "--account", data.ACCOUNT, "--by", "Xu Min")

    def approve(self):
        return Measured(0, 0, 0, {})

    def day(self, orders, batch):
        """The day's steps one after another, for whoever lets two homes take turns; `sent` are the digests of what was sent."""
        self.begin()
        yield self.note("orders", checked(self.at(BATCH, "orders", "import", orders), "rejected", 0))
        imported = self.note("import", self.bring(batch))
        yield imported
        yield self.note("approve", self.approve())
        built = self.note("build", self.at(BUILD, "submissions", "build"))
        files = built.answer["submissions"]
        if sum(each["count"] for each in files) != imported.answer["accepted"]:
            raise Failed(f"{self.name}: {imported.answer['accepted']} accepted, but sent {files}")
        self.sent = [(each["sha256"], each["count"]) for each in files]
        yield built
        answers = self.folder / "results.csv"
        count = data.results_file(answers, submissions(self.home("run"), built))
        applied = self.at(RESULTS, "results", "import", answers, "--channel", "default")
        yield self.note("results", checked(applied, "applied", count))
        answers.unlink()
        self.remove("run")


class Plain(Home):
    name = "plain"


class Controlled(Home):
    name = "controlled"
    settings = every_control("900000000000")

    def begin(self):
        super().begin()
        balances = self.folder / "balances.csv"
        lines = [f"{data.ACCOUNT},{currency},900000000000,{data.NOW}\n" for currency in data.EXPONENTS]
        balances.write_text("account,currency,balance,as_of\n" + "".join(lines))
        self.at(BATCH, "funds", "import", balances)

    def approve(self):
        """By two people, each of what they were shown; the looking isn't timed."""
        both = Measured(0, 0, 0, {})
        for name, now in PEOPLE:
            digest = self.at(now, "batches", "show", "1").answer["digest"]
            one = self.at(now, "batches", "approve", "1", "--by", name, "--digest", digest)
            both = Measured(both.wall + one.wall, both.processor + one.processor,
                            max(both.peak_kib, one.peak_kib), one.answer)
        return checked(both, "state", "approved")

    def plan(self, now):
        """`submissions plan`, whole; its answer is its totals alone, for it has a line for each refund."""
        report, output = self.folder / "measured.json", self.folder / "plan.json"
        os.sync()
        command = [self.executable, "--home", self.home("run"), "--json", "--now", now, "submissions", "plan"]
        runner = [sys.executable, "-I", "-S", Path(__file__).parent / "measure.py", report, output]
        subprocess.run([*map(str, runner), *map(str, command)], check=True)
        figures = json.loads(report.read_text())
        if figures.pop("status") != 0:
            raise Failed(f"{self.name}: submissions plan failed: {output.read_bytes()[-300:]!r}")
        with open(output, "rb") as file:
            file.seek(max(0, output.stat().st_size - 4096))
            totals = file.read().rpartition(b'],"totals":')[2]
        output.unlink()
        return Measured(**figures, answer=json.loads(b'{"totals":' + totals)["totals"])


def tell(side, step, measured):
    say(f"{side:10} {step:22} {measured.wall:9.3f} s {measured.processor:9.3f} s cpu {measured.peak_kib / 1024:8.1f} MiB")


# ── submissions plan ────────────────────────────────────────────────────────────────────────────────────

# (what holds them, when it is asked, the most money of a day): before the cut-off all leave with it; behind it a day's money lets only some go,
# and the others are spread over the days to come, as many days for a million as for a few: beyond 2026 the calendar knows of none.
MOMENTS = [("the cut-off", BEFORE, lambda rows: 900_000_000_000), ("a day's money", BUILD, lambda rows: 5 * rows)]


def plans(side, options, orders, bench):
    """By what holds them: the figures of all and of a quarter, each with how many waited."""
    for rows in (options.waiting, options.waiting // 4):
        # Small amounts and few faults, so that nearly every row waits.
        batch = data.batch_file(options.work, options.orders, rows, 60, gentle=True)
        side.begin()
        side.at(BATCH, "orders", "import", orders)
        accepted = side.bring(batch).answer["accepted"]
        side.approve()
        for title, now, day in MOMENTS:
            side.set(every_control(day(rows)))
            planned = side.plan(now)
            waiting = sum(part["count"] for part in planned.answer.values())
            if waiting != accepted:
                raise Failed(f"{accepted} wait, but the plan tells of {planned.answer}")
            tell(side.name, f"plan, {title}, {waiting}", planned)
            bench.setdefault(title, []).append((waiting, planned))
        side.remove("run")


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────

def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench --controls", description=__doc__.splitlines()[0])
    parser.add_argument("--controls", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--orders", type=int, help="orders (2,000,000)")
    parser.add_argument("--refunds", type=int, help="rows of the batch (1,000,000)")
    parser.add_argument("--waiting", type=int, help="rows of the batch that the plan is made for (1,030,000)")
    parser.add_argument("--runs", type=int, help="runs of each, in turn (3)")
    parser.add_argument("--quick", action="store_true", help="50,000 orders, 20,000 rows and 20,000 waiting, 1 run")
    parser.add_argument("--only", choices=["job", "plan"], help="the main job or the plan alone")
    parser.add_argument("--refundry", help="this executable instead of the release build")
    options = parser.parse_args()
    options.orders = options.orders or (50_000 if options.quick else 2_000_000)
    options.refunds = options.refunds or (20_000 if options.quick else 1_000_000)
    options.waiting = options.waiting or (20_000 if options.quick else 1_030_000)
    options.runs = options.runs or (1 if options.quick else 3)
    return options


def main():
    options = arguments()
    size = f"{options.orders}-{options.refunds}-{data.version()}"
    sides = [kind(options.work, size, options.refundry) for kind in (Plain, Controlled)]
    orders = data.orders_file(options.work, options.orders)
    planned = {}
    try:
        if options.only != "plan":
            job(sides, options, orders)
        if options.only != "job":
            plans(sides[1], options, orders, planned)
    except Failed as failure:
        sys.exit(f"scripts/bench: {failure}")
    finally:
        for side in sides:
            shutil.rmtree(side.folder, ignore_errors=True)
    if options.only != "plan":
        print(job_table(sides, options))
    if options.only != "job":
        print(plan_table(planned))
    print(f"Whole processes, {os.cpu_count()} processors.")


def job(sides, options, orders):
    """Step by step in turn: what else the machine has to do then weighs on both."""
    batch = data.batch_file(options.work, options.orders, options.refunds, 0)
    for run in range(options.runs):
        days = [side.day(orders, batch) for side in (sides if run % 2 == 0 else reversed(sides))]
        for _ in zip(*days, strict=True):
            pass
        plain, controlled = (side.sent for side in sides)
        if plain != controlled:
            raise Failed(f"other bytes were sent with every control on: {controlled} instead of {plain}")


def job_table(sides, options):
    lines = [f"| {options.refunds:,} rows, {options.orders:,} orders | plain s | every control s | ratio of pairs | of processor time |",
             "|---|---|---|---|---|"]
    for title, steps in [*((step, [step]) for step in STEPS), ("import to results", WHOLE)]:
        plain, controlled = ([seconds(side, steps, figure) for side in sides] for figure in ("wall", "processor"))
        before, after = f"{median(plain[0]):.3f}", f"{median(plain[1]):.3f}"
        if title == "approve":
            lines.append(f"| approve, by two | | {after} | | |")
        else:
            lines.append(f"| {title} | {before} | {after} | {ratio(*plain)} | {ratio(*controlled)} |")
    return "\n".join(lines) + f"\n\nMedians of {options.runs} runs of each in turn; the last row has approvals in it, and no orders.\n"


def plan_table(planned):
    lines = ["| `submissions plan`, refunds held by | waiting | s | processor s | peak MiB | a quarter: waiting | s | peak MiB | growth |",
             "|---|---|---|---|---|---|---|---|---|"]
    for title, ((all_, whole), (few, part)) in planned.items():
        lines.append(f"| {title} | {all_:,} | {whole.wall:.1f} | {whole.processor:.1f} | {whole.peak_kib / 1024:.0f} | {few:,} "
                     f"| {part.wall:.1f} | {part.peak_kib / 1024:.0f} | {whole.peak_kib / part.peak_kib:.2f} |")
    return "\n".join(lines) + "\n"


def seconds(side, steps, figure):
    return [sum(getattr(each, figure) for each in run) for run in zip(*(side.figures[step] for step in steps))]


def ratio(plain, controlled):
    """The median over the pairs, and the extremes."""
    ratios = sorted(one / other for one, other in zip(controlled, plain))
    return f"{median(ratios):.3f} ({ratios[0]:.3f}–{ratios[-1]:.3f})"


if __name__ == "__main__":
    main()
