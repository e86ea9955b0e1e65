"""Plants all faults in a copy of the sources, each behind a switch of its own."""

import os

PLANTED = '''internal import Glibc

/// Which planted fault is on, by its number in the environment; none: 0.
private let active: Int = {
    guard let text = unsafe getenv("REFUNDRY_FAULT") else { return 0 }
    return unsafe Int(String(cString: text)) ?? 0
}()

/// Leaves a mark that the fault was reached.
private let mark: Void = {
    guard let path = unsafe getenv("REFUNDRY_FAULT_MARK") else { return }
    let descriptor = unsafe open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
}()

@inline(never) func planted(_ number: Int) -> Bool {
    guard number == active else { return false }
    mark
    return true
}
'''


class Stale(Exception):
    """The sources have changed, and the list has not."""


def copy_sources(root, target):
    """Brings the copy up to date; what hasn't changed keeps its time, so that it isn't built again."""
    for name in ("Sources", "Tests"):
        remove_what_is_gone(os.path.join(root, name), os.path.join(target, name))
    # Which versions the packages have is known only where something was built already.
    for name in [name for name in ("Package.swift", "Package.resolved") if os.path.exists(os.path.join(root, name))]:
        write(os.path.join(target, name), read(os.path.join(root, name)))
    for name in ("Tests", "Fixtures"):
        for folder, _, files in os.walk(os.path.join(root, name)):
            for file in files:
                path = os.path.join(folder, file)
                write(os.path.join(target, os.path.relpath(path, root)), read(path))


def remove_what_is_gone(source, target):
    for folder, _, files in os.walk(target):
        for file in files:
            path = os.path.join(folder, file)
            if not os.path.exists(os.path.join(source, os.path.relpath(path, target))) and file != "Planted.swift":
                os.remove(path)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    if os.path.exists(path) and read(path) == content:
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def planted_text(text, edits, path):
    """The file's text with all edits: (original, replacement). Each original stands there once, and none touches another."""
    places = []
    for original, replacement in edits:
        if text.count(original) != 1:
            raise Stale(f"{path}: {text.count(original)} times, not once, stands there:\n{original}")
        start = text.index(original)
        places.append((start, start + len(original), replacement))
    places.sort()
    for (_, end, _), (start, _, _) in zip(places, places[1:]):
        if start < end:
            raise Stale(f"{path}: two faults are planted in the same place:\n{text[start:end]}")
    for start, end, replacement in reversed(places):
        text = text[:start] + replacement + text[end:]
    return text


def plant(root, target, faults):
    """Writes the sources with every fault behind its switch. Raises Stale where the list isn't in step with the sources."""
    by_file = {}
    for number, fault in enumerate(faults, start=1):
        for edit in fault.edits:
            replacement = edit.planted.replace("@", f"planted({number})")
            by_file.setdefault(edit.file, []).append((edit.original, replacement))
    for folder, _, names in os.walk(os.path.join(root, "Sources")):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            content = read(os.path.join(root, path))
            if path in by_file:
                content = planted_text(content.decode(), by_file.pop(path), path).encode()
            write(os.path.join(target, path), content)
    if by_file:
        raise Stale(f"no longer there: {', '.join(by_file)}")
    for name in {fault_edit.file.split("/")[1] for fault in faults for fault_edit in fault.edits}:
        write(os.path.join(target, "Sources", name, "Planted.swift"), PLANTED.encode())
