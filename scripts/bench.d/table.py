"""The table of medians and ratios, with the goals beside them."""

import json
import os
import platform
import sqlite3
from statistics import median

MIB = 1024


class Figures:
    """Medians of what was measured; None where it was not."""

    def __init__(self, figures):
        self.figures = figures

    def runs(self, side, work):
        return self.figures.get(side, {}).get(work, [])

    def wall(self, side, *works):
        """The median over the runs of what these works took together."""
        runs = [self.runs(side, work) for work in works]
        if not all(runs):
            return None
        return median(sum(each.wall for each in run) for run in zip(*runs))

    def peak(self, side, *works):
        peaks = [each.peak_kib for work in works for each in self.runs(side, work)]
        return max(peaks) / MIB if peaks else None


def ratio(own, other):
    return own / other if own is not None and other else None


def rows(bench):
    """One dictionary a line of the table: work, the sides' seconds, ratios, and the goals."""
    figures, options = Figures(bench.figures), bench.options
    own = lambda *works: figures.wall("refundry", *works)
    python = lambda *works: figures.wall("python", *works)
    duckdb = lambda *works: figures.wall("duckdb", *works)
    line = lambda work, works, goals: {
        "work": work, "refundry": own(*works), "duckdb": duckdb(*works), "python": python(*works),
        "goals": [goal for goal in goals if goal["ratio"] is not None]}
    goal = lambda of, value, most: {"of": of, "ratio": value, "most": most,
                                    "reached": value is not None and value <= most}
    big, both, xml = f"{options.refunds:,}-row", ("import", "build"), ("import XML", "build XML")
    results = bench.counts.get("results")
    per_row = ratio(own("results"), own("import"))
    yield line(f"{options.orders:,} orders", ["orders"], [goal("Python", ratio(own("orders"), python("orders")), .3)])
    yield line(f"{big} CSV.gz: import + submissions build", both, [
        goal("DuckDB", ratio(own(*both), duckdb(*both)), 1), goal("Python", ratio(own(*both), python(*both)), .25)])
    yield line("– of it the import", ["import"], [])
    yield line("– of it the build", ["build"], [])
    yield line(f"{big} XML: import + submissions build", xml, [goal("own CSV", ratio(own(*xml), own(*both)), 1.3)])
    if results:
        scaled = per_row and per_row * options.refunds / results
        yield line(f"{results:,} results", ["results"], [goal("own import, a row", scaled, 1)])
    small = f"{options.small_rows:,}-row batch: import"
    yield line(small, ["small"], [goal("DuckDB", ratio(own("small"), duckdb("small")), .25),
                                  goal("Python", ratio(own("small"), python("small")), 1)])
    histories = ratio(own("small, ten histories"), own("small, history"))
    yield line(f"{small}, ten times the history", ["small, ten histories"], [goal("one history", histories, 1.2)])


def memory(bench):
    """Peak memory of every work, and what four times the rows make of it."""
    figures = Figures(bench.figures)
    for work in ("orders", "import", "build", "import XML", "results", "small"):
        one = figures.peak("refundry", work)
        four = figures.peak("refundry", f"{work}, four times")
        if work == "orders" and figures.peak("refundry", "orders, a quarter"):
            one, four = figures.peak("refundry", "orders, a quarter"), one
        highest = max(filter(None, (one, four)), default=None)
        yield {"work": work, "refundry": one, "four": four, "growth": ratio(four, one),
               "duckdb": figures.peak("duckdb", work), "python": figures.peak("python", work),
               "reached": highest is not None and highest <= 192 and (not four or not one or four <= 1.1 * one)}


def differences(bench):
    """For each peer: rows decided differently, and rejected rows with other codes."""
    own = bench.decided.get("refundry") or bench.decided.get("python")
    for name, decided in bench.decided.items():
        if decided is own or own is None:
            continue
        rows = [line for line in own.keys() | decided.keys()
                if line not in own or line not in decided or bool(own[line]) != bool(decided[line])]
        codes = sum(1 for line in own.keys() & decided.keys()
                    if own[line] and decided[line] and own[line] != decided[line])
        yield {"side": name, "rows": len(rows), "codes": codes, "lines": sorted(rows)[:10]}


def aligned(table):
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in table]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return lines


def number(value, form):
    return "" if value is None else format(value, form)


def goal_text(goal):
    mark = "✓" if goal["reached"] else "✗"
    return f"{goal['ratio']:.2f} of {goal['of']}, goal {goal['most']} {mark}"


def markdown(bench, machine):
    table = [["work", "Refundry s", "DuckDB s", "Python s", "ratio, goal"]]
    for row in rows(bench):
        sides = [row[side] for side in ("refundry", "duckdb", "python")]
        if any(side is not None for side in sides):
            table.append([row["work"], *(number(side, ".3f") for side in sides),
                          "; ".join(map(goal_text, row["goals"]))])
    peaks = [["peak memory, MiB", "Refundry", "four times the rows", "growth", "DuckDB", "Python", "≤ 192 and ≤ 1.1"]]
    for row in memory(bench):
        if row["refundry"] or row["python"] or row["duckdb"]:
            mark = "" if row["refundry"] is None else "✓" if row["reached"] else "✗"
            mark += " (192 alone)" if mark and row["growth"] is None else ""
            peaks.append([row["work"], number(row["refundry"], ".0f"), number(row["four"], ".0f"),
                          number(row["growth"], ".2f"), number(row["duckdb"], ".0f"), number(row["python"], ".0f"),
                          mark])
    options, lines = bench.options, aligned(table) + [""] + aligned(peaks) + [""]
    base = "Refundry" if "refundry" in bench.decided else "Python"
    for each in differences(bench):
        lines.append(f"{each['side']}: {each['rows']:,} rows decided differently from {base}, "
                     f"{each['codes']:,} more rejected for other codes.")
    runs = f"Medians of {options.runs} runs, {options.small_runs} of the small batch."
    return "\n".join(lines + [f"{runs} {', '.join(machine.values())}."])


def as_json(bench, machine):
    return json.dumps({"options": {name: getattr(bench.options, name) for name in (
        "orders", "refunds", "small_rows", "runs", "small_runs")}, "machine": machine, "times": list(rows(bench)),
        "memory": list(memory(bench)), "decisions": list(differences(bench)),
        "runs": {side: {work: [[each.wall, each.processor, each.peak_kib] for each in runs]
                        for work, runs in works.items()} for side, works in bench.figures.items()}})


def machine(duckdb):
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"processors": f"{os.cpu_count()} processors", "memory": f"{pages >> 30} GiB of memory",
            "python": f"Python {platform.python_version()}", "sqlite": f"its SQLite {sqlite3.sqlite_version}",
            "duckdb": f"DuckDB {duckdb}"}
