"""scripts/check --self-test: plants one violation of each kind in a copy, and expects to find it there and nowhere else."""

import os
import shutil
import subprocess
import tempfile

from check import Project, check_format, check_layout, findings
from package import check_package
from readme import check_readme
from words import check_words

LINES = "".join(f"// {number}\n" for number in range(501))
LONG_FUNCTION = "func long(\n    _ text: String = \"{\"\n) -> Int\nwhere Int: Sendable {\n" + "    // {\n" * 57 + "    return 1\n}\n"
LATER = "TO" + "DO"

# (what it is called, rule, file, its text or a change (old, new), line, words of the finding)
PLANTS = [
    ("a dependency against the direction", check_package, "Package.swift",
     ('.target(name: "Refunds", ', '.target(name: "Refunds", dependencies: ["Home"], '), None,
     "Refunds depends on Home, which doesn't stand above it"),
    ("an impure dependency of a pure target", check_package, "Package.swift",
     ('.target(name: "Rules", dependencies: ["Refunds"', '.target(name: "Rules", dependencies: ["Refunds", "CZlib"'),
     None, "the pure target Rules depends on more than pure targets"),
    ("a folder without a target", check_package, "Sources/Planted/Planted.swift", "// empty\n", 1,
     "this folder is no target"),
    ("an import against the direction", check_package, "Sources/Rules/Planted.swift",
     "// why\npackage import Operations\n", 2, "Rules imports Operations, which doesn't stand above it"),
    ("an undeclared import", check_package, "Sources/Formats/Planted.swift", "import struct CZlib.gzFile\n", 1,
     "Formats imports CZlib without declaring it"),
    ("Foundation in a pure target", check_package, "Sources/Refunds/Planted.swift",
     "@preconcurrency import Foundation\n", 1, "the pure target Refunds imports Foundation"),
    ("Glibc in a pure target", check_package, "Sources/Rules/Planted.swift", "import Glibc\n", 1,
     "the pure target Rules imports Glibc"),
    ("bad format", check_format, "Sources/Home/Planted.swift", "let planted  = 1\n", 1, "Spacing"),
    ("a forced unwrap", check_format, "Sources/Home/Planted.swift", "let planted = Int(\"1\")!\n", 1, "NeverForceUnwrap"),
    ("a long line", check_format, "Sources/Home/Planted.swift", "let planted = [" + "100, " * 30 + "1]\n", 1, ""),
    ("a long file", check_words, "Sources/Home/Planted.swift", LINES, 501, "the file has 501 lines, more than 500"),
    ("a long function", check_words, "Sources/Home/Planted.swift", "\n" + LONG_FUNCTION, 2,
     "long has 63 lines, more than 60"),
    ("a binary fraction near money", check_words, "Sources/Rules/Planted.swift",
     "// Double\nlet planted: Double = 0\n", 2, "binary fractions"),
    ("a binary fraction inside a text", check_words, "Sources/Operations/Planted.swift",
     'let planted = "Double \\(Double(1))"\n', 1, "binary fractions"),
    ("a binary fraction beside the spreadsheet's door", check_words, "Sources/Formats/Report/XLSX/Planted.swift",
     "let planted: Double = 0\n", 1, "binary fractions"),
    ("Decimal from a text", check_words, "Tests/HomeTests/Planted.swift", 'let planted = Decimal(string: "1")\n', 1,
     "Decimal(string:)"),
    ("the clock outside the doors", check_words, "Sources/Home/Planted.swift", "let planted = Date()\n", 1, "the clock"),
    ("a swallowed error", check_words, "Sources/Home/Planted.swift", "let planted = try? open()\n", 1, "try? swallows"),
    ("a forced try", check_words, "Tests/HomeTests/Planted.swift", "let planted = try! open()\n", 1, "try! ends"),
    ("print outside the command line", check_words, "Sources/Home/Planted.swift",
     'func planted() {\n    print("x")\n}\n', 2, "print outside"),
    ("a promise without proof", check_words, "Sources/Home/Planted.swift",
     "// Proof: too far away\n\n\n\nfinal class Planted: @unchecked Sendable {}\n", 5, "a promise to the compiler"),
    ("work left for later", check_words, "Sources/Home/Planted.swift", f"// {LATER}: all of it\n", 1, "work left for later"),
    ("a default over our enums", check_words, "Sources/Ledger/Planted.swift",
     "func planted(_ one: Int) {\n    switch one {\n    case 1: break\n    default: break\n    }\n}\n", 4, "default: would hide"),
    ("a stray name at the top", check_layout, "notes.txt", "x\n", 1, "no place at the top level"),
    ("a tracked Package.resolved", check_layout, "Package.resolved", "{}\n", 1, "what a build leaves behind"),
    ("a tracked build folder", check_layout, "Sources/.build/x.o", "x\n", 1, "what a build leaves behind"),
    ("a heading that only one language has", check_readme, "README.zh.md", ("\n## 速度\n", "\n## 速度\n\n## 多余\n"), None,
     "headings where README.md has"),
    ("a heading of another level", check_readme, "README.zh.md", ("\n### ", "\n## "), None, "has another level"),
    ("a command that only one language has", check_readme, "README.zh.md", ("refundry verify", "refundry verify --all"), None,
     "has another commands than"),
    ("a table with a row too few", check_readme, "README.zh.md", ("\n| 66 |", "\n66 |"), None, "another number of rows"),
    ("a script that can't be run", check_layout, "scripts/planted", "#!/bin/sh\n", 1, "this script can't be run"),
]

