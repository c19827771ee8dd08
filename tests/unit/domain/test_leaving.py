"""Leaving is for everyone on the line and at once; coming back is for texts alone."""

from datetime import datetime

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, LineChanged, MemberChanged
from checkin.domain.leaving import joined, start, stop
from checkin.domain.member import Channel, MemberState
from checkin.domain.silence import given_up
from tests.builders import ANA, BEN, DOV, NOON, a_check_in, a_conversation, a_member

LINE = ANA.line_id
EVA = a_member(id=5, name="Eva", state=MemberState.PAUSED)
GONE = a_member(id=6, name="Gil", state=MemberState.LEFT)
ALL_REVOKED = ConsentEvent(LINE, None, Purpose.ALL, Action.REVOKED, Medium.TEXT, "SM1")
STOPPED = LineChanged(LINE, stopped=True, misunderstood=0)
STARTED = LineChanged(LINE, stopped=False, misunderstood=0)
NEXT = datetime.fromisoformat("2026-03-05T10:00+00:00")


def stopping(conversation: Conversation, *, silent: bool = False) -> Decision:
    """STOP at noon."""
    return stop(conversation, "SM1", NOON, silent=silent)


def starting(conversation: Conversation) -> Decision:
    """START at noon."""
    return start(conversation, "SM1", NOON)


def said(decision: Decision) -> str | None:
    """The catalog key of the reply."""
    return decision.reply.say[0].key if decision.reply else None


def left(member_id: int) -> MemberChanged:
    """This member has left."""
    return MemberChanged(member_id, state=MemberState.LEFT, unplanned=True)


def back(member_id: int) -> MemberChanged:
    """This member is with us again, by text, with a slot planned."""
    return MemberChanged(
        member_id, state=MemberState.ACTIVE, channel=Channel.TEXT, next_due_at=NEXT
    )


def test_stop_takes_everyone_on_the_line_with_it_and_is_confirmed_once() -> None:
    check_in = a_check_in()
    line = a_conversation(Thread(ANA, check_in), EVA, GONE)

    decision = stopping(line)

    cancelled = CheckInChanged(check_in, given_up(check_in, "cancelled.stopped", NOON))
    assert decision.changes == (ALL_REVOKED, STOPPED, left(ANA.id), cancelled, left(EVA.id))
    assert (said(decision), decision.send) == ("stopped", ())


def test_stop_from_a_number_we_do_not_know_is_kept_and_confirmed() -> None:
    decision = stopping(a_conversation(line_id=LINE))

    assert decision.changes == (ALL_REVOKED, STOPPED)
    assert said(decision) == "stopped"


@pytest.mark.parametrize(("stopped", "silent"), [(True, False), (False, True), (True, True)])
def test_stop_is_not_confirmed_again_but_is_written_down_again(stopped: bool, silent: bool) -> None:
    decision = stopping(a_conversation(DOV, line_id=LINE, stopped=stopped), silent=silent)

    assert decision.reply is None
    assert decision.changes == (ALL_REVOKED, STOPPED)


@pytest.mark.parametrize("state", CheckInState)
def test_stop_cancels_a_check_in_only_while_it_is_open(state: CheckInState) -> None:
    check_in = a_check_in(state=state)

    decision = stopping(a_conversation(Thread(ANA, check_in)))

    cancelled = [c for c in decision.changes if isinstance(c, CheckInChanged)]
    assert bool(cancelled) is check_in.is_open


def test_a_stop_told_by_the_carrier_says_so_in_the_ledger() -> None:
    decision = stop(
        a_conversation(ANA), "carrier error 21610", NOON, silent=True, medium=Medium.CARRIER
    )

    event = decision.changes[0]
    assert isinstance(event, ConsentEvent)
    assert (event.medium, event.evidence) == (Medium.CARRIER, "carrier error 21610")


@pytest.mark.parametrize("state", [MemberState.LEFT, MemberState.PAUSED, MemberState.INVITED])
def test_start_brings_back_texts_and_nothing_else(state: MemberState) -> None:
    once_by_call = a_member(state=state, channel=Channel.CALL)

    decision = starting(a_conversation(once_by_call, stopped=True))

    granted = ConsentEvent(LINE, ANA.id, Purpose.CHECKIN_TEXT, Action.GRANTED, Medium.TEXT, "SM1")
    assert decision.changes == (STARTED, granted, back(ANA.id))
    assert (said(decision), decision.send) == ("started", ())


def test_start_on_a_shared_phone_leaves_alone_those_who_are_with_us() -> None:
    decision = starting(a_conversation(ANA, GONE))

    changed = [c.member_id for c in decision.changes if isinstance(c, MemberChanged)]
    assert changed == [GONE.id]


def test_start_from_a_number_we_do_not_know_enrols_nobody() -> None:
    decision = starting(a_conversation(line_id=LINE, stopped=True))

    assert decision.changes == (STARTED,)
    assert said(decision) == "unknown_number"


@pytest.mark.parametrize(
    ("stopped", "misunderstood", "changed"),
    [(False, 0, False), (True, 0, True), (False, 2, True), (True, 2, True)],
)
def test_start_lets_go_of_the_stop_and_of_the_brake_if_they_were_on(
    stopped: bool, misunderstood: int, changed: bool
) -> None:
    decision = starting(a_conversation(ANA, stopped=stopped, misunderstood=misunderstood))

    assert decision.changes == ((STARTED,) if changed else ())
    assert said(decision) == "started"


@pytest.mark.parametrize("also_calls", [True, False])
def test_joining_writes_down_what_was_agreed_to_and_keeps_calls_only_if_they_were(
    also_calls: bool,
) -> None:
    changes = joined(BEN, Action.CONFIRMED, "SM1", NOON, also_calls=also_calls)

    purposes = [c.purpose for c in changes if isinstance(c, ConsentEvent)]
    assert purposes == [Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL][: 1 + also_calls]
    assert changes[-1] == MemberChanged(
        BEN.id,
        state=MemberState.ACTIVE,
        channel=Channel.CALL if also_calls else Channel.TEXT,
        next_due_at=NEXT,
    )
