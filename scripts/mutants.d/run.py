"""scripts/mutants: see there."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

import plant
from faults import FAULTS, QUICK

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = ["swift", "build", "--build-tests", "--explicit-target-dependency-import-check", "error"]
# A fault may turn a loop endless: that is caught too.
PATIENCE = 900


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a handful")
    parser.add_argument("--list", action="store_true", help="the faults, what each would do, who should catch it")
    parser.add_argument("--keep", metavar="FOLDER", help="keep the copy and its build there")
    parser.add_argument("names", nargs="*", metavar="NAME", help="these faults alone")
    return parser.parse_args()


def chosen(options):
    names = options.names or (QUICK if options.quick else [fault.name for fault in FAULTS])
    known = {fault.name for fault in FAULTS}
    for name in names:
        if name not in known:
            raise SystemExit(f"there is no fault {name}: --list tells which there are")
    return [(number, fault) for number, fault in enumerate(FAULTS, start=1) if fault.name in names]


class Field:
    """The copy with all faults, built once; in each run one of them is on."""

    def __init__(self, folder):
        self.folder = folder
        self.binaries = os.path.join(folder, ".build", "debug")

    def build(self):
        plant.copy_sources(ROOT, self.folder)
        plant.plant(ROOT, self.folder, FAULTS)
        say(f"building the copy with {len(FAULTS)} faults in {self.folder}")
        begun = time.monotonic()
        built = subprocess.run(BUILD, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if built.returncode != 0:
            raise SystemExit(f"the copy doesn't build:\n{built.stdout[-6000:]}")
        say(f"built in {time.monotonic() - begun:.0f} s")

    def catch(self, catcher, number, mark):
        """Whether the catcher fails with this fault, and a word about it. Number 0: no fault is on."""
        environment = dict(os.environ, REFUNDRY_FAULT=str(number), REFUNDRY_FAULT_MARK=mark,
                           REFUNDRY_EXECUTABLE=os.path.join(self.binaries, "refundry"),
                           REFUNDRY_TORTURE_DIR=os.path.join(self.folder, "torture"))
        try:
            done = subprocess.run(self.command(catcher), cwd=self.folder, env=environment, text=True, errors="replace",
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return True, "no end"
        finally:
            shutil.rmtree(os.path.join(self.folder, "torture"), ignore_errors=True)
        if done.returncode != 0 and "0 tests" in done.stdout.splitlines()[-1:]:
            raise SystemExit(f"{catcher}: no such test")
        return done.returncode != 0, self.word(catcher, done.stdout)

    def command(self, catcher):
        kind, *rest = catcher.split(" ", 2)
        if kind == "torture":
            command = ["--command", rest[1]] if len(rest) > 1 else []
            # The longest of the day's commands is tried at every fourth point: what it misses is a few operations long.
            few = ["--every", "4"] if command[1:] != ["submissions build"] else []
            return [os.path.join(ROOT, "scripts", "torture"), "--only", rest[0], *command, *few, "--most-faults", "1"]
        return [os.path.join(self.binaries, "refundryPackageTests.xctest"), "--testing-library", "swift-testing",
                "--filter", catcher]

    @staticmethod
    def word(catcher, output):
        """The name of the first test that failed."""
        if catcher.startswith("torture"):
            return catcher
        for line in output.splitlines():
            if "Test " in line and "recorded an issue" in line:
                return line.split("Test ", 1)[1].split(" recorded an issue")[0].split(" with ")[0]
        return f"{catcher} (ended by the fault)"


def say(text):
    print(text, file=sys.stderr, flush=True)


def prove(field, number, fault, folder):
    """A row of the table: who caught it, how long that took, whether it was reached."""
    mark = os.path.join(folder, "reached")
    begun = time.monotonic()
    by, reached = None, False
    for catcher in fault.catchers:
        caught, word = field.catch(catcher, number, mark)
        if os.path.exists(mark):
            reached = True
            os.remove(mark)
        if caught:
            demand_sound(field, catcher, mark)
            by = word
            break
    return by, reached, time.monotonic() - begun


SOUND = set()


def demand_sound(field, catcher, mark):
    """Without a fault a catcher must be content: else it has caught nothing."""
    if catcher in SOUND:
        return
    caught, word = field.catch(catcher, 0, mark)
    if caught:
        raise SystemExit(f"{catcher} fails though no fault is on: {word}")
    SOUND.add(catcher)


def main():
    options = arguments()
    if options.list:
        for _, fault in chosen(options):
            print(f"{fault.name}\n    {fault.edits[0].file}\n    {fault.harm}\n    {', '.join(fault.catchers)}")
        return 0
    scratch = tempfile.mkdtemp(prefix="refundry-mutants-")
    try:
        field = Field(os.path.abspath(options.keep) if options.keep else os.path.join(scratch, "copy"))
        os.makedirs(field.folder, exist_ok=True)
        field.build()
        return tell(field, chosen(options), scratch)
    except plant.Stale as stale:
        raise SystemExit(f"scripts/mutants.d is not in step with the sources: {stale}") from stale
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def tell(field, faults, scratch):
    survivors = []
    begun = time.monotonic()
    print(f"{'fault':34} {'file':52} {'seconds':>7}  caught by")
    for number, fault in faults:
        by, reached, seconds = prove(field, number, fault, scratch)
        if not by or not reached:
            survivors.append(fault.name)
        told = by if by and reached else f"{by}, BUT NOT REACHED" if by else \
            "NOBODY" if reached else "NOBODY, NOT REACHED"
        print(f"{fault.name:34} {fault.edits[0].file.removeprefix('Sources/'):52} {seconds:7.1f}  {told}", flush=True)
    print(f"{len(faults)} faults, {len(faults) - len(survivors)} caught, {time.monotonic() - begun:.0f} s")
    if survivors:
        print(f"survived: {', '.join(survivors)}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
