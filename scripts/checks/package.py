"""The architecture: what Package.swift says about the targets, and whether the imports keep to it."""

import re

from swift_source import code_only, line_of

PURE = {"Refunds", "Rules"}
TARGET = re.compile(r"\.(systemLibrary|target|executableTarget|testTarget)\s*\(\s*name:\s*\"(\w+)\"")
PRODUCT = re.compile(r"\.product\s*\(\s*name:\s*\"(\w+)\"[^)]*\)")
IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:package|public|internal|private|fileprivate)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|func|var|let|typealias|protocol)[ \t]+)?(\w+)", re.MULTILINE)


class Target:
    def __init__(self, kind, name, line, targets, products, folder=None):
        self.kind, self.name, self.line = kind, name, line
        self.targets, self.products = targets, products
        self.folder = folder or ("Tests/" if kind == "testTarget" else "Sources/") + name


def closing(code, start):
    """The place of the parenthesis or bracket that closes the one at start."""
    depth = 0
    for mark in re.compile(r"[()\[\]]").finditer(code, start):
        depth += 1 if mark.group() in "([" else -1
        if depth == 0:
            return mark.start()
    return len(code)


def read_targets(text):
    """The targets in the order of Package.swift."""
    code = code_only(text)
    for match in TARGET.finditer(text):
        if code[match.start()] == " ":
            continue
        end = closing(code, code.index("(", match.start()))
        body = text[match.start():end]
        found = re.search(r"dependencies:\s*\[", body)
        listed = ""
        if found:
            start = match.start() + found.end() - 1
            listed = text[start:closing(code, start)]
        products = PRODUCT.findall(listed)
        targets = re.findall(r"\"(\w+)\"", PRODUCT.sub("", listed))
        named = re.search(r"\bpath:\s*\"([^\"]+)\"", body)
        yield Target(match.group(1), match.group(2), line_of(text, match.start()), targets, products,
                     named.group(1).rstrip("/") if named else None)


def check_package(project):
    text = project.read("Package.swift")
    targets = list(read_targets(text))
    if not targets:
        yield "Package.swift", 1, "no target was found in it", "write targets as .target(name: …)"
    above = set()
    for target in targets:
        for name in target.targets:
            if name not in above:
                yield ("Package.swift", target.line, f"{target.name} depends on {name}, which doesn't stand above it",
                       "a target depends only on targets above it: move what they share up, or turn it round")
        if target.name in PURE and (set(target.targets) - PURE or target.products):
            yield ("Package.swift", target.line, f"the pure target {target.name} depends on more than pure targets",
                   "remove the dependency, and let what it needs come in as an argument")
        above.add(target.name)
        if not any(path.startswith(target.folder + "/") for path in project.files):
            yield ("Package.swift", target.line, f"{target.name} has no file in {target.folder}",
                   "add its files, or remove the target")
    yield from check_folders(project, targets)
    yield from check_imports(project, targets)


def check_folders(project, targets):
    known = tuple(target.folder + "/" for target in targets)
    strays = [path for path in project.swift_files()
              if path.startswith(("Sources/", "Tests/")) and not path.startswith(known)]
    for folder in sorted({"/".join(path.split("/")[:2]) for path in strays}):
        yield folder, 1, "this folder is no target of Package.swift", "declare it there, or move its files"


def check_imports(project, targets):
    order = [target.name for target in targets]
    for position, target in enumerate(targets):
        declared = set(target.targets)
        for path in project.swift_files():
            if not path.startswith(target.folder + "/"):
                continue
            code = project.code(path)
            for match in IMPORT.finditer(code):
                name, line = match.group(1), line_of(code, match.start(1))
                if name in order and name not in order[:position]:
                    yield (path, line, f"{target.name} imports {name}, which doesn't stand above it in Package.swift",
                           "move what they share up, or turn the dependency round")
                elif name in order and name not in declared:
                    yield (path, line, f"{target.name} imports {name} without declaring it",
                           f"add {name} to its dependencies in Package.swift")
                elif target.name in PURE and name not in PURE:
                    yield (path, line, f"the pure target {target.name} imports {name}",
                           "remove the import, and let what it needs come in as an argument")
