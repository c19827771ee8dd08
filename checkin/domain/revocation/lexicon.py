"""The words of one language as its file has them; `en.toml` says what each list is for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from checkin.domain.intents import STOP_WORDS
from checkin.domain.revocation.notation import Notation
from checkin.domain.revocation.pattern import Patterns
from checkin.domain.revocation.text import spelt

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wordings:
    """The patterns of a language, by what they are for."""

    exact: Patterns
    whole: Patterns
    certain: Patterns
    likely: Patterns
    perhaps: Patterns
    ordinary: Patterns
    wrong_number: Patterns
    please: Patterns
    asking: Patterns
    reporting: Patterns
    before: Patterns
    after: Patterns
    then: Patterns
    unless: Patterns
    calls: Patterns
    texts: Patterns
    calls_fine: Patterns
    texts_fine: Patterns


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language. `ambiguous`: its exact words that are ordinary in the languages given."""

    language: str
    wordings: Wordings
    ambiguous: Mapping[str, frozenset[str]]


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """Every language that we read. Raises if one of the files is not well written."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*.toml")))


def _read(file: Path) -> Lexicon:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = content["patterns"] | {"exact": [*content["exact"], *STOP_WORDS]}
    lists["before"] += lists["please"] + lists["asking"]
    lists["after"] += lists["please"]
    notation = Notation(content["words"], content["not_names"])
    return Lexicon(
        file.stem,
        Wordings(**{one.name: notation.patterns(lists[one.name]) for one in fields(Wordings)}),
        {spelt(word): frozenset(elsewhere) for word, elsewhere in content["ambiguous"].items()},
    )
