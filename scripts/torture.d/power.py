"""Points whose fault is a real loss of power: the home lies on an ext4 in a file, whose journal is not flushed when the
file system is shut down at the Nth operation. Mounted again it is what a disk would hold."""

import ctypes
import os
import subprocess
import tempfile

import homes
from bank import Trouble
from points import Play

MIB = 1 << 20


def call(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{' '.join(words)}: {(done.stderr or done.stdout).strip()}")


class Disk:
    """An ext4 of its own. Always give it back with `close`."""

    def __init__(self, folder):
        self.image, self.mount_point = f"{folder}/disk", f"{folder}/mounted"
        self.mounted = False
        os.makedirs(self.mount_point, exist_ok=True)
        with open(self.image, "wb") as file:
            file.truncate(32 * MIB)
        call("mkfs.ext4", "-q", "-F", self.image)

    def mount(self):
        call("mount", "-o", "loop", self.image, self.mount_point)
        self.mounted = True

    def unmount(self):
        if self.mounted:
            call("umount", self.mount_point)
            self.mounted = False

    def again(self):
        self.unmount()
        self.mount()

    def flush(self):
        """Everything that has been written so far is on the disk."""
        folder = os.open(self.mount_point, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(folder) != 0:
                raise OSError(ctypes.get_errno(), "syncfs")
        finally:
            os.close(folder)

    def close(self):
        try:
            self.unmount()
        except OSError:
            subprocess.run(["umount", "--lazy", self.mount_point], capture_output=True, check=False)
        if os.path.exists(self.image):
            os.unlink(self.image)


def unmount_below(folder):
    """Whatever is still mounted there, of a process that was stopped."""
    with open("/proc/mounts", encoding="utf-8", errors="surrogateescape") as file:
        places = [line.split()[1] for line in file]
    for place in places:
        if place.startswith(folder + "/"):
            subprocess.run(["umount", "--lazy", place], capture_output=True, check=False)


def why_not():
    """Why this machine can't do it; None when it can."""
    if os.geteuid() != 0:
        return "mounting needs root"
    folder = tempfile.mkdtemp(prefix="refundry-torture-disk-")
    disk = None
    try:
        disk = Disk(folder)
        disk.mount()
        return None
    except (OSError, FileNotFoundError) as error:
        return str(error)
    finally:
        if disk:
            disk.close()
        homes.clear(folder)


class PowerPlay(Play):
    """Plays points on a disk that loses its power."""

    def __init__(self, reference, slot):
        super().__init__(reference, slot)
        self.disk = Disk(slot)
        self.disk.mount()
        self.home = f"{self.disk.mount_point}/home"

    def begin(self, point):
        super().begin(point)
        self.disk.flush()

    def faulted(self, command, fault, number):
        ended, hit = super().faulted(command, fault, number)
        if hit and fault.kind == "power":
            try:
                self.disk.again()
            except OSError as error:
                raise Trouble(f"{command.name}: {fault}: the disk can't be mounted again: {error}") from error
        return ended, hit

    def close(self):
        self.disk.close()
