"""scripts/errors: see there. A folder's story.txt begins with what happened; expected.txt holds what is said about it."""

import json
import os
import sys

KINDS = [
    ("refusals", "Files that are refused", "Exit 65. Nothing changes; the file lies in `refused/` beside its reason."),
    ("rejections", "Rows that are rejected",
     "Exit 0. The other rows go on; the rejected ones stand in the batch's `rejected.csv`, to be corrected and sent again."),
    ("order-rejections", "Orders that are rejected", "Exit 0. The other orders are stored; the rejected ones stand in a `rejected.csv`."),
    ("exceptions", "Bank results and facts that can't be applied",
     "Exit 0. Nothing moves; both sides are kept (`refundry exceptions list`)."),
    ("failures", "What can't be had", "On standard error, with the exit status."),
]


def stories(folder):
    for path, folders, files in os.walk(folder):
        folders.sort()
        if "story.txt" in files:
            yield path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def about(path):
    """What happened, and the command that was answered with an error."""
    lines = read(os.path.join(path, "story.txt")).splitlines()
    text = " ".join(line[1:].strip() for line in lines if line.startswith("#"))
    calls = [line for line in lines if line.startswith("refundry")]
    return text, calls[-1] if calls else ""


def quoted(text):
    return "```\n" + text.rstrip("\n") + "\n```"


def exception(path):
    for entry in json.loads(read(os.path.join(path, "expected.json")))["exceptions"]:
        for side in ("ours", "theirs"):
            yield f"{side + ':':8}" + ", ".join(f"{name} {value}" for name, value in entry[side].items() if value is not None)


def said(kind, path):
    if kind == "exceptions":
        return "\n".join(exception(path))
    text = read(os.path.join(path, "expected.txt"))
    # Of a refused file: its name, its code, then both languages. The code is the heading already.
    return "\n".join(text.splitlines()[2:]) if kind == "refusals" else text


def section(root, kind, title, preface):
    yield f"## {title}\n\n{preface}"
    code = None
    for path in stories(os.path.join(root, kind)):
        names = os.path.relpath(path, root).split("/")[1:]
        if kind != "failures" and names[0] != code:
            code = names[0]
            yield f"### {code}"
        text, call = about(path)
        status = call[len("refundry["):call.index("]")] if call.startswith("refundry[") else "0"
        call = f" `refundry{call[call.index(' '):]}` exits {status}:" if kind == "failures" else ""
        name = os.path.relpath(path, root)
        yield f"{text} [{name}]({name}/){call}\n\n{quoted(said(kind, path))}"


def page(root):
    parts = ["# Every error a person can cause",
             "Made by `scripts/errors` from the folders beside it; the tests play each of them."]
    for kind, title, preface in KINDS:
        parts += section(root, kind, title, preface)
    return "\n\n".join(parts) + "\n"


def main(arguments):
    root = arguments[-1]
    path = os.path.join(root, "ERRORS.md")
    text = page(root)
    if arguments[:-1] == ["--check"]:
        if os.path.exists(path) and read(path) == text:
            return 0
        print(f"{path} is not what the fixtures give: run scripts/errors", file=sys.stderr)
        return 1
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
