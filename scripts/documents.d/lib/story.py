"""A home that has lived through a story of Fixtures/days, for checks that look at what people are given."""

import os
import shlex
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
LONG_AGO = 1_700_000_000


class Wrong(Exception):
    """What a check found."""


class Home:
    """Plays a story; `scratch` is for the caller's files, beside the home."""

    def __init__(self, name, scratch):
        self.program = os.environ["REFUNDRY_EXECUTABLE"]
        self.story, self.scratch = f"{ROOT}/Fixtures/days/{name}", f"{scratch}/{name}"
        self.folder = f"{self.scratch}/home"
        self.now = None
        os.makedirs(self.scratch)
        self.call("init", self.folder, home=False)
        if os.path.exists(f"{self.story}/refundry.yaml"):
            shutil.copy(f"{self.story}/refundry.yaml", f"{self.folder}/refundry.yaml")
        with open(f"{self.story}/story.txt", encoding="utf-8") as story:
            for line in story:
                self.step(shlex.split(line, comments=True))

    def step(self, words):
        """What only compares is for the tests."""
        if not words:
            return
        verb, *rest = words
        if verb == "at":
            self.now = rest[0]
        elif verb == "put":
            place = f"{self.folder}/{rest[-1]}"
            os.makedirs(os.path.dirname(place), exist_ok=True)
            shutil.copyfile(f"{self.story}/{rest[0]}", place)
            os.utime(place, (LONG_AGO, LONG_AGO))
        elif verb == "answers":
            self.call("--json", *rest[1:])
        elif verb.startswith("refundry"):
            self.call(*rest, status=int(verb[len("refundry["):-1] or 0) if "[" in verb else 0)

    def call(self, *words, status=0, home=True, **options):
        """Standard output, as bytes."""
        before = ["--home", self.folder] if home else []
        if self.now:
            before += ["--now", self.now]
        done = subprocess.run([self.program, *before, *words], cwd=self.story, stdin=subprocess.DEVNULL,
                              capture_output=True, check=False, **options)
        if status is not None and done.returncode != status:
            raise Wrong(f"refundry {' '.join(words)}: exit {done.returncode} instead of {status}:\n"
                        + (done.stdout + done.stderr).decode("utf-8", "replace"))
        return done.stdout if status is not None else done

    def report(self, words, form, lang=None):
        """The path of a report."""
        path = f"{self.scratch}/{'-'.join(words + ([lang] if lang else [])).replace('/', '_')}.{form}"
        language = ["--lang", lang] if lang else []
        self.call("reports", *words, "--format", form, *language, "--out", path)
        return path
