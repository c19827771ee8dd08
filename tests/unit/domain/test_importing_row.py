"""A row is an enrolment, or all the reasons why it is none."""

from datetime import time

import pytest

from checkin.domain.importing.enrolment import COLUMNS, Bad, Enrolment, Terms
from checkin.domain.importing.row import read
from checkin.domain.member import Cadence, Channel, Rhythm, Window
from tests.builders import DAY, NOON

TERMS = Terms("KE", frozenset({"en", "sw"}), Window(time(9), time(20)))
UNTIL = NOON + 7 * DAY
GOOD = {
    "phone": "0712 345678",
    "name": " Ana ",
    "language": "sw",
    "time_zone": "",
    "channel": "call",
    "cadence": "weekly",
    "at": "Tue 10:00",
    "consent_evidence": "form 7",
    "buddy_ok": "yes",
    "topics": "grief;work",
}
ANA = Enrolment(
    number="+254712345678",
    name="Ana",
    language="sw",
    time_zone="Africa/Nairobi",
    channel=Channel.CALL,
    rhythm=Rhythm(Cadence.WEEKLY, time(10), 1),
    window=TERMS.window,
    invited_until=UNTIL,
    buddy_ok=True,
    topics="grief; work",
    evidence="form 7",
)
WRONG = {
    "phone": "12",
    "name": "",
    "language": "fr",
    "time_zone": "Nairobi",
    "channel": "letter",
    "cadence": "hourly",
    "at": "noon",
    "consent_evidence": "",
    "buddy_ok": "perhaps",
}


def reasons(**changes: str) -> list[str]:
    """The columns that a row is refused for."""
    outcome = read(GOOD | changes, TERMS, UNTIL)
    return [reason.column for reason in outcome.reasons] if isinstance(outcome, Bad) else []


def test_a_good_row_is_an_enrolment() -> None:
    assert read(GOOD, TERMS, UNTIL) == ANA


@pytest.mark.parametrize(("column", "value"), WRONG.items())
def test_each_column_alone_can_keep_a_row_out(column: str, value: str) -> None:
    assert reasons(**{column: value}) == [column]


def test_all_reasons_come_at_once_in_the_order_of_the_columns() -> None:
    assert reasons(**WRONG) == [column for column in COLUMNS if column in WRONG]


@pytest.mark.parametrize("optional", ["time_zone", "buddy_ok", "topics"])
def test_some_columns_may_be_empty(optional: str) -> None:
    assert reasons(**{optional: ""}) == []


@pytest.mark.parametrize("needed", sorted(WRONG.keys() - {"time_zone", "buddy_ok"}))
def test_the_others_may_not(needed: str) -> None:
    assert reasons(**{needed: ""}) == [needed]


def test_a_number_nobody_can_read_asks_for_no_time_zone_as_well() -> None:
    assert reasons(phone="", time_zone="") == ["phone"]


def test_a_bad_row_still_says_whose_number_it_was() -> None:
    outcome = read(GOOD | {"name": ""}, TERMS, UNTIL)

    assert isinstance(outcome, Bad)
    assert outcome.number == ANA.number


@pytest.mark.parametrize("column", WRONG)
def test_a_reason_never_holds_the_value(column: str) -> None:
    telling = "Wanjiku 0799 999 999 wanjiku@example.org"
    outcome = read(GOOD | {column: telling}, TERMS, UNTIL)

    said = " ".join(map(str, outcome.reasons)) if isinstance(outcome, Bad) else ""
    assert "anjiku" not in said
    assert "0799" not in said
