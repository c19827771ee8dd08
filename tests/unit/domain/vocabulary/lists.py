"""The lists as their translators wrote them, and the texts that they are tried on."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from checkin.domain import vocabulary
from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, Verb

FOLDER = Path(__file__).parents[3] / "data"
DATA = FOLDER / "vocabulary"
# These are no words: the keypad's own, and stop words, which are told apart elsewhere.
WORDLESS = {Verb.WORDS, Verb.MORE, Verb.AGAIN, Verb.NOTHING, Verb.STOP}


@cache
def written(language: str) -> Mapping[str, Any]:
    """One language's file, as it is written."""
    return tomllib.loads(files(vocabulary).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def phrases(section: str) -> Iterator[tuple[str, str, str]]:
    """Every phrase of this section of every file: its language, what it is listed under, itself."""
    for language in LANGUAGES:
        for name, listed in written(language)[section].items():
            for phrase in listed:
                yield language, name, phrase


def examples() -> Iterator[tuple[str, str, str, str]]:
    """What people may write, its language, and the verb and argument that it means."""
    for language in LANGUAGES:
        with (DATA / f"{language}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield language, row["text"], row["verb"], plain(row["argument"])


def ordinary() -> Iterator[tuple[str, str]]:
    """Ordinary words and replies that say nothing to us, and their language."""
    for language in LANGUAGES:
        text = (DATA / f"ordinary_{language}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            yield language, line


def troubled() -> Iterator[tuple[str, str]]:
    """Replies that tell of danger or distress, and their language."""
    for language in LANGUAGES:
        path = FOLDER / "risk" / f"own_{language}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["expected"] != "none":
                    yield language, row["text"]
