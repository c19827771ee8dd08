"""The words of one language that keep a text from a buddy, as its file has them.

`en.toml` explains how the files are written.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checkin.domain.plain import plain

FOLDER = Path(__file__).parent / "words"
BETWEEN = 3  # words that `...` may stand for, at most


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language. `numbers` says how many digits a word stands for, `held` what is held back."""

    language: str
    numbers: Mapping[str, int]
    fillers: frozenset[str]  # words that may stand within a number
    repeats: Mapping[str, int]  # "double" before a digit: how often it counts
    dots: frozenset[str]  # what people write for the dot of an address
    ats: frozenset[str]
    elsewhere: re.Pattern[str]  # invitations to another place to talk
    held: Mapping[str, re.Pattern[str]]  # by what is the matter with it
    mistakable: frozenset[str]  # of these, what counts only where the language is spoken


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """Every language that we read. Raises if one of the files is not well written."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*.toml")))


def _read(file: Path) -> Lexicon:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    numbers = content["numbers"]
    return Lexicon(
        language=file.stem,
        numbers={**_each(numbers["digits"], 1), **_each(numbers["two_digits"], 2)},
        fillers=frozenset(map(plain, numbers["fillers"])),
        repeats={**_each(numbers["double"], 2), **_each(numbers["triple"], 3)},
        dots=frozenset(map(plain, content["addresses"]["dot"])),
        ats=frozenset(map(plain, content["addresses"]["at"])),
        elsewhere=compiled(content["addresses"]["elsewhere"]),
        held={name: compiled(phrases) for name, phrases in content["held"].items()},
        mistakable=frozenset(content.get("mistakable", ())),
    )


def _each(words: Iterable[str], worth: int) -> dict[str, int]:
    return {plain(word): worth for word in words}


def compiled(phrases: Collection[str]) -> re.Pattern[str]:
    """What finds any of these phrases in a plain text that has a space on either side."""
    found = "|".join(_pattern(phrase) for phrase in phrases)
    return re.compile(f" (?:{found}) " if found else "(?!)")


def _pattern(phrase: str) -> str:
    parts: list[str] = []
    for part in phrase.split():
        if part == "...":
            parts[-1] += rf"(?: [^ ]+){{0,{BETWEEN}}}"
        else:
            parts.append(f"(?:{'|'.join(map(_word, part.split('/')))})")
    return " ".join(parts)


def _word(written: str) -> str:
    any_end = "[^ ]*" if written.endswith("*") else ""
    return re.escape(plain(written)) + any_end
