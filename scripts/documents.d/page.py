"""Opens the HTML reports in a real browser: every value must be the JSON report's, nothing may be asked for from elsewhere, and it must print on A4."""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

from lib.story import Home, Wrong

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
if BROWSER is None:
    print("  skipped: no Chromium is installed (Debian: chromium)")
    sys.exit(77)

# Each report, and how many charts it has.
REPORTS = [(["refunds"], 0), (["daily"], 4), (["batch", "1"], 1), (["ageing"], None), (["exceptions"], None), (["fees"], None),
           (["notifications", "--number", "1"], 0)]
TOLD_OTHERWISE = ("list", "charged_on", "band")
STORIES = ["three-merchants", "two-weeks", "short-of-funds", "month-end", "national-day", "profiles", "transfers"]
MOST_ROWS = 2_000
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-default-apps", "--disable-sync", "--disable-extensions"]
A4 = {(595, 842), (842, 595)}


class Page(HTMLParser):
    """What stands in the page as the browser built it: each table's header and rows, the charts' bars and words."""

    VOID = {"meta", "br", "wbr", "link", "img", "input", "hr", "path", "circle", "rect", "line"}

    def __init__(self, dom):
        super().__init__()
        self.open, self.sections, self.charts, self.wrong = [], [], [], []
        self.exact = None
        self.feed(dom)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        for name, value in attrs.items():
            if tag == "script" or name.startswith("on") or name in ("src", "xlink:href") \
                    or (name == "href" and not value.startswith("#")) or "//" in (value or ""):
                self.wrong.append(f"<{tag} {name}={value!r}>")
        classes = (attrs.get("class") or "").split()
        if tag == "section" and "part" in classes:
            self.sections.append({"head": [], "rows": [], "foot": [], "notes": []})
        elif tag == "tr" and "tbody" in self.open:
            self.sections[-1]["rows"].append([])
        elif tag == "tr" and "tfoot" in self.open:
            self.sections[-1]["foot"].append([])
        elif tag in ("td", "th"):
            self.cells().append("")
        elif tag == "p" and self.sections:
            self.sections[-1]["notes"].append("")
        elif tag == "svg" and attrs.get("role") == "img":
            self.charts.append({"words": [], "bars": 0, "box": [int(x) for x in attrs["viewbox"].split()]})
        elif tag == "text" and self.charts:
            self.charts[-1]["words"].append("")
        elif tag == "rect" and self.charts:
            self.charts[-1]["bars"] += 1
        elif tag == "data":
            self.exact = attrs["value"]
        elif tag == "time":
            self.exact = attrs["datetime"]
        if self.exact is not None and tag in ("data", "time"):
            self.cells()[-1] += self.exact
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if tag in ("data", "time"):
            self.exact = None
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not self.open or self.exact is not None:
            return
        if self.open[-1] == "text":
            self.charts[-1]["words"][-1] += data
        elif {"td", "th"} & set(self.open):
            self.cells()[-1] += data
        elif "p" in self.open and self.sections:
            self.sections[-1]["notes"][-1] += data

    def cells(self):
        """What the cell that is open belongs to; a throw-away for the facts above the tables."""
        if not self.sections or "table" not in self.open:
            return [""]
        part = self.sections[-1]
        if "thead" in self.open:
            return part["head"]
        return (part["foot"] if "tfoot" in self.open else part["rows"])[-1]


def browse(*flags):
    """Standard output of one run of the browser, with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="refundry-browser-") as profile:
        done = subprocess.run([BROWSER, *QUIET, f"--user-data-dir={profile}", *flags], stdin=subprocess.DEVNULL,
                              capture_output=True, check=False, timeout=120)
    if done.returncode != 0:
        raise Wrong(f"the browser ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return done.stdout.decode("utf-8")


def told(value):
    """A JSON value as the page's cell holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return " ".join(f"{key} {amount}" for key, amount in value.items())
    return str(value)


def same(cell, value):
    """The program's own words have their Chinese behind them, its sentences stand in both languages."""
    return cell in (value, value.replace("；", " ", 1)) or (value and cell.startswith(value + " "))


def matches(key, cell, value):
    """Codes that people read as words of another kind are there at least."""
    return same(cell, value) or (key in TOLD_OTHERWISE and cell)


def check_section(where, part, rows, totals):
    if not rows:
        if part["notes"] != ["none 无"] or part["rows"]:
            raise Wrong(f"{where}: an empty section says {part['notes']}")
        return
    keys = [key for key in rows[0] if any(told(row[key]) for row in rows)]
    if len(part["head"]) != len(keys):
        raise Wrong(f"{where}: {len(part['head'])} columns for {keys}")
    if len(part["rows"]) != min(len(rows), MOST_ROWS):
        raise Wrong(f"{where}: {len(part['rows'])} rows of {len(rows)} are shown")
    left = collections.defaultdict(list)
    for row in rows:
        left[told(row[keys[0]])].append([told(row[key]) for key in keys])
    for cells in part["rows"]:
        # The first word: behind it stands the same in Chinese.
        known = left.get(cells[0]) or left.get(cells[0].split(" ")[0]) or [row for some in left.values() for row in some]
        match = next((row for row in known if all(map(matches, keys, cells, row))), None)
        if match is None:
            raise Wrong(f"{where}: no row of the JSON report is {cells}; with that first cell: {known}")
        known.remove(match)
    for total, cells in zip(totals, part["foot"], strict=True):
        for key, value in total.items():
            shown = f"{value:,} row" if key == "rows" else str(value)
            if not any(shown in cell for cell in cells):
                raise Wrong(f"{where}: the total {total} is shown as {cells}")


