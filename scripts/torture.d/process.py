"""Runs the real executable, with or without the library that makes the faults, and reads what the library wrote down."""

import json
import os
import signal
import subprocess
from dataclasses import dataclass

PATIENCE = 120  # seconds until a process is said to hang
COLUMNS = ["number", "call", "kind", "path", "other", "inode", "replaced", "offset", "length", "size", "kept_at",
           "kept", "result", "code", "fault"]
TEXTS = {"call", "kind", "path", "other", "fault"}


@dataclass
class Tools:
    """What a run needs: the executable and the built library."""
    executable: str
    library: str


@dataclass
class Fault:
    """What is done to the `at`th durable operation. "count" does nothing; after "after" the power goes, at the very end."""
    kind: str
    at: int = 0
    sticky: bool = False

    def __str__(self):
        return f"{self.kind}{' sticky' if self.sticky else ''} at {self.at}"


@dataclass
class Ended:
    """How a process ended. `status` is negative for a signal, None for one that hung."""
    status: object
    output: str
    errors: str

    @property
    def killed(self):
        return self.status == -signal.SIGKILL

    @property
    def answer(self):
        """The JSON object it printed; None when it printed none."""
        try:
            return json.loads(self.output)
        except ValueError:
            return None

    def told(self):
        """For people: how it ended and what it said."""
        return f"exit {self.status}: {(self.output or self.errors).strip()[:600]}"


def environment(tools=None, home=None, log=None, fault=None, keep=None):
    values = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}
    # Which fault scripts/mutants has switched on in the executable.
    values |= {name: value for name, value in os.environ.items() if name.startswith("REFUNDRY_FAULT")}
    if log:
        values |= {"LD_PRELOAD": tools.library, "TORTURE_HOME": home, "TORTURE_LOG": log}
        if fault and fault.kind not in ("count", "after"):
            kind = "kill" if fault.kind.startswith("lose") else fault.kind
            values |= {"TORTURE_KIND": kind, "TORTURE_AT": str(fault.at)}
            if fault.sticky:
                values["TORTURE_STICKY"] = "1"
        if keep:
            values["TORTURE_KEEP"] = keep
    return values


def run(tools, home, words, now, log=None, fault=None, keep=None):
    """Runs one command on the home and waits for its end."""
    call = [tools.executable, "--home", home, "--json", *(["--now", now] if now else []), *words]
    process = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=environment(tools, home, log, fault, keep))
    try:
        output, errors = process.communicate(timeout=PATIENCE)
        status = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        status = None
    return Ended(status, output.decode("utf-8", "replace"), errors.decode("utf-8", "replace"))


def read_log(path):
    """The operations of one process, in order."""
    if not os.path.exists(path):
        return []
    operations = []
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            operation = {name: cell if name in TEXTS else int(cell) for name, cell in zip(COLUMNS, cells)}
            operation["old"] = path + ".old"
            operations.append(operation)
    return operations


def forget_log(path):
    for name in (path, path + ".old"):
        if os.path.exists(name):
            os.unlink(name)
