"""The chain of the audit: whatever is changed, taken out or moved is found."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from checkin.domain.audit import About, Act, Checked, Done, Head, Reason, Row
from checkin.domain.consent.chain import FIRST
from tests.builders import NOON

OTHERS: list[dict[str, Any]] = [
    {"by": 2},
    {"by": None},
    {"act": Act.HEARD},
    {"about": About.MEMBER},
    {"about_id": 8},
    {"member_id": 4},
    {"reason": Reason.TRAINING},
]


def chain(count: int = 5) -> list[Row]:
    rows, before = [], FIRST
    for number in range(1, count + 1):
        at = NOON + timedelta(minutes=number)
        done = Done(1, Act.SEEN, About.ESCALATION, number, 3, Reason.ESCALATION)
        rows.append(Row(number, at, done, before, done.hash(at, before)))
        before = rows[-1].hash
    return rows


def head(rows: list[Row]) -> Head:
    return Head(rows[-1].hash, len(rows))


def test_an_untouched_chain_holds_in_one_piece_or_in_many() -> None:
    rows, checked = chain(), Checked()
    assert [checked.faults(part) for part in (rows[:2], rows[2:])] == [{}, {}]
    assert checked.ends_with(head(rows))
    assert Checked().ends_with(Head())
    assert all(later.prev_hash == earlier.hash for earlier, later in pairwise(rows))


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_a_row_that_was_changed_is_named(other: dict[str, Any]) -> None:
    rows = chain()
    rows[2] = replace(rows[2], done=replace(rows[2].done, **other))
    assert Checked().faults(rows) == {3: "changed"}


def test_a_moment_that_was_changed_is_found() -> None:
    rows = chain()
    rows[2] = replace(rows[2], at=rows[2].at + timedelta(microseconds=1))
    assert Checked().faults(rows) == {3: "changed"}


def test_a_row_that_was_taken_out_leaves_a_gap() -> None:
    rows = chain()
    assert Checked().faults(rows[:2] + rows[3:]) == {4: "unlinked"}


def test_rows_that_changed_places_are_found() -> None:
    rows = chain()
    rows[1], rows[2] = rows[2], rows[1]
    assert set(Checked().faults(rows)) >= {2, 3}


def test_last_rows_that_are_gone_are_missed() -> None:
    rows, checked = chain(), Checked()
    assert checked.faults(rows[:-1]) == {}
    assert not checked.ends_with(head(rows))


def test_the_hash_is_the_same_tomorrow() -> None:
    assert chain(1)[0].hash == EXPECTED


EXPECTED = "e9b5baeda14a425d910be65856622fa9cb384965716ac4eb521e56fec5901b34"
