"""How much may pass: by the hour and the day, of one bond and of one person."""

from datetime import datetime, timedelta

import pytest

from checkin.domain.pairing import RelayOutcome, Sent, Traffic
from checkin.domain.policy import Relaying
from checkin.domain.relaying.limits import calls_again, free_again
from tests.builders import NOON

POLICY = Relaying(an_hour=2, a_day=3, person_an_hour=3, person_a_day=4, calls_a_day=1)


def sent(*minutes_ago: int, pairing: int = 1, **changes: object) -> list[Sent]:
    """Words sent so long ago."""
    given = {"outcome": RelayOutcome.SENT, "by_call": False, **changes}
    return [
        Sent(pairing, 2, at=NOON - timedelta(minutes=ago), **given)  # type: ignore[arg-type]
        for ago in minutes_ago
    ]


@pytest.mark.parametrize(
    ("before", "free"),
    [
        ([], None),
        (sent(5), None),
        (sent(30, 5), NOON + timedelta(minutes=30)),
        (sent(61, 5), None),
        (sent(600, 500, 400), NOON + timedelta(hours=14)),
        (sent(1441, 500, 400), None),
        (sent(50, pairing=2) + sent(40, pairing=2), None),
        (sent(50, 40, pairing=2) + sent(5), NOON + timedelta(minutes=10)),
        (sent(900, 800, 700, 600, pairing=2), NOON + timedelta(hours=9)),
        (sent(30, 5, outcome=RelayOutcome.REFUSED), None),
        (sent(30, 5, outcome=RelayOutcome.DROPPED), NOON + timedelta(minutes=30)),
        (sent(30, 5, by_call=True), None),
    ],
)
def test_words_may_be_sent_again(before: list[Sent], free: datetime | None) -> None:
    assert free_again(Traffic(tuple(before)), 1, NOON, POLICY) == free


def test_calls_are_counted_by_themselves() -> None:
    assert calls_again(Traffic(tuple(sent(60))), NOON, POLICY) is None
    called = Traffic(tuple(sent(60, by_call=True)))
    assert calls_again(called, NOON, POLICY) == NOON + timedelta(hours=23)
