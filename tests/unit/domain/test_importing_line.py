"""Nobody is invited twice, and nobody who stopped, declined or fell silent is asked again."""

from dataclasses import replace

import pytest

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose, standing
from checkin.domain.importing.line import (
    FULL,
    LEFT,
    STOPPED,
    LineSeen,
    enrolled,
    is_there,
    refusal,
)
from checkin.domain.invitation import invite
from checkin.domain.member import Member, MemberState
from checkin.domain.policy import Policy
from tests.builders import ANA, BEN, NOON, a_member
from tests.unit.domain.test_importing_row import ANA as NEW

GONE = a_member(state=MemberState.LEFT)


def line(*members: Member, stopped: bool = False) -> LineSeen:
    """A line with these members on it."""
    return LineSeen(11, stopped, members)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (line(), None),
        (line(ANA), None),
        (line(a_member(name="ANA")), None),
        (line(a_member(state=MemberState.INVITED)), None),
        (line(a_member(state=MemberState.PAUSED)), None),
        (line(BEN, ANA), None),
        (line(stopped=True), STOPPED),
        (line(ANA, stopped=True), STOPPED),
        (line(GONE, stopped=True), STOPPED),
        (line(GONE), LEFT),
        (line(*(replace(BEN, id=at, name=f"Ben {at}") for at in range(6))), FULL),
    ],
)
def test_who_may_not_be_invited_on_a_line(seen: LineSeen, why: str | None) -> None:
    reason = refusal(NEW, seen)

    assert (reason and reason.what) == why
    assert reason is None or reason.column == "phone"


@pytest.mark.parametrize(
    ("seen", "there"), [(line(), False), (line(ANA), True), (line(BEN), False)]
)
def test_who_is_there_already(seen: LineSeen, there: bool) -> None:
    assert is_there(NEW, seen) is there


def test_an_import_is_written_down_with_its_evidence_and_followed_by_one_invitation() -> None:
    decision = enrolled([(ANA, NEW), (BEN, replace(NEW, evidence="form 8"))], NOON, Policy())

    assert decision.changes == tuple(
        ConsentEvent(
            member.line_id, member.id, purpose, Action.IMPORTED, Medium.IMPORT, form, "", "en"
        )
        for member, form in ((ANA, "form 7"), (BEN, "form 8"))
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    )
    assert decision.send == (invite(ANA, NOON, Policy()), invite(BEN, NOON, Policy()))


def test_what_was_imported_allows_nothing_yet() -> None:
    decision = enrolled([(ANA, NEW)], NOON, Policy())

    events = [c for c in decision.changes if isinstance(c, ConsentEvent)]
    assert len(events) == 2
    assert standing((event.purpose, event.action) for event in events) == frozenset()
