"""Reads the spreadsheets back with openpyxl: every value must be the JSON report's, in a cell of the right type."""

import json
import os
import re
import resource
import signal
import sys
import tempfile
from datetime import date, datetime
from decimal import Decimal

from lib.story import Home, Wrong

try:
    import openpyxl
except ImportError:
    print("  skipped: openpyxl isn't installed (Debian: python3-openpyxl)")
    sys.exit(77)

# The reports that are described once, and so known in every format. Each must stand here.
REPORTS = {name: [name] for name in ("refunds", "daily", "ageing", "exceptions", "fees")} | {
    "batch": ["batch", "1"], "notifications": ["notifications", "--number", "1"]}
# Codes that people read as words of another kind.
TOLD_OTHERWISE = ("list", "charged_on", "band")
STORIES = ["three-merchants", "two-weeks", "short-of-funds", "month-end", "national-day", "profiles", "transfers"]
NUMBERS = re.compile(r"(#,##)?0(\.0+)?$")
MOMENT = re.compile(r'yyyy-mm-dd( hh:mm:ss" ?([+-][0-9:]+|Z)")?$')


def told(cell):
    """A cell as the JSON report tells it: text, or a number's decimal text by its format."""
    value, form = cell.value, cell.number_format
    if value is None:
        return None
    if isinstance(value, (datetime, date)):
        offset = MOMENT.match(form)
        demand(offset, cell, f"a date with the format {form}")
        if not offset.group(1):
            return value.strftime("%Y-%m-%d")
        return value.strftime("%Y-%m-%dT%H:%M:%S") + offset.group(2)
    if isinstance(value, (int, float)):
        shape = NUMBERS.match(form)
        demand(shape, cell, f"a number with the format {form}")
        places = len(shape.group(2) or ".") - 1
        return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places)))
    demand(isinstance(value, str) and cell.data_type in ("s", "inlineStr"), cell, f"a cell of type {cell.data_type}")
    return value


def demand(holds, cell, what):
    if not holds:
        raise Wrong(f"{cell.parent.title}!{cell.coordinate}: {what}: {cell.value!r}")


def check_value(cell, key, value):
    """What JSON tells of a value, against its cell."""
    if value is None or value == []:
        return demand(cell.value is None, cell, f"{key} should be empty")
    if isinstance(value, bool):
        return demand(str(cell.value).startswith("yes" if value else "no"), cell, f"{key} should be {value}")
    if isinstance(value, int):
        return demand(isinstance(cell.value, int) and cell.value == value, cell, f"{key} should be {value}")
    if isinstance(value, list):
        return demand(cell.value == ", ".join(value), cell, f"{key} should be {value}")
    if isinstance(value, dict):
        return demand(cell.value == "; ".join(f"{k} {v}" for k, v in value.items()), cell, f"{key}: {value}")
    text = told(cell)
    if key in TOLD_OTHERWISE:
        return demand(text and "_" not in text, cell, f"{key} has no words for {value}")
    # A word of the program is told with its Chinese behind it, a sentence of its own in both languages.
    if cell.alignment.wrap_text:
        text = str(text).replace("\n", " ", 1)
    demand(text in (value, value.replace("；", " ", 1)) or str(text).startswith(value + " "), cell, f"{key} should be {value}")
    if key.endswith(("_id", "_number")) or key in ("account", "terminal"):
        demand(isinstance(cell.value, str) and cell.number_format == "@", cell, f"{key} must be text for ever")
    if key.endswith("_amount"):
        digits = len(value.replace(".", "").replace("-", "").strip("0"))
        demand(digits > 15 or cell.data_type == "n", cell, f"{key} must be a number")
    return None


def check_totals(sheet, rows, keys, totals):
    """Beneath the table, apart by an empty row, bold."""
    first = max(rows, 1) + 3 if rows else 3
    for place, total in enumerate(totals):
        cells = sheet[rows + 3 + place]
        for key, value in total.items():
            if key in keys and key not in ("currency", "rows"):
                cell = cells[keys.index(key)]
                demand(told(cell) == value and cell.font.bold, cell, f"the total of {key} should be {value}")
        demand(f"{total['rows']} row" in str([cell.value for cell in cells]), cells[0], "the total's rows")
    beyond = first + len(totals)
    demand(sheet.max_row < max(beyond, 3), sheet.cell(max(beyond, 1), 1), "something stands below the totals")


