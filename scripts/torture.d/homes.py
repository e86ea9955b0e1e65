"""Homes as folders: copies, and what may lie in them at the end of a day."""

import os
import re
import shutil


def restore(snapshot, home):
    """Makes `home` what `snapshot` was, times and modes included."""
    clear(home)
    shutil.copytree(snapshot, home, symlinks=True)


def clear(folder):
    if not os.path.exists(folder):
        return
    shutil.rmtree(folder)


def strange_in_staging(home):
    """What stands in staging/ and isn't marker, lock or a sequence."""
    own = re.compile(r"marker|lock|[a-z0-9_-]+\.sequence")
    return sorted(name for name in os.listdir(f"{home}/staging") if not own.fullmatch(name))


def left_in_drop(home):
    return sorted(os.path.relpath(f"{folder}/{name}", home) for folder, _, names in os.walk(f"{home}/drop")
                  for name in names)


def in_outbox(home):
    return sorted(name for _, _, names in os.walk(f"{home}/outbox") for name in names)


def refused_without_partner(home):
    """Files in refused/ without their reason, and reasons without their file."""
    names = set(os.listdir(f"{home}/refused"))
    reasons = {name.removesuffix(".reason.txt") for name in names if name.endswith(".reason.txt")}
    return sorted(reasons ^ {name for name in names if not name.endswith(".reason.txt")})