def check_charts(where, charts, expected):
    # A report of what nobody agreed on, fees without a contract say, draws nothing.
    if expected is not None and len(charts) != expected:
        raise Wrong(f"{where}: {len(charts)} charts instead of {expected}")
    for chart in charts:
        if not chart["words"] or not all(word.strip() for word in chart["words"]):
            raise Wrong(f"{where}: a chart without its words: {chart}")


def requests(url, scratch):
    """What the page asked the network for; what the browser asks for by itself names no origin."""
    log = f"{scratch}/net.json"
    browse(f"--log-net-log={log}", "--dump-dom", url)
    with open(log, encoding="utf-8") as file:
        return sorted({asked[1] for line in file
                       if (asked := re.search(r'"initiator":"(?!not an origin").*"url":"((?!file:|data:)[^"]*)"', line))})


def check_that_requests_are_seen(scratch):
    path = f"{scratch}/asks.html"
    with open(path, "w", encoding="utf-8") as page:
        page.write('<!doctype html><img src="http://127.0.0.1:9/seen.png">')
    if requests(f"file://{path}", scratch) != ["http://127.0.0.1:9/seen.png"]:
        raise Wrong("the browser's log doesn't tell what a page asks for: mend the pattern in requests()")


def check_paper(where, url, scratch, parts):
    pdf = f"{scratch}/page.pdf"
    browse(f"--print-to-pdf={pdf}", "--no-pdf-header-footer", url)
    if not shutil.which("pdfinfo"):
        return 0
    pages = subprocess.run(["pdfinfo", "-f", "1", "-l", "9999", pdf], capture_output=True, text=True, check=True).stdout
    sizes = {(round(float(width)), round(float(height)))
             for width, height in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", pages)}
    if not sizes or not sizes <= A4 or len(sizes) > 1:
        raise Wrong(f"{where}: pages of {sizes} instead of A4")
    texts = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = texts.split("\f")[:-1]
    # The first identifier of every row is on paper, in one piece, and each page that rows stand on has their header.
    for part in parts:
        missing = [row[0] for row in part["rows"] if " " not in row[0] and row[0] not in texts]
        if missing:
            raise Wrong(f"{where}: not on paper: {missing[:5]}")
        if not part["head"]:
            continue
        title = part["head"][0].split()[0]
        bare = [number for number, text in enumerate(pages, 1)
                if title not in text and any(row[0] in text for row in part["rows"] if re.fullmatch("[0-9]{9,}", row[0]))]
        if bare:
            raise Wrong(f"{where}: rows without their header on the pages {bare}")
    most = 2 + sum(len(part["rows"]) // 12 + 1 for part in parts)
    if not 1 <= len(pages) <= most:
        raise Wrong(f"{where}: {len(pages)} pages instead of at most {most}")
    return len(pages)


def luminance(colour):
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(2 * digit for digit in colour.lstrip("#"))
    parts = [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def check_contrast(path):
    """WCAG AA, in light and dark: 4.5:1 for words, 3:1 for bars."""
    with open(path, encoding="utf-8") as page:
        schemes = re.findall(r":root \{(.*?)\n *\}", page.read(), re.DOTALL)[:2]
    for name, scheme in zip(("light", "dark"), schemes, strict=True):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", scheme))
        pairs = [(ink, ground, 4.5) for ink in ("ink", "faint", "link") for ground in ("ground", "card", "head")]
        for tone in ("good", "caution", "bad"):
            pairs += [(ink, tone + "-tint", 4.5) for ink in (tone, "ink", "faint")]
            pairs += [(tone, "card", 4.5), (tone, "head", 4.5), ("over", tone, 4.5)]
        pairs += [(f"bar-{tone}", "card", 3) for tone in ("plain", "good", "caution", "bad")]
        for ink, ground, least in pairs:
            dark, bright = sorted((luminance(colours[ink]), luminance(colours[ground])))
            if (bright + 0.05) / (dark + 0.05) < least:
                raise Wrong(f"{name}: {ink} on {ground} has a contrast below {least}:1")


def check_report(home, words, charts):
    where = f"{os.path.basename(home.scratch)}, reports {' '.join(words)}"
    facts = json.loads(home.call("reports", *words, "--format", "json"))
    path = home.report(words, "html")
    url = f"file://{path}"
    page = Page(browse("--dump-dom", url))
    if page.wrong:
        raise Wrong(f"{where}: the page reaches out: {page.wrong}")
    sections = {name: rows for name, rows in facts.items()
                if isinstance(rows, list) and all(isinstance(row, dict) for row in rows)}
    if len(page.sections) != len(sections):
        raise Wrong(f"{where}: {len(page.sections)} tables for {list(sections)}")
    for part, (name, rows) in zip(page.sections, sections.items(), strict=True):
        check_section(f"{where}, {name}", part, rows, facts.get("totals", {}).get(name, []))
    check_charts(where, page.charts, charts)
    check_contrast(path)
    if asked := requests(url, home.scratch):
        raise Wrong(f"{where}: the page asked for {asked[:5]}")
    pages = check_paper(where, url, home.scratch, page.sections)
    print(f"  {where}: {sum(map(len, sections.values()))} rows, {len(page.charts)} charts, {pages} pages")


def main():
    with tempfile.TemporaryDirectory(prefix="refundry-documents-") as scratch:
        check_that_requests_are_seen(scratch)
        homes = [Home(name, scratch) for name in STORIES]
        for home in homes:
            for words, charts in REPORTS:
                check_report(home, words, charts)
        check_report(homes[0], ["refunds", "--number", "none"], 0)


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(f"scripts/documents.d/page.py: {wrong}")
