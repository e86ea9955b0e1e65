"""README.zh.md is the twin of README.md: the same headings, commands and tables, so that neither falls behind."""

import re

ORIGINAL = "README.md"
TWIN = "README.zh.md"


class Page:
    """A page's headings, blocks of code and tables, each with the line it begins in."""

    def __init__(self, text):
        self.headings = []
        self.blocks = []
        self.tables = []
        block = None
        in_table = False
        for number, line in enumerate(text.split("\n"), 1):
            if line.startswith("```"):
                if block is None:
                    block = (number, line[3:].strip(), [])
                    self.blocks.append(block)
                else:
                    block = None
                continue
            if block is not None:
                block[2].append(line)
                continue
            heading = re.match(r"(#+) ", line)
            if heading:
                self.headings.append((number, len(heading.group(1))))
            if line.startswith("|"):
                if not in_table:
                    self.tables.append((number, []))
                self.tables[-1][1].append(line)
            in_table = line.startswith("|")


def commands(block):
    """What must be the same in both languages: whole blocks of commands and their output, but not the comments behind them. None: a picture."""
    _, kind, lines = block
    if kind != "sh" and not any(line.startswith("$ ") for line in lines):
        return None
    return [re.sub(r"(^|\s{2,})# .*", "", line).rstrip() for line in lines]


def check_readme(project):
    if ORIGINAL not in project.files:
        return
    if TWIN not in project.files:
        yield TWIN, 1, f"{ORIGINAL} has no Chinese twin", "write it, with the same headings and commands"
        return
    ours, theirs = Page(project.read(ORIGINAL)), Page(project.read(TWIN))
    yield from compare(ours.headings, theirs.headings, "heading", lambda heading: heading[1], "level")
    yield from compare(ours.blocks, theirs.blocks, "block of code", commands, "commands")
    yield from compare(ours.tables, theirs.tables, "table", lambda table: len(table[1]), "number of rows")


def compare(ours, theirs, what, told, name):
    for mine, twin in zip(ours, theirs):
        if told(mine) != told(twin):
            yield TWIN, twin[0], f"this {what} has another {name} than its twin in {ORIGINAL}:{mine[0]}", "say the same"
            return
    if len(ours) != len(theirs):
        line = (theirs[len(ours)] if len(theirs) > len(ours) else (theirs or [(1,)])[-1])[0]
        yield (TWIN, line, f"there are {len(theirs)} {what}s where {ORIGINAL} has {len(ours)}",
               "translate what is missing, or take out what is too much")
