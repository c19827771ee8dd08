"""The gate: what may leave, to whom and when, one broken condition at a time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.member import MemberState
from checkin.domain.outgoing import (
    BETWEEN_MEMBERS,
    TO_STAFF,
    Drop,
    Hold,
    Kind,
    Outgoing,
    Recipient,
    Send,
    Subject,
    Verdict,
    gate,
)
from tests.builders import ANA, CLEO, DOV, HOUR, NOON, a_member

TEXT, CALL, BUDDY = Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL, Purpose.BUDDY_CONTACT
TEXTS, CALLS = (Kind.ASK, Kind.REMINDER), (Kind.ASK_CALL, Kind.CALL)
TO_MEMBERS = (*TEXTS, *CALLS, Kind.INVITATION, Kind.LOOP, Kind.LOOP_CALL)
ABOUT_BUDDIES = (
    *(Kind.OFFER, Kind.OFFER_CALL, Kind.BUDDY, Kind.BUDDY_CALL, Kind.RELAY, Kind.RELAY_CALL),
    *(Kind.BUDDY_BRIDGE, Kind.CIRCLE, Kind.CIRCLE_CALL),
)
INACTIVE = (MemberState.INVITED, MemberState.PAUSED, MemberState.LEFT)
INVITED = a_member(state=MemberState.INVITED)
MIDNIGHT, OPENING = NOON.replace(hour=0), NOON.replace(hour=9)
SECOND = timedelta(seconds=1)

ALLOWED = Recipient(
    dialable=True, stopped=False, member=ANA, standing=frozenset({TEXT, CALL, BUDDY})
)
STAFF = Recipient(dialable=True, stopped=False, member=None, standing=frozenset())


def outgoing(kind: Kind, not_after: datetime | None = NOON + 4 * HOUR) -> Outgoing:
    """A row for Ana, or a page for the coordinator on call."""
    subject = Subject(CLEO.line_id) if kind in TO_STAFF else Subject(ANA.line_id, ANA.id, 101)
    return Outgoing(kind, subject, "wording", not_before=MIDNIGHT, not_after=not_after)


def sendable(kind: Kind) -> Recipient:
    """Somebody to whom `kind` may be sent at noon."""
    others = dict.fromkeys(TO_STAFF, STAFF) | {Kind.INVITATION: replace(ALLOWED, member=INVITED)}
    return others.get(kind, ALLOWED)


@pytest.mark.parametrize("kind", Kind)
def test_everything_may_leave_at_noon_to_somebody_who_agreed(kind: Kind) -> None:
    assert gate(outgoing(kind), sendable(kind), NOON) == Send()


@pytest.mark.parametrize("kind", TEXTS)
def test_agreeing_to_texts_is_enough_for_a_text(kind: Kind) -> None:
    assert gate(outgoing(kind), replace(ALLOWED, standing=frozenset({TEXT})), NOON) == Send()


@pytest.mark.parametrize("kind", CALLS)
def test_agreeing_to_calls_is_enough_for_a_call(kind: Kind) -> None:
    assert gate(outgoing(kind), replace(ALLOWED, standing=frozenset({CALL})), NOON) == Send()


@pytest.mark.parametrize(
    ("kind", "standing"),
    [(kind, frozenset(set(Purpose) - {TEXT})) for kind in TEXTS]
    + [(kind, frozenset(set(Purpose) - {CALL})) for kind in CALLS],
)
def test_agreeing_to_anything_else_is_not_enough(kind: Kind, standing: frozenset[Purpose]) -> None:
    verdict = gate(outgoing(kind), replace(ALLOWED, standing=standing), NOON)

    assert verdict == Drop("dropped.no_consent")


@pytest.mark.parametrize("missing", [TEXT, CALL, BUDDY])
@pytest.mark.parametrize("kind", ABOUT_BUDDIES)
def test_what_is_about_a_buddy_needs_that_and_its_road(kind: Kind, missing: Purpose) -> None:
    verdict = gate(outgoing(kind), replace(ALLOWED, standing=ALLOWED.standing - {missing}), NOON)

    other_road = TEXT if kind.by_call else CALL
    assert verdict == (Send() if missing is other_road else Drop("dropped.no_consent"))


@pytest.mark.parametrize("kind", Kind)
def test_nothing_leaves_for_a_number_that_cannot_be_dialled(kind: Kind) -> None:
    verdict = gate(outgoing(kind), replace(sendable(kind), dialable=False), NOON)

    assert verdict == Drop("dropped.not_dialable")


@pytest.mark.parametrize("kind", Kind)
def test_nothing_leaves_for_a_line_that_has_stopped_us(kind: Kind) -> None:
    verdict = gate(outgoing(kind), replace(sendable(kind), stopped=True), NOON)

    assert verdict == Drop("dropped.stopped")


@pytest.mark.parametrize("kind", [*TEXTS, *CALLS])
@pytest.mark.parametrize("state", INACTIVE)
def test_nobody_is_asked_who_is_not_active(kind: Kind, state: MemberState) -> None:
    verdict = gate(outgoing(kind), replace(ALLOWED, member=replace(ANA, state=state)), NOON)

    assert verdict == Drop("dropped.not_active")


def test_dov_receives_nothing_even_while_an_old_consent_stands() -> None:
    verdicts = {
        gate(outgoing(kind), replace(ALLOWED, member=DOV), NOON) for kind in [*TEXTS, *CALLS]
    }

    assert verdicts == {Drop("dropped.not_active")}


@pytest.mark.parametrize("kind", TO_MEMBERS)
def test_nothing_leaves_for_a_member_who_has_been_erased(kind: Kind) -> None:
    verdict = gate(outgoing(kind), replace(sendable(kind), member=None), NOON)

    assert verdict == Drop("dropped.not_active")


@pytest.mark.parametrize("kind", [*TEXTS, *CALLS])
def test_nobody_is_asked_again_who_has_answered(kind: Kind) -> None:
    verdict = gate(outgoing(kind), replace(ALLOWED, still_wanted=False), NOON)

    assert verdict == Drop("dropped.answered")


@pytest.mark.parametrize("state", [s for s in MemberState if s is not MemberState.INVITED])
def test_only_those_waiting_for_an_invitation_are_invited(state: MemberState) -> None:
    someone = replace(ALLOWED, member=replace(ANA, state=state))

    assert gate(outgoing(Kind.INVITATION), someone, NOON) == Drop("dropped.not_invited")


def test_an_invitation_needs_no_consent_because_it_asks_for_it() -> None:
    invited = replace(ALLOWED, member=INVITED, standing=frozenset())

    assert gate(outgoing(Kind.INVITATION), invited, NOON) == Send()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("late", "verdict"),
    [(-SECOND, Send()), (timedelta(0), Send()), (SECOND, Drop("dropped.stale"))],
)
def test_nothing_leaves_after_it_has_gone_stale(
    kind: Kind, late: timedelta, verdict: Verdict
) -> None:
    assert gate(outgoing(kind, not_after=NOON), sendable(kind), NOON + late) == verdict


@pytest.mark.parametrize("kind", Kind)
def test_without_a_last_moment_nothing_goes_stale(kind: Kind) -> None:
    assert gate(outgoing(kind, None), sendable(kind), NOON + timedelta(days=365)) == Send()


@pytest.mark.parametrize("kind", TO_MEMBERS)
@pytest.mark.parametrize(
    ("not_after", "verdict"),
    [
        (None, Hold(OPENING)),
        (OPENING + HOUR, Hold(OPENING)),
        (OPENING, Hold(OPENING)),
        (OPENING - SECOND, Drop("dropped.stale")),
    ],
)
def test_at_night_it_waits_for_the_morning_or_is_dropped_if_that_is_too_late(
    kind: Kind, not_after: datetime | None, verdict: Verdict
) -> None:
    assert gate(outgoing(kind, not_after), sendable(kind), MIDNIGHT + 3 * HOUR) == verdict


@pytest.mark.parametrize("kind", sorted(TO_STAFF))
@pytest.mark.parametrize("hour", [0, 3, 8, 20, 23])
def test_a_coordinator_is_reached_at_any_hour(kind: Kind, hour: int) -> None:
    assert gate(outgoing(kind, None), STAFF, NOON.replace(hour=hour)) == Send()


@pytest.mark.parametrize("kind", [Kind.PAGE, Kind.PAGE_CALL])
def test_nobody_is_paged_for_what_has_been_taken(kind: Kind) -> None:
    verdict = gate(outgoing(kind), replace(STAFF, still_wanted=False), NOON)

    assert verdict == Drop("dropped.taken")


def test_what_a_coordinator_writes_at_night_reaches_the_member_at_night() -> None:
    assert gate(outgoing(Kind.WORDS, None), ALLOWED, MIDNIGHT) == Send()


ROADS = {Kind.CALL_BACK, Kind.PAGE_CALL, Kind.LOOP_CALL, Kind.BRIDGE}


@pytest.mark.parametrize("kind", Kind)
def test_a_call_is_a_call_and_only_what_somebody_waits_for_is_urgent(kind: Kind) -> None:
    assert kind.by_call is (kind in {*CALLS, *ROADS} or kind.endswith(("_call", "_bridge")))
    waited_for = {Kind.PAGE, Kind.PAGE_CALL, Kind.BRIDGE, Kind.WORDS, *BETWEEN_MEMBERS}
    assert kind.urgent is (kind in waited_for)


@pytest.mark.parametrize("kind", sorted(Kind))
def test_after_a_restored_backup_nothing_but_pages_leaves(kind: Kind) -> None:
    to_staff = kind in TO_STAFF
    known = STAFF if to_staff else replace(ALLOWED, standing=frozenset(Purpose))
    member = None if known.member is None else replace(known.member, state=_state(kind))
    recipient = replace(known, member=member, replayed=False)
    out = Outgoing(kind, Subject(1, None if to_staff else 1), "asked", NOON, None)
    paged = kind in (Kind.PAGE, Kind.PAGE_CALL)
    assert gate(out, recipient, NOON) == (Send() if paged else Hold(NOON + timedelta(minutes=5)))
    assert gate(out, replace(recipient, replayed=True), NOON) == Send()


def _state(kind: Kind) -> MemberState:
    return MemberState.INVITED if kind is Kind.INVITATION else MemberState.ACTIVE
