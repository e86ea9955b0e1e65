"""scripts/check: see there. Each rule is a generator of (file, line, what is wrong, what to do)."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache

from package import check_package
from readme import check_readme
from swift_source import code_only
from words import check_words

TOP_LEVEL = {
    ".ci", ".gitignore", ".swift-format", "CHANGELOG.md", "Fixtures", "LICENSE", "Package.swift", "README.md",
    "README.zh.md", "Sources", "Tests", "scripts",
}


class Project:
    """The files of a folder that git tracks or would track."""

    def __init__(self, root):
        self.root = root
        listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                capture_output=True, check=True).stdout.decode("utf-8", "surrogateescape")
        names = sorted(set(listed.split("\0")) - {""})
        self.files = [name for name in names if os.path.isfile(os.path.join(root, name))]

    def swift_files(self):
        return [path for path in self.files if path.endswith(".swift")]

    @cache
    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace", newline="") as file:
            return file.read()

    @cache
    def code(self, path):
        return code_only(self.read(path))


def check_layout(project):
    for name in sorted({path.split("/")[0] for path in project.files} - TOP_LEVEL):
        yield name, 1, "this name has no place at the top level", "move it to where it belongs, or ignore it"
    for path in project.files:
        if path.endswith("Package.resolved") or "/.build/" in "/" + path:
            yield path, 1, "what a build leaves behind is no source", f"git rm --cached {path}"
        if is_script(path) and not os.access(os.path.join(project.root, path), os.X_OK):
            yield path, 1, "this script can't be run", f"chmod +x {path}"


def is_script(path):
    """Scripts that people call have no ending and no folder of their own; `toolchain` is read by them."""
    parts = path.split("/")
    return parts[0] in ("scripts", ".ci") and len(parts) == 2 and "." not in parts[1] and parts[1] != "toolchain"


def check_format(project):
    swift = shutil.which("swift")
    if swift is None:
        yield "scripts/check", 1, "swift is not there, so the format can't be checked", "run scripts/setup"
        return
    paths = [path for path in project.swift_files() if path.startswith(("Sources/", "Tests/"))]
    run = subprocess.run([swift, "format", "lint", "--strict", "--parallel", *paths], cwd=project.root,
                         capture_output=True, text=True)
    found = re.findall(r"^(\S[^:\n]*):(\d+):\d+: (?:error|warning): (.*)$", run.stderr + run.stdout, re.MULTILINE)
    for path, line, message in found:
        path = os.path.relpath(os.path.join(project.root, path), project.root)
        yield path, int(line), message, f"swift format -i {path}, or break the line by hand"
    if run.returncode != 0 and not found:
        yield "scripts/check", 1, "swift format failed: " + run.stderr.strip()[:500], "run it by hand"


RULES = [check_layout, check_package, check_words, check_readme, check_format]


def findings(root, rules=None):
    project = Project(root)
    return sorted({finding for rule in rules or RULES for finding in rule(project)})


def main(arguments):
    root = arguments[-1]
    if arguments[:-1] == ["--self-test"]:
        import self_test
        return self_test.run(root)
    if arguments[:-1]:
        print("usage: scripts/check [--self-test]", file=sys.stderr)
        return 64
    found = findings(root)
    for path, line, wrong, remedy in found:
        print(f"{path}:{line}: {wrong}; {remedy}")
    print(f"scripts/check: {len(found)} finding{'' if len(found) == 1 else 's'}" if found else "scripts/check: clean",
          file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
