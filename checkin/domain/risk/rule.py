"""A rule as its file has it, before a language compiles it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checkin.domain.risk.assessment import Category, Level


class Kind(StrEnum):
    """What a rule does where one of its patterns applies."""

    FINDING = "finding"
    EXEMPTION = "exemption"  # findings under it count as its own level at most
    CONTRADICTION = "contradiction"  # a denial in the same text counts as its opposite


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, for a clinician to read and sign.

    `unless` are patterns that, near to what was found, keep the rule from applying (an exemption
    they keep from it anywhere in the text); of `also` one must be there besides. `longest` is how
    many words a text may have for the rule to apply, 0 if any number. `over` are the categories
    that an exemption concerns, all if empty.
    `reviewer` is empty as long as no clinician has signed it.
    """

    id: str
    language: str
    category: Category
    level: Level
    patterns: Sequence[str]
    date: date
    kind: Kind = Kind.FINDING
    unless: Sequence[str] = ()
    also: Sequence[str] = ()
    longest: int = 0
    over: frozenset[Category] = frozenset()
    examples: Sequence[str] = ()
    counterexamples: Sequence[str] = ()
    reviewer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words of a language, as its words.toml has them.

    `groups` are named patterns; `spelling` maps what people type to words in full; a gap does not
    reach over `negators`; `ordinary` words are never taken for a misspelling of another; words
    that matter may be misspelt wherever they stand.
    """

    language: str
    groups: dict[str, str]
    spelling: dict[str, str]
    negators: frozenset[str]
    ordinary: frozenset[str]
    matters: frozenset[str] = frozenset()
    vowels_dropped: bool = False  # whether people type words without their vowels
    sounds: Mapping[str, str] = field(default_factory=dict)  # letters, and how they are heard


@dataclass(frozen=True, slots=True)
class Book:
    """All that is written down for one language."""

    dictionary: Dictionary
    rules: Sequence[Rule]
