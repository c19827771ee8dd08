"""The shapes of charts, by their numbers."""

import pytest

from checkin.web.admin.charts import Bar, columns, gauge, stack


def test_a_column_is_as_high_as_its_rate_and_a_gap_stays_a_gap() -> None:
    chart = columns([0.25, None, 1.0, 0.0])
    assert (chart.width, chart.height) == (40, 100)
    assert chart.bars == (Bar(1, 75, 8, 25), Bar(21, 0, 8, 100), Bar(31, 99, 8, 1))


@pytest.mark.parametrize(
    ("parts", "widths"),
    [((), []), ((0, 0), []), ((1, 1, 2), [(1, 25), (2, 25), (3, 50)]), ((0, 3), [(2, 100)])],
)
def test_a_stack_shares_its_width_and_keeps_the_place_of_each_part(
    parts: tuple[int, ...], widths: list[tuple[int, float]]
) -> None:
    chart = stack(parts)
    assert [(bar.kind, bar.width) for bar in chart.bars] == widths
    begins = 0.0
    for bar in chart.bars:
        assert bar.x == begins
        begins += bar.width


@pytest.mark.parametrize(("share", "width"), [(0.5, 50), (0.0, 1), (2.0, 100)])
def test_a_gauge_never_leaves_its_field(share: float, width: float) -> None:
    assert [bar.width for bar in gauge(share).bars] == [width]


def test_what_is_not_told_is_not_drawn() -> None:
    assert gauge(None).bars == ()
    assert columns([None, None]).bars == ()
