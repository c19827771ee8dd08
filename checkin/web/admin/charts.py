"""The shapes of charts: where each bar begins and how far it goes. Templates draw them as SVG.

All are stretched to the width of the page, so that nothing in them may be a letter or a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HIGH = 100  # what a rate of 1 is, in a chart's own measure
STEP = 10  # from one column to the next
GAP = 1  # on either side of a column
LEAST = 1.0  # so that what is almost nothing can still be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle; `kind` says which of the things it stands for."""

    x: float
    y: float
    width: float
    height: float
    kind: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """So many bars in a field of that size."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def columns(rates: Sequence[float | None]) -> Chart:
    """A column for each rate, side by side; where there is none, the place stays empty."""
    bars = tuple(
        Bar(at * STEP + GAP, round(HIGH - _seen(rate), 1), STEP - 2 * GAP, round(_seen(rate), 1))
        for at, rate in enumerate(rates)
        if rate is not None
    )
    return Chart(len(rates) * STEP, HIGH, bars)


def stack(parts: Sequence[int]) -> Chart:
    """All of a whole in one bar, part after part; empty where there is nothing."""
    whole = sum(parts)
    bars, begins = [], 0.0
    for kind, part in enumerate(parts, start=1):
        width = round(HIGH * part / whole, 1) if whole else 0.0
        if part:
            bars.append(Bar(round(begins, 1), 0, width, STEP, kind))
        begins += width
    return Chart(HIGH, STEP, tuple(bars))


def gauge(share: float | None) -> Chart:
    """How much of a whole there is, as one bar; empty where that is not told."""
    bars = () if share is None else (Bar(0, 0, round(_seen(share), 1), STEP),)
    return Chart(HIGH, STEP, bars)


def _seen(rate: float) -> float:
    return max(LEAST, HIGH * min(rate, 1.0))