# What looks like a violation and is none.
INNOCENT = ("Sources/Rules/Planted.swift", """\
// Double, try?, print(, Date(), default:
/* import Foundation /* nested */ try! */
let planted = "Double try? \\(one("Double")) import Foundation"
let raw = #"Double \\(" try! \\"#
let block = \"\"\"
    Double " try!
    import Glibc
    \"\"\"
func counted(_ known: [String: Int], _ byte: UInt8) -> Int {
    switch byte {
    case 1: known["x", default: 0]
    default: 2  // not our enum
    }
}
protocol Short {
    func one()
    func two() -> Int
}
// Proof: nothing is shared.
struct Held: @unchecked Sendable {}
""")


def copy_of(root, folder):
    """A repository of its own with the files as they are now."""
    for path in Project(root).files:
        if path.startswith("Fixtures/"):
            continue
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(os.path.join(root, path), target)
    subprocess.run(["git", "init", "-q", folder], check=True)


def planted_text(folder, path, plant):
    """The text to write, and what stood there before."""
    full = os.path.join(folder, path)
    if isinstance(plant, str):
        return plant, None
    with open(full, encoding="utf-8") as file:
        before = file.read()
    if plant[0] not in before:
        raise SystemExit(f"scripts/check --self-test: {path} no longer holds {plant[0]!r}; correct the plant")
    return before.replace(plant[0], plant[1], 1), before


def new_findings(folder, rule, path, plant, known):
    full = os.path.join(folder, path)
    text, before = planted_text(folder, path, plant)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)
    subprocess.run(["git", "-C", folder, "add", "--force", "--", path], check=True)
    found = [finding for finding in findings(folder, [rule]) if finding not in known]
    subprocess.run(["git", "-C", folder, "rm", "-q", "--cached", "--force", "--", path], check=True)
    if before is None:
        os.remove(full)
    else:
        with open(full, "w", encoding="utf-8") as file:
            file.write(before)
    return found


def run(root):
    failures = []
    with tempfile.TemporaryDirectory(prefix="refundry-check-") as folder:
        copy_of(root, folder)
        rules = [check_layout, check_package, check_words, check_readme, check_format]
        known = {rule: set(findings(folder, [rule])) for rule in rules}
        for name, rule, path, plant, line, words in PLANTS:
            found = new_findings(folder, rule, path, plant, known[rule])
            hits = [one for one in found if one[0].startswith(path.split("/Planted")[0]) and words in one[2]
                    and (line is None or one[1] == line)]
            if not hits:
                failures.append(f"{name}: not found where it was planted ({path}:{line}); found {found}")
            elif any(one[0] != found[0][0] for one in found):
                failures.append(f"{name}: more was found than planted: {found}")
        path, text = INNOCENT
        for rule in (check_layout, check_package, check_words):
            found = new_findings(folder, rule, path, text, known[rule])
            if found:
                failures.append(f"innocent code was found guilty: {found}")
    for failure in failures:
        print(f"scripts/check --self-test: {failure}")
    print(f"scripts/check --self-test: {len(PLANTS)} violations planted, {len(failures)} failures")
    return 1 if failures else 0
