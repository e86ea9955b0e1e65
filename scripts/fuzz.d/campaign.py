"""Runs libFuzzer on one target after another."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass

TARGETS = ["amounts", "balances", "configuration", "csv", "dates", "encodings", "gzip", "iso20022", "orders", "profile-texts",
           "profiles", "refund-batch", "results", "xml"]
LONGEST_INPUT = 4096
LONGEST_RUN_SECONDS = 20
MOST_MEMORY_MIB = 2048


@dataclass
class Outcome:
    target: str
    executions: int
    seconds: float
    new: int
    crashes: list
    failed: bool


class Campaign:
    def __init__(self, root, program, options):
        self.root, self.program, self.options = root, program, options

    def corpus(self, target):
        return os.path.join(self.root, "Fixtures", "fuzz", target)

    def run(self, target):
        with tempfile.TemporaryDirectory(prefix="refundry-fuzz-") as scratch:
            found = os.path.join(self.options.keep, target) if self.options.keep else os.path.join(scratch, "found")
            os.makedirs(found, exist_ok=True)
            os.makedirs(self.corpus(target), exist_ok=True)
            if self.options.merge:
                return self.merge(target, found, scratch)
            return self.fuzz(target, found, scratch)

    def fuzz(self, target, found, scratch):
        if self.options.corpus:
            words = ["-runs=0"]
        elif self.options.runs is not None:
            words = [f"-runs={self.options.runs}"]
        else:
            words = [f"-max_total_time={self.options.seconds}"]
        before = len(os.listdir(found))
        status, text, seconds = self.call(target, [*words, found, self.corpus(target)], scratch)
        crashes = self.keep_crashes(target, scratch)
        new = 0 if self.options.corpus else max(0, len(os.listdir(found)) - before)
        return Outcome(target, executions(text), seconds, new, crashes, failed(target, status, text))

    def merge(self, target, found, scratch):
        """The fewest inputs that reach every place that the corpus and what was found reach; kept crashes stay."""
        merged = os.path.join(scratch, "merged")
        os.makedirs(merged)
        corpus = self.corpus(target)
        status, text, seconds = self.call(target, ["-set_cover_merge=1", "-use_counters=0", merged, corpus, found], scratch)
        if status == 0:
            for name in os.listdir(corpus):
                if not name.startswith("crash-"):
                    os.remove(os.path.join(corpus, name))
            for name in os.listdir(merged):
                shutil.copy(os.path.join(merged, name), os.path.join(corpus, name[:16]))
        return Outcome(target, executions(text), seconds, len(os.listdir(corpus)), [], failed(target, status, text))

    def call(self, target, words, scratch):
        """libFuzzer's exit status, all it says, and the seconds it took."""
        command = [self.program, f"-max_len={LONGEST_INPUT}", f"-timeout={LONGEST_RUN_SECONDS}",
                   f"-rss_limit_mb={MOST_MEMORY_MIB}", f"-artifact_prefix={scratch}/crash-", "-print_final_stats=1", *words]
        environment = {**os.environ, "REFUNDRY_FUZZ_TARGET": target, "SWIFT_BACKTRACE": "enable=no"}
        start = time.monotonic()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        return done.returncode, done.stdout + done.stderr, time.monotonic() - start

    def keep_crashes(self, target, scratch):
        kept = []
        for name in sorted(os.listdir(scratch)):
            if name.startswith("crash-"):
                path = os.path.join(self.corpus(target), "crash-" + name.rsplit("-", 1)[-1][:16])
                shutil.copy(os.path.join(scratch, name), path)
                kept.append(path)
        return kept


def failed(target, status, text):
    if status == 0:
        return False
    shown = [line for line in text.splitlines() if re.search(r"Fatal error|ERROR|SUMMARY", line)]
    print(f"{target}: " + "\n  ".join(shown or text.splitlines()[-5:]))
    return True


def executions(text):
    found = re.findall(r"stat::number_of_executed_units:\s*(\d+)", text) or re.findall(r"^#(\d+)\s+DONE", text, re.M)
    return int(found[-1]) if found else 0
