"""Size of files and functions, and words that have no place in this program."""

import re

from swift_source import functions

LONGEST_FILE = 500
LONGEST_FUNCTION = 60

MONEY = ("Sources/Refunds/", "Sources/Rules/", "Sources/Formats/", "Sources/Ledger/", "Sources/LedgerSQLite/",
         "Sources/Operations/")
OUR_ENUMS = ("Sources/Refunds/", "Sources/Rules/", "Sources/Ledger/", "Sources/LedgerSQLite/", "Sources/Operations/")
ALL = ("Sources/", "Tests/")
DOOR = "Sources/refundry/"

# A spreadsheet knows no other numbers.
SPREADSHEET = "Sources/Formats/Report/XLSX/XLSXNumber.swift"

# (pattern in code, where, where not, what is wrong, what to do)
BANNED = [
    (r"\b(Double|Float)\b", MONEY, (SPREADSHEET,), "binary fractions have no place near money",
     "use whole minor units, or a numerator and a denominator"),
    (r"\bDecimal\s*\(\s*string\b", ALL, (), "Decimal(string:) takes 12abc for 12",
     "read the digits with the amount's own parser"),
    (r"\bDate\s*\(\s*\)|\bDate\s*\.\s*now\b", ALL, (DOOR,), "the clock is read outside the doors",
     "let the time come in as an argument"),
    (r"\btry\?", ALL, (), "try? swallows an error", "handle the error, or let it through"),
    (r"\btry!", ALL, (), "try! ends the program at an error", "handle the error, or let it through"),
    (r"(?<![\w.])(?:debug)?[pP]rint\s*\(", ("Sources/",), (DOOR,), "print outside the command line",
     "return what is to be said, and let the command print it"),
    (r"^\s*(?:@unknown\s+)?default\s*:(?!.*//\s*not our enum)", OUR_ENUMS, (),
     "default: would hide a case that is added later",
     "write every case out; where the values are no enum of ours, add: // not our enum"),
]
PROMISE = re.compile(r"@unchecked\s+Sendable|\bnonisolated\(unsafe\)")
LATER = re.compile(r"\b(TODO|FIXME)\b")


def check_words(project):
    for path in project.swift_files():
        code, lines = project.code(path), project.read(path).split("\n")
        yield from check_sizes(path, code, lines)
        yield from check_banned(path, code.split("\n"), lines)
        for number, line in enumerate(code.split("\n"), 1):
            if PROMISE.search(line) and not any("Proof:" in near for near in lines[max(0, number - 4):number]):
                yield (path, number, "a promise to the compiler without its proof",
                       "say why it holds in a comment within three lines above: // Proof: …")
    for path in project.files:
        if path.startswith(("Fixtures/", "scripts/checks/")):
            continue
        for number, line in enumerate(project.read(path).split("\n"), 1):
            if LATER.search(line):
                yield path, number, "work left for later", "do it now, or open an issue and remove the word"


def check_sizes(path, code, lines):
    if len(lines) - 1 > LONGEST_FILE:
        yield (path, LONGEST_FILE + 1, f"the file has {len(lines) - 1} lines, more than {LONGEST_FILE}",
               "one type or one verb a file: split it")
    for name, first, last in functions(code):
        if last - first + 1 > LONGEST_FUNCTION:
            yield (path, first, f"{name} has {last - first + 1} lines, more than {LONGEST_FUNCTION}",
                   "give its parts names of their own")


def check_banned(path, code, lines):
    for pattern, where, where_not, wrong, remedy in BANNED:
        if not path.startswith(where) or path.startswith(where_not or ("//",)):
            continue
        expression = re.compile(pattern)
        for number, line in enumerate(code, 1):
            # A comment is no code, but one rule reads the comment behind it.
            shown = lines[number - 1] if "default" in pattern and "default" in line else line
            if expression.search(line) and expression.search(shown):
                yield path, number, wrong, remedy
