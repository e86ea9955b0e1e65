"""scripts/sanitize: see there."""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import day

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# What a finding ends a process with: no exit status of Refundry's.
FOUND = 99
OPTIONS = {
    "address": ("ASAN_OPTIONS", "detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1"),
    "thread": ("TSAN_OPTIONS", "halt_on_error=0:second_deadlock_stack=1"),
}
def arguments():
    parser = argparse.ArgumentParser(prog="scripts/sanitize", description="Runs the tests and a day under a sanitizer.")
    parser.add_argument("sanitizer", choices=sorted(OPTIONS))
    parser.add_argument("--quick", action="store_true", help="the executable alone, through a day of 40,000 rows")
    parser.add_argument("--filter", metavar="NAME", help="these tests alone")
    return parser.parse_args()


def build(sanitizer, what):
    """Answers the folder of the binaries."""
    command = ["swift", "build", *what, "--explicit-target-dependency-import-check", "error",
               "--sanitize", sanitizer, "--scratch-path", os.path.join(ROOT, f".build-{sanitizer}")]
    begun = time.monotonic()
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        raise SystemExit(f"the build failed:\n{built.stdout[-6000:]}")
    say(f"built in {time.monotonic() - begun:.0f} s")
    return os.path.join(ROOT, f".build-{sanitizer}", "debug")


def say(text):
    print(text, file=sys.stderr, flush=True)


def environment(sanitizer, reports):
    """Every process writes what it finds into a file of its own."""
    name, options = OPTIONS[sanitizer]
    leaks = os.path.join(os.path.dirname(os.path.abspath(__file__)), "leaks.txt")
    return dict(os.environ, LSAN_OPTIONS=f"suppressions={leaks}:print_suppressions=0",
                **{name: f"{options}:exitcode={FOUND}:log_path={reports}/report"})


def findings(reports):
    texts = []
    for name in sorted(os.listdir(reports)):
        with open(os.path.join(reports, name), encoding="utf-8", errors="replace") as file:
            texts.append(f"--- {name}\n{file.read()}")
    return texts


def run_tests(binaries, options, variables):
    command = [os.path.join(binaries, "refundryPackageTests.xctest"), "--testing-library", "swift-testing"]
    done = subprocess.run(command + (["--filter", options.filter] if options.filter else []), cwd=ROOT, env=variables, text=True,
                          errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    failed = [line for line in done.stdout.splitlines() if "✘" in line]
    print("\n".join(failed + done.stdout.splitlines()[-1:]))
    return done.returncode == 0


def main():
    options = arguments()
    binaries = build(options.sanitizer, ["--product", "refundry"] if options.quick else ["--build-tests"])
    with tempfile.TemporaryDirectory(prefix="refundry-sanitize-") as scratch:
        reports = os.path.join(scratch, "reports")
        os.mkdir(reports)
        variables = environment(options.sanitizer, reports)
        begun = time.monotonic()
        is_good = options.quick or run_tests(binaries, options, variables)
        if not options.quick:
            say(f"tests: {time.monotonic() - begun:.0f} s")
        if not options.filter:
            begun = time.monotonic()
            # Several chunks, so that every thread of a pipeline has work at the same time.
            is_good = day.play(os.path.join(binaries, "refundry"), scratch, variables,
                               40_000 if options.quick else 120_000) and is_good
            say(f"a day of many rows: {time.monotonic() - begun:.0f} s")
        found = findings(reports)
        for text in found:
            print(text)
        print(f"{options.sanitizer}: {len(found)} processes with findings")
        return 0 if is_good and not found else 1


if __name__ == "__main__":
    sys.exit(main())
