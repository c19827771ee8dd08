"""A member written as a row is read as the same member."""

from datetime import time

import pytest

from checkin.domain.consent import Action
from checkin.domain.importing.enrolment import COLUMNS
from checkin.domain.importing.row import read
from checkin.domain.importing.writing import Kept, evidence, row
from checkin.domain.member import Cadence, Channel, MemberState, Rhythm
from tests.builders import a_member
from tests.unit.domain.test_importing_row import ANA, TERMS, UNTIL

MEMBER = a_member(
    language="sw",
    time_zone="Africa/Nairobi",
    channel=Channel.CALL,
    state=MemberState.INVITED,
    rhythm=Rhythm(Cadence.WEEKLY, time(10), 1),
)
KEPT = Kept(MEMBER, "+254712345678", True, "grief; work", ((Action.IMPORTED, "form 7"),))


def test_a_row_has_a_value_for_each_column() -> None:
    assert dict(zip(COLUMNS, row(KEPT), strict=True)) == {
        "phone": "+254712345678",
        "name": "Ana",
        "language": "sw",
        "time_zone": "Africa/Nairobi",
        "channel": "call",
        "cadence": "weekly",
        "at": "Tue 10:00",
        "consent_evidence": "form 7",
        "buddy_ok": "yes",
        "topics": "grief; work",
    }


def test_what_is_written_is_read_back_the_same() -> None:
    assert read(dict(zip(COLUMNS, row(KEPT), strict=True)), TERMS, UNTIL) == ANA


@pytest.mark.parametrize(
    ("proofs", "told"),
    [
        ((), ""),
        (((Action.IMPORTED, "form 7"),), "form 7"),
        (((Action.IMPORTED, "form 7"), (Action.CONFIRMED, "SM1")), "form 7"),
        (((Action.GRANTED, "SM1"), (Action.RENEWED, "SM2")), "SM2"),
        (((Action.REFUSED, "SM1"),), ""),
    ],
)
def test_the_evidence_is_what_the_import_said_or_else_the_latest_yes(
    proofs: tuple[tuple[Action, str], ...], told: str
) -> None:
    assert evidence(proofs) == told
