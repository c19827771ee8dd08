"""Colours that can be told apart: WCAG 2.2 AA, in light and in dark."""

import re

import pytest

from checkin.web.admin.sheet import FILE

SHEET = FILE.read_text(encoding="utf-8")
PALETTES = [
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
    for part in SHEET.split("@media (prefers-color-scheme: dark)")
]
TEXT = [
    *[(ink, ground) for ink in ("ink", "soft", "main") for ground in ("ground", "paper")],
    ("on-main", "main"),
    ("paper", "red"),
    ("amber", "amber-wash"),
    ("yellow", "yellow-wash"),
    ("ink", "red-wash"),
    ("ink", "done-wash"),
]
SHAPES = [(shape, "paper") for shape in ("edge", "red", "amber", "yellow", "main")]


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG reckons it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_scale_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
def test_words_and_shapes_stand_out(palette: dict[str, str]) -> None:
    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in TEXT}
    assert {pair for pair, ratio in weak.items() if ratio < 4.5} == set()
    faint = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in SHAPES}
    assert {pair for pair, ratio in faint.items() if ratio < 3} == set()
