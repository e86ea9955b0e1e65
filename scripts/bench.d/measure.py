"""Runs one program and writes what it took: measure.py REPORT OUTPUT PROGRAM ARGUMENT…

A process of its own, and small, because a child's peak memory is never less than its parent's at the start.
The report has wall and processor seconds, the peak resident memory in KiB, and the exit status.
"""

import os
import sys
import time


def main():
    report, output, *command = sys.argv[1:]
    to_output = [(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    begin = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=to_output)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - begin
    with open(report, "w") as file:
        file.write(f'{{"wall": {wall:.6f}, "processor": {usage.ru_utime + usage.ru_stime:.6f}, '
                   f'"peak_kib": {usage.ru_maxrss}, "status": {os.waitstatus_to_exitcode(status)}}}')


main()
