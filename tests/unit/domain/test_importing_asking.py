"""How a member is to be asked, read from a form."""

from datetime import time

import pytest

from checkin.domain.changing import Wish
from checkin.domain.importing.asking import day_in, wish_in
from checkin.domain.importing.enrolment import Terms, Wrong
from checkin.domain.member import Cadence, Channel, Rhythm, Window

TERMS = Terms("US", frozenset({"en", "sw"}), Window())
TYPED = {
    "language": "sw",
    "time_zone": "Africa/Nairobi",
    "channel": "call",
    "cadence": "weekly",
    "weekday": "1",
    "hour": "10:30",
    "opens": "10:00",
    "closes": "18:00",
}


def test_the_form_says_how() -> None:
    assert wish_in(TYPED, TERMS) == Wish(
        "sw",
        "Africa/Nairobi",
        Channel.CALL,
        Rhythm(Cadence.WEEKLY, time(10, 30), 1),
        Window(time(10), time(18)),
    )


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"language": "xx"}, ["language"]),
        ({"time_zone": ""}, ["time_zone"]),
        ({"channel": "owl"}, ["channel"]),
        ({"cadence": ""}, ["cadence"]),
        ({"hour": "09:30"}, ["hour"]),  # before this member's own hours begin
        ({"hour": "18:00"}, ["hour"]),
        ({"opens": "08:00"}, ["opens"]),
        ({"closes": "20:01"}, ["closes"]),
        ({"closes": "10:00"}, ["closes"]),
        ({"opens": "x", "closes": ""}, ["opens", "closes"]),
        ({"cadence": "daily"}, []),  # a weekday beside it does not matter
    ],
)
def test_what_is_wrong_is_said_of_its_field(changed: dict[str, str], fields: list[str]) -> None:
    found = wish_in(TYPED | changed, TERMS)
    reasons = [reason.column for reason in found] if isinstance(found, tuple) else []
    assert reasons == fields


def test_a_day_is_one_of_the_calendar() -> None:
    assert day_in("2026-03-14").day == 14
    with pytest.raises(Wrong):
        day_in("2026-02-30")
