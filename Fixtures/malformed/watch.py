"""Calls the program on one file of make.py's and says what that cost, touched and changed.

watch.py PROGRAM HOME WORD… prints one JSON object: the exit status, the first line of the errors, peak memory in MiB, seconds of
its own processor time; what of the home is different afterwards; and with TRACE in the environment what it opened beyond its home,
the input and the system, and its sockets (null without strace). The C library's own question for the user's name, to a local nscd,
is none of them."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# What any program on this machine opens, whatever it is given.
SYSTEM = re.compile(r"^(/(etc/(ld\.so|localtime|nsswitch|passwd|ssl)|usr/(lib|share|local)|lib|lib64|proc|sys|dev)\b|/opt/swift/)")
# Where a refusal is recorded, and nothing else may be.
OF_REFUSALS = {"files", "journal", "sqlite_sequence"}
FOLDERS = ["archive", "outbox", "reports", "drop", "staging"]


def ledger(home):
    """Each table's rows as one digest."""
    db = sqlite3.connect(f"file:{home}/ledger.sqlite?mode=ro", uri=True)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    digests = {}
    for table in sorted(tables):
        rows = sorted(repr(row) for row in db.execute(f"SELECT * FROM {table}"))
        digests[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    db.close()
    return digests


def folders(home):
    found = {}
    for folder in FOLDERS:
        for path, _, names in os.walk(os.path.join(home, folder)):
            for name in names:
                whole = os.path.join(path, name)
                # Says which process writes.
                if whole == f"{home}/staging/lock":
                    continue
                with open(whole, "rb") as file:
                    found[os.path.relpath(whole, home)] = hashlib.sha256(file.read()).hexdigest()
    return found


def measured(command):
    """The exit status, its errors, and what the kernel says it used."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        errors.seek(0)
        return os.waitstatus_to_exitcode(status), errors.read().decode("utf-8", "replace"), usage


def touched(command, home, given):
    """Paths opened and sockets made, by strace; null where there is none."""
    if shutil.which("strace") is None or "TRACE" not in os.environ:
        return None, None
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-o", log.name, "-e",
                        "trace=open,openat,creat,socket,connect,execve", *command],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        lines = log.read().splitlines()
    opened = [match.group(1) for line in lines if (match := re.search(r"(?:open|openat|creat)\((?:AT_FDCWD, )?\"([^\"]*)\"", line))]
    beyond = sorted({path for path in opened if not path.startswith(home) and path != given and not SYSTEM.match(path)
                     and path not in ("/", ".") and not path.startswith(os.path.dirname(os.path.realpath(command[0])))})
    calls = [line.split(maxsplit=1)[1] for line in lines
             if re.search(r"\b(socket|connect)\(", line) and "nscd/socket" not in line and "socket(AF_UNIX" not in line]
    return beyond, calls


def main(program, home, words):
    before = (ledger(home), folders(home))
    command = [program, "--home", home, *words]
    status, errors, usage = measured(command)
    after = (ledger(home), folders(home))
    changed = sorted(name for name in before[0] if before[0][name] != after[0].get(name))
    moved = sorted(path for path in before[1].keys() | after[1].keys() if before[1].get(path) != after[1].get(path))
    # The one path among the words: a command's name may be a file's too in the folder where this runs.
    given = next((word for word in words if os.path.isabs(word)), "")
    beyond, calls = touched(command, home, given)
    print(json.dumps({
        "status": status, "errors": errors, "mebibytes": usage.ru_maxrss / 1024,
        "seconds": usage.ru_utime + usage.ru_stime, "beyond": beyond, "sockets": calls,
        "recorded": sorted(set(changed) & OF_REFUSALS), "changed": sorted(set(changed) - OF_REFUSALS), "moved": moved}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
