"""How well the rules that ship do on labelled replies that they were built against.

`make bench` measures more, and on replies that nobody built against.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from checkin.domain.risk import assess

FOLDER = Path(__file__).parents[3] / "data" / "risk"
NEVER_MISSED = {"explicit", "overdose", "self_harm"}


def replies(*names: str) -> list[dict[str, str]]:
    """The labelled replies of these files."""
    found: list[dict[str, str]] = []
    for name in names:
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def share(rows: Sequence[dict[str, str]], *levels: str) -> float:
    """The share of replies that are given one of these levels."""
    given = Counter(assess(row["text"]).level.word for row in rows)
    return sum(given[level] for level in levels) / len(rows)


DEV = replies("challenge_dev.csv")
OWN = replies(*(path.name for path in sorted(FOLDER.glob("own_*.csv"))))


@pytest.mark.parametrize("rows", [DEV, OWN], ids=["challenge", "own"])
def test_the_goals_hold(rows: list[dict[str, str]]) -> None:
    crisis = [row for row in rows if row["expected"] == "crisis"]
    plain = [row for row in rows if row["expected"] == "none"]
    concern = [row for row in rows if row["expected"] == "concern"]

    assert share(crisis, "crisis") >= 0.9
    assert share(crisis, "crisis", "concern") >= 0.97
    assert share(concern, "crisis", "concern") >= 0.85
    assert share(plain, "crisis") <= 0.02


@pytest.mark.parametrize("language", sorted({row["lang"] for row in (*DEV, *OWN)}))
def test_every_language_is_understood(language: str) -> None:
    rows = [r for r in (*DEV, *OWN) if (r["lang"], r["expected"]) == (language, "crisis")]

    assert share(rows, "crisis") >= 0.85


@pytest.mark.parametrize("row", [*DEV, *OWN], ids=lambda row: row["text"])
def test_what_must_not_be_missed_is_not(row: dict[str, str]) -> None:
    if row["expected"] == "crisis" and row["category"] in NEVER_MISSED:
        assert assess(row["text"]).findings
