"""Rates and percentiles. Of nothing there is no rate: that is None, and never 0."""

import math
from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


def rate(part: int, whole: int) -> float | None:
    """The share of `part` in `whole`; None where there is nothing to have a share in."""
    return part / whole if whole else None


def per_thousand(part: int, whole: int) -> float | None:
    """How many of `part` there are for each thousand of `whole`; None of nothing."""
    return part * 1000 / whole if whole else None


def percentile(ordered: Sequence[Value], share: float) -> Value | None:
    """The smallest of `ordered`, ascending, that a share of them does not exceed; None of nothing.

    By nearest rank: it is always a value that has happened, and of two the median is the lower.
    """
    if not ordered:
        return None
    rank = math.ceil(share * len(ordered) - 1e-9)  # 0.9 of 10 is 9, whatever a float makes of it
    return ordered[max(rank, 1) - 1]
