"""A member typed into a form: what proves their yes, and whose number it may be."""

from datetime import date

import pytest

from checkin.domain.importing.by_hand import known, row_of, untold
from checkin.domain.importing.enrolment import COLUMNS
from checkin.domain.member import Member, MemberState

TODAY = date(2026, 3, 2)
TYPED = {
    "phone": "+12125550101",
    "name": "Ana",
    "cadence": "weekly",
    "weekday": "1",
    "hour": "10:00",
    "yes": "form",
    "day": "2026-03-01",
    "proof": " form 12, folder B ",
    "adult": "yes",
}


def test_the_form_is_a_row_of_a_file() -> None:
    row = row_of(TYPED)

    assert row.keys() == set(COLUMNS)
    assert row["at"] == "Tue 10:00"
    assert row["consent_evidence"] == (
        "signed a paper form on 2026-03-01: form 12, folder B; known to be 18 or older"
    )


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"weekday": ""}, "10:00"),
        ({"weekday": "7"}, "10:00"),
        ({"weekday": "x"}, "10:00"),
        ({"cadence": "daily"}, "10:00"),
        ({"hour": ""}, ""),
        ({"weekday": "6"}, "Sun 10:00"),
    ],
)
def test_who_is_asked_every_day_or_on_any_has_no_weekday(changed: dict[str, str], at: str) -> None:
    assert row_of(TYPED | changed)["at"] == at


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"yes": ""}, ["yes"]),
        ({"yes": "dreamt"}, ["yes"]),
        ({"day": ""}, ["day"]),
        ({"day": "yesterday"}, ["day"]),
        ({"day": "2026-03-03"}, ["day"]),
        ({"day": "2026-03-02"}, []),
        ({"proof": " - "}, ["proof"]),
        ({"adult": ""}, ["adult"]),
        ({"yes": "", "day": "", "proof": "", "adult": ""}, ["yes", "day", "proof", "adult"]),
    ],
)
def test_the_yes_and_the_age_are_told_whole(changed: dict[str, str], fields: list[str]) -> None:
    reasons = untold(TYPED | changed, TODAY, adults_only=True)
    assert [reason.column for reason in reasons] == fields


def test_where_the_young_are_welcome_nobody_is_asked_for_their_age() -> None:
    assert untold(TYPED | {"adult": ""}, TODAY, adults_only=False) == []
    assert "18" not in row_of(TYPED | {"adult": ""})["consent_evidence"]


@pytest.mark.parametrize(
    ("here", "shares", "key"),
    [
        ([], False, None),
        ([("ana", MemberState.ACTIVE)], False, "wrong.is_there"),
        ([("Ana", MemberState.INVITED)], True, "wrong.is_there"),
        ([("Ben", MemberState.PAUSED)], False, "wrong.shared"),
        ([("Ben", MemberState.PAUSED)], True, None),
        ([("Ben", MemberState.LEFT)], False, None),  # whose number it was
        ([("Ana", MemberState.LEFT)], False, None),  # the line itself says no to that
    ],
)
def test_a_number_that_others_have_is_looked_at_twice(
    here: list[tuple[str, MemberState]], shares: bool, key: str | None
) -> None:
    members = [Member(n, 1, name, state=state) for n, (name, state) in enumerate(here)]
    reason = known("Ana", members, shares=shares)
    assert (reason.key if reason else None) == key
