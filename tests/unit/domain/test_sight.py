"""For how long a reason is remembered."""

from datetime import timedelta

import pytest

from checkin.domain.audit import Reason
from checkin.domain.sight import Grant, name_on_list, shown_since
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


@pytest.mark.parametrize(
    ("name", "on_list"),
    [
        ("Ana", "Ana"),
        ("Ana Maria Okafor", "Ana O."),
        ("  Ana   Okafor ", "Ana O."),
        ("José da Silva", "José S."),
        ("李 小龙", "李 小."),
        ("", ""),
    ],
)
def test_a_list_shows_a_name_whole_only_to_who_works_on_it(name: str, on_list: str) -> None:
    assert name_on_list(name, working=False) == on_list
    assert name_on_list(name, working=True) == name