def check_section(sheet, rows, totals):
    demand(sheet.freeze_panes is not None and sheet.freeze_panes.endswith("2"), sheet["A1"], "the header isn't frozen")
    width = sheet.max_column
    filtered = f"A1:{sheet.cell(max(len(rows), 1) + 1, width).coordinate}"
    demand(sheet.auto_filter.ref == filtered, sheet["A1"], f"the filter is {sheet.auto_filter.ref}, not {filtered}")
    demand(sheet.print_title_rows in ("1:1", "$1:$1"), sheet["A1"], "the header isn't repeated on paper")
    demand(sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9", sheet["A1"], "not A4")
    header = sheet[1]
    for cell in header:
        demand("\n" in cell.value and cell.font.bold and cell.alignment.wrap_text, cell, "no header in two languages")
    if not rows:
        demand(sheet["A2"].value == "none 无", sheet["A2"], "an empty section says so")
        return
    keys = list(rows[0])
    demand(len(keys) == width, sheet["A1"], f"{width} columns instead of {len(keys)}")
    for number, row in enumerate(rows, start=2):
        for key, cell in zip(keys, sheet[number], strict=True):
            check_value(cell, key, row[key])
    check_totals(sheet, len(rows), keys, totals)


def check_report(home, words):
    told_as_json = json.loads(home.call("reports", *words, "--format", "json"))
    path = home.report(words, "xlsx")
    again = home.call("reports", *words, "--format", "xlsx")
    with open(path, "rb") as file:
        if file.read() != again:
            raise Wrong(f"{' '.join(words)}: the same report twice isn't the same bytes")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                demand(cell.data_type != "f" and cell.hyperlink is None, cell, "a formula or a link")
    if cut := [name for name in book.sheetnames if not re.search("[\u3400-\u9fff]", name)]:
        raise Wrong(f"{' '.join(words)}: tabs without room for both languages: {cut}")
    totals = told_as_json.get("totals", {})
    sections = {name: rows for name, rows in told_as_json.items()
                if name != "totals" and isinstance(rows, list) and all(isinstance(row, dict) for row in rows)}
    sheets = [sheet for sheet in book if sheet.auto_filter.ref]
    if len(sheets) != len(sections):
        raise Wrong(f"{' '.join(words)}: sheets {book.sheetnames} for the sections {list(sections)}")
    for sheet, (name, rows) in zip(sheets, sections.items(), strict=True):
        check_section(sheet, rows, totals.get(name, []))
    return sum(len(rows) for rows in sections.values())


def limited(size):
    """A disk that ends after so many bytes of a file: the write fails as on a full one."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def check_room(home, size, whole):
    """With room for so many bytes a file: the whole report, or exit 73 and nothing. Which of them."""
    path = f"{home.scratch}/limited.xlsx"
    before = set(os.listdir(home.scratch))
    done = home.call("reports", "refunds", "--format", "xlsx", "--out", path, status=None, preexec_fn=limited(size))
    if done.returncode == 0:
        with open(path, "rb") as file:
            if file.read() != whole:
                raise Wrong(f"with room for {size} bytes a file: exit 0, but not the whole report")
        os.remove(path)
        return True
    left = sorted(set(os.listdir(home.scratch)) - before)
    message = done.stderr.decode("utf-8", "replace")
    if done.returncode != 73 or left or "run the command again" not in message:
        raise Wrong(f"with room for {size} bytes a file: exit {done.returncode}, left {left}:\n{message}")
    return False


def check_full_disk(home):
    """Wherever the room ends. Just below what is needed the library loses the end of a sheet and doesn't tell."""
    whole = home.call("reports", "refunds", "--format", "xlsx")
    tried, short, enough = 0, 40_000, 40_000        # less is too little for the ledger to be opened
    while not check_room(home, enough, whole):
        tried, short, enough = tried + 1, enough, enough * 5 // 4
    while enough - short > 1:
        middle = (short + enough) // 2
        tried += 1
        if check_room(home, middle, whole):
            enough = middle
        else:
            short = middle
    return tried


def main():
    with tempfile.TemporaryDirectory(prefix="refundry-documents-") as scratch:
        homes = [Home(name, scratch) for name in STORIES]
        for home in homes:
            rows = sum(check_report(home, words) for words in REPORTS.values())
            print(f"  {os.path.basename(home.scratch)}: {rows} rows, each value as in the JSON report")
        empty = check_report(homes[0], ["refunds", "--number", "none"])
        print(f"  a report of {empty} rows says so")
        print(f"  a full disk: {check_full_disk(homes[0])} sizes, each time nothing but a message")


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(f"scripts/documents.d/sheets.py: {wrong}")
