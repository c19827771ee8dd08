"""Danger in a text: what rules that a clinician can read find in it, in every language at once.

assessment  the answer: findings, each with its rule, its level and its place
detector    a text, and the person's recent ones, into an assessment; a fault is a concern
letters, tokens, reading, vocabulary, spelling, typos, vowels, sounds
            what people type into the words that rules know
grammar, making, nodes, survey, pattern
            the small language that rules are written in
rule, loading, language, weighing
            rules from their files, what they match, what exemptions leave of it
rules/      the rules themselves, and how to write them

That nothing is found means nothing.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from checkin.domain.risk.assessment import Assessment, Category, Finding, Level
from checkin.domain.risk.detector import FAILED, Detector, unread
from checkin.domain.risk.loading import FOLDER, books

__all__ = ["Assessment", "Category", "Detector", "Finding", "Level", "assess", "ready"]


def ready(folder: Path = FOLDER) -> Detector:
    """The detector with all rules that ship. Raises `RuleFault` if their files are broken.

    The first time it takes a second or two: call it before the first text comes.
    """
    return _read(folder)


@lru_cache(maxsize=2)
def _read(folder: Path) -> Detector:
    return Detector(books(folder))


@lru_cache(maxsize=2)
def _detector(folder: Path) -> Detector | None:
    """The detector, or none: files that cannot be read are not read again for every text."""
    try:
        return ready(folder)
    except Exception:
        return None


def assess(text: str, earlier: Sequence[str] = (), folder: Path = FOLDER) -> Assessment:
    """What is to be found in `text`; `earlier` are the same person's recent ones, oldest first.

    Without rules everything is a concern, for a person to read.
    """
    detector = _detector(folder)
    if detector is None:
        return Assessment.of([unread(FAILED, text)])
    return detector.assess(text, earlier)
