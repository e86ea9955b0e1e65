"""What a hand may do to a home behind the program's back. Each script here changes one thing in the home that it is given, and
prints the place that `verify` must name."""

import glob
import os
import sqlite3
import sys

HOME = sys.argv[1]
db = sqlite3.connect(HOME + "/ledger.sqlite")
db.execute("PRAGMA ignore_check_constraints = ON")
for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    db.execute(f"DROP TRIGGER {name}")


def one(sql):
    return db.execute(sql).fetchone()[0]


def change(sql):
    """Changes exactly one row."""
    assert db.execute(sql).rowcount == 1, sql
    db.commit()


def flip(path):
    """Changes one bit of the byte in the middle of a file of the home."""
    os.chmod(f"{HOME}/{path}", 0o600)
    with open(f"{HOME}/{path}", "r+b") as file:
        file.seek(os.path.getsize(f"{HOME}/{path}") // 2)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))


def files(folder):
    """The files below a folder of the home, the largest first."""
    paths = [path for path in glob.glob(f"{HOME}/{folder}/**/*", recursive=True) if os.path.isfile(path)]
    return [os.path.relpath(path, HOME) for path in sorted(paths, key=lambda path: (-os.path.getsize(path), path))]
