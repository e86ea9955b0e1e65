"""The three programs that do the same job, behind the same five verbs."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import data

HERE = Path(__file__).parent


@dataclass
class Measured:
    """One whole process: seconds, peak memory in KiB, and the JSON it answered."""

    wall: float
    processor: float
    peak_kib: int
    answer: dict


class Failed(Exception):
    """A program ended with another status than 0, or its own figures don't add up."""


def digest(*paths):
    total = hashlib.sha256()
    for path in paths:
        total.update(Path(path).read_bytes())
    return total.hexdigest()[:10]


class Side:
    """A program, and the folder in which its homes stand."""

    name = ""

    def __init__(self, work, key):
        self.folder = Path(work) / "homes" / self.name / key
        self.folder.mkdir(parents=True, exist_ok=True)

    def measure(self, *command):
        """Runs a program by the small runner, its whole process and nothing else."""
        report, output = self.folder / "measured.json", self.folder / "output.json"
        os.sync()       # what the last step left behind must not be paid for by this one
        runner = [sys.executable, "-I", "-S", HERE / "measure.py", report, output]
        subprocess.run([*map(str, runner), *map(str, command)], check=True)
        figures = json.loads(report.read_text())
        status = figures.pop("status")
        if status != 0:
            raise Failed(f"{self.name}: exit {status}: {' '.join(map(str, command))}\n{output.read_text()[:2000]}")
        return Measured(**figures, answer=json.loads(output.read_text() or "{}"))

    def home(self, state):
        return self.folder / state

    def copy(self, state, other):
        """A home as it stood in another state, files on the disk."""
        self.remove(other)
        subprocess.run(["cp", "-a", "--reflink=auto", self.home(state), self.home(other)], check=True)
        os.sync()
        return self.home(other)

    def remove(self, state):
        if self.home(state).exists():
            shutil.rmtree(self.home(state))

    def others(self):
        """Homes made by an earlier version of this program."""
        own = self.folder.name.split("-")[0]
        return [path for path in self.folder.parent.iterdir() if path.name.split("-")[0] != own]


class Refundry(Side):
    name = "refundry"

    def __init__(self, work, size, executable):
        self.executable = executable
        super().__init__(work, f"{digest(executable)}-{size}")

    def run(self, home, *arguments):
        return self.measure(self.executable, "--home", home, "--json", "--now", data.NOW, *arguments)

    def init(self, state):
        home = self.home(state)
        self.measure(self.executable, "init", home, "--json")
        return home

    def orders(self, home, file):
        return self.run(home, "orders", "import", file)

    def batch(self, home, file):
        return self.run(home, "batches", "import", file, "--account", data.ACCOUNT)

    def build(self, home):
        return self.run(home, "submissions", "build")

    def results(self, home, file):
        return self.run(home, "results", "import", file, "--channel", "default")


class Peer(Side):
    module = ""
    parts = []

    def __init__(self, work, size, python=sys.executable):
        self.python = python
        super().__init__(work, f"{digest(*(HERE / f'{part}.py' for part in self.parts))}-{size}")
        self.programs = self.compiled()

    def run(self, home, *arguments):
        start = f"import sys; sys.path.insert(0, {str(self.programs)!r}); import {self.module}; {self.module}.main()"
        return self.measure(self.python, "-c", start, "--home", home, "--now", data.NOW, *arguments)

    def compiled(self):
        """A compiled copy outside the repository: a peer pays for no compiling that a user of it wouldn't."""
        folder = self.folder / "program"
        folder.mkdir(exist_ok=True)
        for part in self.parts:
            copy = shutil.copy(HERE / f"{part}.py", folder)
            subprocess.run([self.python, "-m", "py_compile", copy], check=True)
        return folder

    def init(self, state):
        return self.home(state)

    def orders(self, home, file):
        return self.run(home, "orders", file)

    def batch(self, home, file):
        return self.run(home, "batch", file, "--account", data.ACCOUNT)

    def build(self, home):
        return self.run(home, "build")

    def results(self, home, file):
        return self.run(home, "results", file)


class Python(Peer):
    name = "python"
    module = "with_python"
    parts = ["with_python", "python_rules"]


class DuckDB(Peer):
    name = "duckdb"
    module = "with_duckdb"
    parts = ["with_duckdb"]


def submissions(home, measured):
    """The submission files that a build has written."""
    return [home / each["file"] for each in measured.answer["submissions"]]


def lines_of(file, column=None):
    """The line of every row of a report, with one of its columns."""
    with open(file, newline="", encoding="utf-8-sig") as rows:
        reader = csv.reader(rows)
        header = next(reader)
        line, value = header.index("line"), header.index(column) if column else 0
        return {int(row[line]): row[value] for row in reader}


def decisions(home, measured):
    """Codes by line of a batch, no code for an accepted row; every record must be there."""
    reports = home / measured.answer["reports"]
    decided = dict.fromkeys(lines_of(reports / "accepted.csv"), "")
    accepted = len(decided)
    decided |= lines_of(reports / "rejected.csv", "codes")
    told = tuple(measured.answer[name] for name in ("records", "accepted", "rejected"))
    if told != (len(decided), accepted, len(decided) - accepted):
        raise Failed(f"{reports}: {len(decided)} decisions, {accepted} accepted, but the answer says {told}")
    return decided
