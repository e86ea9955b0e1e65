"""Whether one process kept to the discipline of syncing, by its log."""

from loss import BYTES, SYNCS, was_done


def faults(operations, succeeded):
    """What was done against it. `succeeded`: the process said that all is well."""
    return [*renamed_unsynced(operations), *synced_again(operations, succeeded)]


def renamed_unsynced(operations):
    """A file got its final name while bytes of it were not durable."""
    dirty = set()
    for operation in filter(was_done, operations):
        if operation["call"] in BYTES:
            dirty.add(operation["inode"])
        elif operation["call"] in SYNCS:
            dirty.discard(operation["inode"])
        elif operation["call"] in ("rename", "link") and operation["inode"] in dirty:
            yield f"{operation['path']} was renamed to {operation['other']} before it was synced"


def synced_again(operations, succeeded):
    """A sync was called again after it had failed, and what it then said was believed: bytes that the failed one had to
    make durable were not written again in between."""
    dirty, doubtful = {}, {}
    for operation in operations:
        inode = operation["inode"]
        if operation["call"] in BYTES and was_done(operation):
            first, last = operation["offset"], operation["offset"] + max(operation["result"], 0)
            dirty.setdefault(inode, []).append((first, last))
            doubtful[inode] = [(a, b) for a, b in doubtful.get(inode, []) if not (first <= a and b <= last)]
        elif operation["call"] in SYNCS and operation["result"] < 0:
            doubtful.setdefault(inode, []).extend(dirty.get(inode, []) or [(0, 0)])
        elif operation["call"] in SYNCS:
            dirty[inode] = []
            if doubtful.get(inode) and succeeded:
                yield f"{operation['path'] or 'the home'}: a failed {operation['call']} was tried again"
