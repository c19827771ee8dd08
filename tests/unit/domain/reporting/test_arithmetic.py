"""Rates and percentiles."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.reporting.arithmetic import per_thousand, percentile, rate
from tests.unit.domain.laws import law

TEN = tuple(range(1, 11))


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ((), 0.5, None),
        ((7,), 0.5, 7),
        ((7,), 0.9, 7),
        ((1, 2), 0.5, 1),
        ((1, 2), 0.9, 2),
        ((1, 2, 3), 0.5, 2),
        (TEN, 0.5, 5),
        (TEN, 0.9, 9),
        (tuple(range(1, 12)), 0.9, 10),
        ((3, 3, 3, 90), 0.9, 90),
    ],
)
def test_a_percentile_is_one_of_the_values(
    values: tuple[int, ...], share: float, found: int | None
) -> None:
    assert percentile(values, share) == found


@law
@given(st.lists(st.integers(), min_size=1), st.integers(1, 100))
def test_so_many_are_not_above_it_and_fewer_are_below_it(
    values: list[int], hundredths: int
) -> None:
    ordered = sorted(values)
    found = percentile(ordered, hundredths / 100)
    assert found is not None
    needed = ceil(len(values) * hundredths / 100 - 1e-9)
    assert sum(value <= found for value in values) >= needed
    assert sum(value < found for value in values) < max(needed, 1)


@pytest.mark.parametrize(
    ("part", "whole", "share", "thousandth"),
    [(0, 0, None, None), (0, 8, 0.0, 0.0), (3, 4, 0.75, 750.0), (1, 2000, 0.0005, 0.5)],
)
def test_of_nothing_there_is_no_rate(
    part: int, whole: int, share: float | None, thousandth: float | None
) -> None:
    assert rate(part, whole) == share
    assert per_thousand(part, whole) == thousandth
