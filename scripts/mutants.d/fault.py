"""A planted fault: where it stands, what it makes of the text there, who should catch it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Edit:
    """`original` stands exactly once in `file`; `planted` takes its place, with `@` for the question whether the fault is on."""
    file: str
    original: str
    planted: str


@dataclass(frozen=True)
class Fault:
    name: str
    harm: str
    catchers: tuple
    edits: tuple = field(default=())


def edit(file, original, planted):
    """The text as it becomes, `@` standing for the switch."""
    return Edit(f"Sources/{file}", original, planted)


def either(file, original, faulty):
    """An expression that becomes another one."""
    return edit(file, original, f"(@ ? ({faulty}) : ({original}))")


def instead(file, original, faulty=""):
    """Statements in whose place others are done, or none."""
    return edit(file, original, f"if @ {{\n{faulty}\n}} else {{\n{original}\n}}")


def fault(name, harm, catchers, *edits):
    """`catchers`: filters for the test runner, or `torture KIND COMMAND`; the narrowest first."""
    return Fault(name, harm, tuple(catchers.split(", ")), tuple(edits))
