"""Applies a unified diff exactly, or says why it does not apply any more."""

import re
from collections.abc import Iterator
from pathlib import Path

HUNK = re.compile(r"^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")


class DoesNotApply(Exception):
    """The code is not as the patch knows it."""


def apply(patch: Path, tree: Path) -> list[Path]:
    """Apply `patch` to the files below `tree`; those that were changed."""
    changed = []
    for name, hunks in _files(patch.read_text(encoding="utf-8").splitlines(keepends=True)):
        file = tree / name
        source = file.read_text(encoding="utf-8")
        for old, new in hunks:
            if source.count(old) != 1:
                found = "not there" if old not in source else "there more than once"
                raise DoesNotApply(
                    f"{patch.name} does not apply to {name} any more: what it replaces is {found}. "
                    "Make the same defect in the code as it is now, and write the patch anew."
                )
            source = source.replace(old, new)
        file.write_text(source, encoding="utf-8")
        changed.append(file)
    if not changed:
        raise DoesNotApply(f"{patch.name} changes nothing")
    return changed


def _files(lines: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each file of a diff, with what is replaced by what."""
    name, hunks = "", list[tuple[str, str]]()
    for line in lines:
        if line.startswith("--- a/"):
            if name:
                yield name, hunks
            name, hunks = line.removeprefix("--- a/").strip(), []
        elif HUNK.match(line):
            hunks.append(("", ""))
        elif hunks and not line.startswith("+++ "):
            old, new = hunks[-1]
            keeps = line[0] == " "
            old += line[1:] * (keeps or line[0] == "-")
            new += line[1:] * (keeps or line[0] == "+")
            hunks[-1] = (old, new)
    if name:
        yield name, hunks
