"""How well it does on texts nobody wrote a rule for: tests/data/revocation.

Both files were written before the rules. `own.csv` was looked at while writing them; `aside.csv`
was only ever counted on, so nothing here shows one of its texts.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from checkin.domain.revocation import Wish, judge

FOLDER = Path(__file__).parents[3] / "data" / "revocation"
LANGUAGES = ("en", "es", "fr", "pt", "sw", "hi")


def counted(name: str, language: str) -> Counter[tuple[str, str]]:
    """How many texts of a file that should be this were judged that."""
    counts: Counter[tuple[str, str]] = Counter()
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            if row["lang"] == language:
                judged = judge(row["text"], [language])
                wrong = row["expected"] == "wrong_number" and judged.wrong_number
                counts[row["expected"], "wrong_number" if wrong else judged.wish.value] += 1
    return counts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["own", "aside"])
def test_nobody_is_silenced_and_four_in_five_are_heard(name: str, language: str) -> None:
    counts = counted(name, language)
    revoked = [
        (judged, count)
        for (expected, judged), count in counts.items()
        if expected in (Wish.CERTAIN, Wish.LIKELY)
    ]
    ordinary = sum(count for (expected, _), count in counts.items() if expected == Wish.NONE)
    heard = sum(count for judged, count in revoked if judged != Wish.NONE)

    assert counts["none", "certain"] == 0
    assert counts["likely", "certain"] == 0
    assert counts["none", "likely"] <= 0.05 * ordinary
    assert heard >= 0.8 * sum(count for _, count in revoked)
    assert counts["wrong_number", "none"] == 0
