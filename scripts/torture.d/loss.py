"""A loss of power, played: takes back by the logs whatever the processes did and did not make durable.

Bytes are durable once their file was synced after they were written, names once a folder that they stand or stood in was
synced after they were made, moved or removed (a move is one step: either folder will do). This is stricter than the
journal of ext4, which keeps names in order; `--power` shows the real one. Bytes whose sync failed are not durable by a later
one either: the kernel may have dropped them, and only bytes that are written again count.
"""

import os

BYTES = {"write", "pwrite", "writev", "ftruncate", "truncate", "empty", "fallocate"}
NAMES = {"create", "mkdir", "rename", "link", "unlink", "rmdir"}
SYNCS = {"fsync", "fdatasync"}


def folder_of(path):
    return os.path.dirname(path)


def folders_of(operation):
    names = [operation["path"]] + ([operation["other"]] if operation["call"] in ("rename", "link") else [])
    return {folder_of(name) for name in names}


def was_done(operation):
    return operation["result"] >= 0 and operation["fault"] not in ("kill", "power")


def pending(operations):
    """What is not durable after these operations, oldest first."""
    waiting = []
    for operation in operations:
        if operation["call"] in SYNCS and operation["result"] < 0:
            for other in waiting:
                if other["call"] in BYTES and other["inode"] == operation["inode"]:
                    other["doubtful"] = True
        if not was_done(operation):
            continue
        if operation["call"] in SYNCS:
            waiting = after_sync(waiting, operation)
        elif operation["call"] in BYTES | NAMES:
            waiting.append(operation)
    return waiting


def after_sync(waiting, sync):
    if sync["kind"] != "d":
        ours = [o for o in waiting if o["call"] in BYTES and o["inode"] == sync["inode"]]
        sure = [o for o in ours if not o.get("doubtful")]
        return [o for o in waiting if o not in ours or o.get("doubtful") and not any(covers(s, o) for s in sure)]
    synced = [o for o in waiting if o["call"] in NAMES and sync["path"] in folders_of(o)]
    # What is durable under its present name was made before.
    known = {(o["inode"]) for o in synced if o["inode"]}
    last = {inode: max(place for place, o in enumerate(waiting) if o in synced and o["inode"] == inode)
            for inode in known}
    return [o for place, o in enumerate(waiting)
            if o not in synced and not (o["call"] in NAMES and place < last.get(o["inode"], -1))]


def covers(later, earlier):
    """Whether a later operation wrote all the bytes of an earlier one again."""
    return later["offset"] <= earlier["offset"] and \
        earlier["offset"] + earlier["length"] <= later["offset"] + later["length"]


def take_back(home, keep, operations, names=True):
    """Undoes what is pending, the last first. With `names` false only bytes are lost.
    Answers how many operations were undone."""
    lost = [o for o in pending(operations) if names or o["call"] in BYTES]
    for operation in reversed(lost):
        if operation["call"] in BYTES:
            undo_bytes(keep, operation)
        else:
            undo_name(home, keep, operation)
    return len(lost)


def undo_bytes(keep, operation):
    path = f"{keep}/{operation['inode']}"
    if not os.path.exists(path):
        return
    os.chmod(path, os.stat(path).st_mode | 0o200)
    with open(path, "r+b") as file:
        if operation["kept_at"] >= 0:
            with open(operation["old"], "rb") as old:
                old.seek(operation["kept_at"])
                file.seek(operation["offset"])
                file.write(old.read(operation["kept"]))
        file.truncate(operation["size"])


def undo_name(home, keep, operation):
    call, path = operation["call"], f"{home}/{operation['path']}"
    present = where(home, operation["inode"]) if operation["inode"] else None
    if call in ("create", "link"):
        target = present if call == "create" else f"{home}/{operation['other']}"
        if target and os.path.lexists(target):
            os.unlink(target)
    elif call == "mkdir":
        remove_all(path)
    elif call == "rmdir":
        os.mkdir(path, 0o700)
    elif call == "unlink":
        put_back(keep, operation["inode"], path)
    elif call == "rename":
        if present:
            os.rename(present, path)
        if operation["replaced"]:
            put_back(keep, operation["replaced"], f"{home}/{operation['other']}")


def put_back(keep, inode, path):
    if os.path.exists(f"{keep}/{inode}") and not os.path.lexists(path):
        os.makedirs(folder_of(path), mode=0o700, exist_ok=True)
        os.link(f"{keep}/{inode}", path)


def remove_all(path):
    """A folder whose name is lost takes with it what is in it."""
    for folder, folders, names in os.walk(path, topdown=False):
        for name in names:
            os.unlink(f"{folder}/{name}")
        for name in folders:
            os.rmdir(f"{folder}/{name}")
    if os.path.isdir(path):
        os.rmdir(path)


def where(home, inode):
    """The present path of an inode below the home; None when it has none."""
    for folder, folders, names in os.walk(home):
        for name in folders + names:
            path = f"{folder}/{name}"
            if os.lstat(path).st_ino == inode:
                return path
    return None
