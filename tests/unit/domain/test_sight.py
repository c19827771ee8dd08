"""For how long a reason is remembered."""

from datetime import timedelta

import pytest

from checkin.domain.audit import Reason
from checkin.domain.sight import Grant, shown_since
from tests.builders import NOON


@pytest.mark.parametrize(
    ("minutes", "working", "holds"),
    [(0, False, True), (15, False, True), (16, False, False), (16, True, True), (600, True, True)],
)
def test_a_reason_is_asked_again_later_unless_one_works_on_it(
    minutes: int, working: bool, holds: bool
) -> None:
    grant = Grant(Reason.ASKED, NOON)
    assert grant.holds(NOON + timedelta(minutes=minutes), working=working) is holds


def test_what_was_said_just_before_an_escalation_belongs_to_it() -> None:
    assert NOON - timedelta(minutes=16) < shown_since(NOON) == NOON - timedelta(minutes=15)
