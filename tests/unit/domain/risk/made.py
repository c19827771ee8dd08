"""Detectors made for a test: a few rules of a language of its own."""

from collections.abc import Sequence
from datetime import date

from checkin.domain.risk import Category, Detector, Level
from checkin.domain.risk.rule import Book, Dictionary, Kind, Rule

DAY = date(2026, 11, 22)


def a_rule(*patterns: str, **changed: object) -> Rule:
    """A rule of English that finds a crisis, unless told otherwise."""
    kind = changed.pop("kind", Kind.FINDING)
    category = Category(str(changed.pop("category", "suicide")))
    fields: dict[str, object] = {
        "id": f"en.{category}.{kind}",
        "language": "en",
        "category": category,
        "level": Level.CRISIS if kind is not Kind.EXEMPTION else Level.NONE,
        "patterns": patterns,
        "date": DAY,
        "kind": kind,
    }
    return Rule(**(fields | changed))  # type: ignore[arg-type]


def an_exemption(*patterns: str, **changed: object) -> Rule:
    """A rule that takes the weight from what it stands on."""
    return a_rule(*patterns, **({"category": "negation", "kind": Kind.EXEMPTION} | changed))


def a_detector(
    *rules: Rule,
    groups: dict[str, str] | None = None,
    spelling: dict[str, str] | None = None,
    ordinary: Sequence[str] = (),
    matters: Sequence[str] = (),
    vowels_dropped: bool = False,
    sounds: dict[str, str] | None = None,
) -> Detector:
    """A detector with these rules, in a language that negates with "not" and "never"."""
    dictionary = Dictionary(
        "en",
        groups or {},
        spelling or {},
        frozenset({"not", "never"}),
        frozenset(ordinary),
        frozenset(matters),
        vowels_dropped,
        sounds or {},
    )
    return Detector([Book(dictionary, rules)])
