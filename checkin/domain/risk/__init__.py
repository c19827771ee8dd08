"""Danger in a text: what rules that a clinician can read find in it, in every language at once.

assessment  the answer: findings, each with its rule, its level and its place
detector    a text, and the person's recent ones, into an assessment; a fault is a concern
letters, tokens, reading, vocabulary, spelling, typos
            what people type into the words that rules know
grammar, nodes, pattern
            the small language that rules are written in
rule, loading, language, weighing
            rules from their files, what they match, what exemptions leave of it
rules/      the rules themselves, and how to write them

That nothing is found means nothing.
"""

from collections.abc import Sequence
from functools import lru_cache

from checkin.domain.risk.assessment import Assessment, Category, Finding, Level
from checkin.domain.risk.detector import FAILED, Detector, unread
from checkin.domain.risk.loading import books

__all__ = ["Assessment", "Category", "Detector", "Finding", "Level", "assess", "ready"]


@lru_cache(maxsize=1)
def ready() -> Detector:
    """The detector with all rules that ship. Raises `RuleFault` if their files are broken."""
    return Detector(books())


def assess(text: str, earlier: Sequence[str] = ()) -> Assessment:
    """What is to be found in `text`; `earlier` are the same person's recent ones, oldest first."""
    try:
        detector = ready()
    except Exception:  # no rules: a person reads everything
        return Assessment.of([unread(FAILED, text)])
    return detector.assess(text, earlier)
