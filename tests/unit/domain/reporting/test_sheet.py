"""Cells that a spreadsheet takes for what they are."""

import pytest

from checkin.domain.reporting.sheet import safe


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_made_words(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12.5", "<5", "check_in.ask.1", "2026-03-02"])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell
