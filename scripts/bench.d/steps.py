"""What is measured, step by step. Every step makes what it needs, untimed, when no earlier one has left it."""

import sys

import data
from sides import Failed, decisions, submissions

STEPS = ["orders", "batch", "xml", "results", "small", "memory", "history"]


class Bench:
    """The sides, the sizes, and all that was measured: figures[side][work] is a list, one Measured a run."""

    def __init__(self, sides, options):
        self.sides, self.options, self.work = sides, options, options.work
        self.figures = {side.name: {} for side in sides}
        self.decided = {}       # by side, of the big batch
        self.counts = {}

    # ── helpers ────────────────────────────────────────────────────────────────────────────────────────

    def note(self, side, work, measured):
        self.figures[side.name].setdefault(work, []).append(measured)
        say(f"{side.name:9} {work:22} {measured.wall:9.3f} s {measured.processor:9.3f} s cpu "
            f"{measured.peak_kib / 1024:8.1f} MiB")
        return measured

    def own(self):
        return next((side for side in self.sides if side.name == "refundry"), None)

    def orders_file(self, count=None):
        return data.orders_file(self.work, count or self.options.orders)

    def batch_file(self, batch, rows=None, layout="csv.gz", gentle=False):
        earlier = self.options.refunds if batch else 0
        rows = rows or self.options.refunds
        return data.batch_file(self.work, self.options.orders, rows, batch, layout, gentle, earlier)

    def with_orders(self, side):
        """A copy of the home that knows all orders."""
        if not side.home("orders").exists():
            home = side.init("making")
            checked(side.orders(home, self.orders_file()), "rejected", 0)
            home.rename(side.home("orders"))
        return side.copy("orders", "run")

    def with_batch(self, side):
        """The home after the big batch, its submissions and its results."""
        if not side.home("batch").exists():
            home = self.with_orders(side)
            side.batch(home, self.batch_file(0))
            answers, _ = self.answers(side, home, side.build(home))
            side.results(home, answers)
            answers.unlink()
            home.rename(side.home("batch"))
        return side.home("batch")

    def answers(self, side, home, built):
        file = side.folder / "results.csv"
        return file, data.results_file(file, submissions(home, built))

    # ── steps ──────────────────────────────────────────────────────────────────────────────────────────

    def orders(self):
        file = self.orders_file()
        for _ in range(self.options.runs):
            for side in self.sides:
                for state in ("making", "orders", "batch"):
                    side.remove(state)
                home = side.init("making")
                self.note(side, "orders", checked(side.orders(home, file), "rejected", 0))
                home.rename(side.home("orders"))

    def way(self, side, file, suffix="", with_results=True):
        """A batch's way from import to results, on a copy of a home that knows the orders; import's answer."""
        home = self.with_orders(side)
        imported = self.note(side, f"import{suffix}", side.batch(home, file))
        built = self.note(side, f"build{suffix}", side.build(home))
        sent = sum(each["count"] for each in built.answer["submissions"])
        if sent != imported.answer["accepted"]:
            raise Failed(f"{side.name}: {imported.answer['accepted']} accepted, {sent} sent")
        if with_results:
            answers, self.counts[f"results{suffix}"] = self.answers(side, home, built)
            applied = side.results(home, answers)
            self.note(side, f"results{suffix}", checked(applied, "applied", self.counts[f"results{suffix}"]))
            answers.unlink()
        return home, imported

    def cycle(self, with_results):
        """The big batch, the sides in turn."""
        for _ in range(self.options.runs):
            for side in self.sides:
                home, imported = self.way(side, self.batch_file(0), with_results=with_results)
                self.compare(side, decisions(home, imported))
                if with_results:
                    side.remove("batch")
                    home.rename(side.home("batch"))

    def compare(self, side, decided):
        self.decided.setdefault(side.name, decided)
        if self.decided[side.name] != decided:
            raise Failed(f"{side.name}: the same batch was decided in another way in another run")

    def xml(self):
        side = self.own()
        if not side:
            return
        alone = "import" not in self.figures[side.name]
        for _ in range(self.options.runs):
            if alone:
                self.way(side, self.batch_file(0), with_results=False)
            home, imported = self.way(side, self.batch_file(0, layout="xml"), " XML", with_results=False)
            self.compare(side, decisions(home, imported))

    def small(self):
        """Small batches one after another on a home with the big one behind it."""
        homes = {}
        for side in self.sides:
            self.with_batch(side)
            homes[side.name] = side.copy("batch", "run")
        for run in range(self.options.small_runs):
            file = self.batch_file(100 + run, self.options.small_rows)
            for side in self.sides:
                self.note(side, "small", side.batch(homes[side.name], file))

    def memory(self):
        """The peak with four times the rows. Orders: all against a quarter, as the limits end at 2 GiB a file."""
        side = self.own()
        if not side:
            return
        if "results" not in self.figures[side.name]:
            self.way(side, self.batch_file(0))
        if "import XML" not in self.figures[side.name]:
            self.way(side, self.batch_file(0, layout="xml"), " XML", with_results=False)
        side.remove("run")
        quarter = self.orders_file(self.options.orders // 4)
        self.note(side, "orders, a quarter", side.orders(side.init("run"), quarter))
        rows = 4 * self.options.refunds
        self.way(side, self.batch_file(50, rows), ", four times")
        self.way(side, self.batch_file(50, rows, "xml"), " XML, four times", with_results=False)

    def history(self):
        """The same small batches against one big batch of history and against ten, in turn."""
        side = self.own()
        if not side:
            return
        self.with_batch(side)
        long = side.copy("batch", "long")
        for number in range(1, 10):
            answer = side.batch(long, self.batch_file(number, gentle=True)).answer
            say(f"history {number + 1}/10: {answer['accepted']} refunds more")
            side.build(long)
        short = side.copy("batch", "run")
        for run in range(self.options.small_runs):
            file = self.batch_file(200 + run, self.options.small_rows)
            self.note(side, "small, history", side.batch(short, file))
            self.note(side, "small, ten histories", side.batch(long, file))
        side.remove("long")

    def run(self, steps):
        if "orders" in steps:
            self.orders()
        if "batch" in steps or "results" in steps:
            self.cycle("results" in steps)
        for step in ("xml", "small", "memory", "history"):
            if step in steps:
                getattr(self, step)()
        for side in self.sides:
            side.remove("run")


def checked(measured, name, value):
    """The measurement, when its answer says what it must."""
    if measured.answer[name] != value:
        raise Failed(f"{name} should be {value}: {measured.answer}")
    return measured


def say(text):
    print(text, file=sys.stderr, flush=True)
